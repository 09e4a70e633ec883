package tcpwalk.tcp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import tcpwalk.wire.Segment;
import tcpwalk.wire.SegmentBatch;

/**
 * Finds a segment's connection: open addressing, the hashes side by side with the connections so that a look-up touches
 * two cache lines. The hash is seeded, so that no capture can choose its collisions.
 */
final class ConnectionIndex {

    /** How many look-ups overlap: about as many as a core keeps in flight. */
    static final int GROUP = 32;

    private final long seed = ThreadLocalRandom.current().nextLong();
    private Connection[] slots = new Connection[1 << 10];
    private int[] hashes = new int[1 << 10];
    private final Connection[] ahead = new Connection[GROUP];
    private boolean vlansApart;
    private int size;
    private int touched;

    int size() {
        return size;
    }

    int hash(Segment segment) {
        return hash(segment, vlansApart ? seed + segment.packet().vlan() : seed);
    }

    /** Gives every segment its hash. */
    void hash(SegmentBatch batch) {
        for (int i = 0; i < batch.size(); i++) {
            int ports = batch.ports(i);
            batch.hash(i, batch.isIpv6(i) ? hash(batch.segment(i)) : hash(batch.source(i) & 0xffff_ffffL, ports >>> 16,
                    batch.destination(i) & 0xffff_ffffL, ports & 0xffff, vlansApart ? seed + batch.vlan(i) : seed));
        }
    }

    void keepVlansApart() {
        vlansApart = true;
    }

    Connection find(Segment segment, int hash) {
        int mask = slots.length - 1;
        for (int i = hash & mask; slots[i] != null; i = i + 1 & mask) {
            if (hashes[i] == hash && slots[i].senderOf(segment) != null
                    && (!vlansApart || slots[i].vlan() == segment.packet().vlan())) {
                return slots[i];
            }
        }
        return null;
    }

    void add(Connection connection) {
        if (size * 2 >= slots.length) {
            grow();
        }
        int mask = slots.length - 1;
        int i = connection.hash() & mask;
        while (slots[i] != null) {
            i = i + 1 & mask;
        }
        slots[i] = connection;
        hashes[i] = connection.hash();
        size++;
    }

    boolean contains(Connection connection) {
        return slotOf(connection) >= 0;
    }

    /** Whether it was there. */
    boolean remove(Connection connection) {
        int hole = slotOf(connection);
        if (hole < 0) {
            return false;
        }
        int mask = slots.length - 1;
        for (int i = hole + 1 & mask; slots[i] != null; i = i + 1 & mask) {
            // Whatever could not stand in its own place because of the hole moves up.
            if ((i - hashes[i] & mask) >= (i - hole & mask)) {
                slots[hole] = slots[i];
                hashes[hole] = hashes[i];
                hole = i;
            }
        }
        slots[hole] = null;
        size--;
        return true;
    }

    /** Takes everything out, in the order of the connections' ids. */
    List<Connection> drain() {
        List<Connection> all = all();
        Arrays.fill(slots, null);
        size = 0;
        all.sort(Comparator.comparingLong(Connection::id));
        return all;
    }

    /** All, in no order. */
    List<Connection> all() {
        List<Connection> all = new ArrayList<>(size);
        for (Connection connection : slots) {
            if (connection != null) {
                all.add(connection);
            }
        }
        return all;
    }

    /** Looks some of a group's connections up without using them, a bit each; see {@link RowIndex#touch}. */
    void touch(SegmentBatch batch, int from, int some) {
        int mask = slots.length - 1;
        int count = 0;
        for (int rest = some; rest != 0; rest &= rest - 1) {
            int hash = batch.hash(from + Integer.numberOfTrailingZeros(rest));
            if (hashes[hash & mask] == hash) {
                ahead[count++] = slots[hash & mask];
            }
        }
        int sum = 0;
        for (int i = 0; i < count; i++) {
            sum += ahead[i] == null ? 0 : ahead[i].touch();
            ahead[i] = null;
        }
        touched += sum;
    }

    /** The same for both directions of a connection. */
    private static int hash(Segment segment, long seed) {
        return hash(segment.sourceLow() ^ Long.rotateLeft(segment.sourceHigh(), 29), segment.sourcePort(),
                segment.destinationLow() ^ Long.rotateLeft(segment.destinationHigh(), 29), segment.destinationPort(),
                seed);
    }

    private static int hash(long source, int sourcePort, long destination, int destinationPort, long seed) {
        long a = mix(source, sourcePort, seed);
        long b = mix(destination, destinationPort, seed);
        long both = (a + b) * 0x9e3779b97f4a7c15L;
        return (int) (both >>> 32);
    }

    private static long mix(long address, int port, long seed) {
        long bits = (address ^ seed) * 0xff51afd7ed558ccdL + port;
        bits ^= bits >>> 32;
        bits *= 0xc4ceb9fe1a85ec53L;
        return bits ^ bits >>> 29;
    }

    private int slotOf(Connection connection) {
        int mask = slots.length - 1;
        for (int i = connection.hash() & mask; slots[i] != null; i = i + 1 & mask) {
            if (slots[i] == connection) {
                return i;
            }
        }
        return -1;
    }

    private void grow() {
        Connection[] old = slots;
        slots = new Connection[old.length * 2];
        hashes = new int[old.length * 2];
        size = 0;
        for (Connection connection : old) {
            if (connection != null) {
                add(connection);
            }
        }
    }
}
