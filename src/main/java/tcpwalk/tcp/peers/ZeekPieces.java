package tcpwalk.tcp.peers;

import java.util.Arrays;

/** Data that lies beyond a hole in one direction's stream: pieces in order and apart from each other. */
final class ZeekPieces {

    /** Ours, not Zeek's: a stream in so many pieces cannot be told apart any more. */
    private static final int MOST = 512;

    /** First, end, first, end, ... */
    private long[] bounds = new long[4];
    private int used;

    boolean isEmpty() {
        return used == 0;
    }

    boolean isFull() {
        return used >= 2 * MOST;
    }

    /** Where the first piece begins; only while there is one. */
    long first() {
        return bounds[0];
    }

    /** Where the last piece ends; only while there is one. */
    long end() {
        return bounds[used - 1];
    }

    /** How much there is in all. */
    long held() {
        long sum = 0;
        for (int i = 0; i < used; i += 2) {
            sum += bounds[i + 1] - bounds[i];
        }
        return sum;
    }

    void add(long first, long end) {
        int at = 0;
        while (at < used && bounds[at + 1] < first) {
            at += 2;
        }
        long from = first;
        long until = end;
        int behind = at;
        while (behind < used && bounds[behind] <= end) {
            from = Math.min(from, bounds[behind]);
            until = Math.max(until, bounds[behind + 1]);
            behind += 2;
        }
        replace(at, behind, from, until);
    }

    /** Puts one piece in the place of those from {@code at} to {@code behind}, which may be none. */
    private void replace(int at, int behind, long from, long until) {
        int grown = used - (behind - at) + 2;
        if (grown > bounds.length) {
            bounds = Arrays.copyOf(bounds, 2 * bounds.length);
        }
        System.arraycopy(bounds, behind, bounds, at + 2, used - behind);
        bounds[at] = from;
        bounds[at + 1] = until;
        used = grown;
    }

    /** Gives away the pieces that no hole separates from {@code delivered} and says where the last of them ends. */
    long join(long delivered) {
        long end = delivered;
        int taken = 0;
        while (taken < used && bounds[taken] <= end) {
            end = Math.max(end, bounds[taken + 1]);
            taken += 2;
        }
        System.arraycopy(bounds, taken, bounds, 0, used - taken);
        used -= taken;
        return end;
    }
}
