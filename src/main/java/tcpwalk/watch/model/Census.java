package tcpwalk.watch.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tcpwalk.tcp.TcpState;

/**
 * In which states the ends of every tracked connection are, counted as they change, and two small notes on each
 * connection: 12 bytes for one, since there may be half a million. Open addressing by the connection's number; a slot
 * is valid until the next {@link #slotOf} or {@link #remove}.
 */
final class Census {

    private static final int STATES = TcpState.values().length;
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;
    private static final byte NEW = (byte) 0xff;

    private final int[] clients = new int[STATES];
    private final int[] servers = new int[STATES];
    /** The connection's number plus one; 0 where a slot is free. */
    private long[] keys = new long[1 << 10];
    private byte[] states = new byte[1 << 10];
    private byte[] refusals = new byte[1 << 10];
    private short[] places = new short[1 << 10];
    private int size;

    int size() {
        return size;
    }

    List<Integer> clients() {
        return boxed(clients);
    }

    List<Integer> servers() {
        return boxed(servers);
    }

    private static List<Integer> boxed(int[] counts) {
        List<Integer> list = new ArrayList<>(STATES);
        for (int count : counts) {
            list.add(count);
        }
        return list;
    }

    /** Where a connection is noted, from now on if it was not. */
    int slotOf(long id) {
        int slot = find(id);
        if (keys[slot] == 0) {
            if (2 * ++size > keys.length) {
                grow();
                slot = find(id);
            }
            keys[slot] = id + 1;
            states[slot] = NEW;
            refusals[slot] = 0;
            places[slot] = -1;
        }
        return slot;
    }

    private int find(long id) {
        int mask = keys.length - 1;
        int slot = home(id + 1, mask);
        while (keys[slot] != 0 && keys[slot] != id + 1) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private static int home(long key, int mask) {
        return (int) (key * GOLDEN >>> 32) & mask;
    }

    /** Counts both ends where they now are, and says whether either has moved. */
    boolean moves(int slot, TcpState client, TcpState server) {
        byte now = (byte) (client.ordinal() << 4 | server.ordinal());
        byte before = states[slot];
        if (now == before) {
            return false;
        }
        count(before, -1);
        count(now, 1);
        states[slot] = now;
        return true;
    }

    private void count(byte both, int by) {
        if (both != NEW) {
            clients[both >> 4 & 0xf] += by;
            servers[both & 0xf] += by;
        }
    }

    /** Which place among the watched it holds, or -1. */
    int place(int slot) {
        return places[slot];
    }

    void place(int slot, int place) {
        places[slot] = (short) place;
    }

    /** Takes its place away, if the connection is still noted. */
    void displace(long id) {
        int slot = find(id);
        if (keys[slot] != 0) {
            places[slot] = -1;
        }
    }

    /** Whether it was refused by the filter of this number. */
    boolean isRefused(int slot, byte filter) {
        return refusals[slot] == filter;
    }

    void refuse(int slot, byte filter) {
        refusals[slot] = filter;
    }

    /** Nothing more comes of a connection. */
    void remove(long id) {
        int free = find(id);
        if (keys[free] == 0) {
            return;
        }
        count(states[free], -1);
        size--;
        int mask = keys.length - 1;
        // What would no longer be found from its home moves into the gap.
        for (int next = free + 1 & mask; keys[next] != 0; next = next + 1 & mask) {
            if ((next - home(keys[next], mask) & mask) >= (next - free & mask)) {
                move(next, free);
                free = next;
            }
        }
        keys[free] = 0;
    }

    private void move(int from, int to) {
        keys[to] = keys[from];
        states[to] = states[from];
        refusals[to] = refusals[from];
        places[to] = places[from];
    }

    private void grow() {
        long[] oldKeys = keys;
        byte[] oldStates = states;
        byte[] oldRefusals = refusals;
        short[] oldPlaces = places;
        int capacity = 2 * oldKeys.length;
        keys = new long[capacity];
        states = new byte[capacity];
        refusals = new byte[capacity];
        places = new short[capacity];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != 0) {
                int slot = find(oldKeys[i] - 1);
                keys[slot] = oldKeys[i];
                states[slot] = oldStates[i];
                refusals[slot] = oldRefusals[i];
                places[slot] = oldPlaces[i];
            }
        }
    }

    /** Forgets every filter's refusals: their numbers come round. */
    void forgetRefusals() {
        Arrays.fill(refusals, (byte) 0);
    }
}
