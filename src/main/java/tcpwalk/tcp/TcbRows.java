package tcpwalk.tcp;

import java.util.Arrays;
import tcpwalk.wire.Segment;
import tcpwalk.wire.SegmentBatch;

/**
 * Connections that have gone by the book so far, a row of numbers each and no object. A row's ints are two lines of
 * a processor's cache, one of what every segment is compared with and one of what it leaves behind; what matters only
 * at the beginning and the end is kept apart. So the next segment of one of a million connections finds what it needs
 * with three accesses to memory, counting the one that finds the row.
 *
 * <p>What the numbers mean is for {@link OrdinarySegments} to say; here they are kept and found.
 */
final class TcbRows {

    /** Ints of a row; a long takes two. */
    static final int ROW = 32;
    private static final int LINE = 16;

    /** Who talks; of IPv6 addresses, the lowest 32 bits. */
    private static final int CLIENT_ADDRESS = 0;
    private static final int SERVER_ADDRESS = 1;
    private static final int PORTS = 2;
    static final int MARKS = 3;
    /** A number of each end: the client's stands here, the server's {@link #SERVER} further on. */
    static final int NXT = 4;
    static final int UNA = 6;
    static final int RIGHT_EDGE = 8;
    static final int TIMESTAMP = 10;
    static final int OFFER = 12;
    static final int LAST = 14;
    static final int LAST_SENT = 16;
    static final int SEGMENTS = 20;
    static final int TIMER = 22;
    static final int PACKET = 24;
    static final int WINDOW = 26;
    static final int COURSE = 28;
    static final int ISS = 30;
    static final int SERVER = 1;

    /** Longs that are kept apart. */
    static final int START = 0;
    static final int ROUND_TRIP = 1;
    static final int ID = 2;
    static final int FIRST_FRAME = 3;
    static final int CUT_FRAME = 4;
    static final int INTERFACE = 5;
    static final int VLAN = 6;
    private static final int HASH = 7;
    static final int CLIENT_HIGH = 8;
    static final int CLIENT_LOW = 9;
    static final int SERVER_HIGH = 10;
    static final int SERVER_LOW = 11;
    static final int FIRST_FIN_TIME = 12;
    static final int FIRST_FIN_FRAME = 13;
    static final int SECOND_FIN_FRAME = 14;
    private static final int APART = 16;

    /** The lowest of the marks. */
    static final int IS_IPV6 = 1;
    private static final int IS_FREE = 1 << 31;

    private static final long ROW_BITS = 0xffff_ffffL;
    private static final int FIRST_ROWS = 64;

    private int[] rows = new int[FIRST_ROWS * ROW];
    private long[] apart = new long[FIRST_ROWS * APART];
    /** Hash and row number, so that a look-up that fails touches one cache line. */
    private long[] slots = new long[1 << 8];
    private int[] free = new int[FIRST_ROWS];
    private int freed;
    private int used;
    private int size;
    /** Something that depends on every load of a look ahead, or they would be optimised away. */
    private int touched;
    /** The rows of the segments that were looked up last, or -1. */
    private final int[] ahead = new int[Integer.SIZE];

    TcbRows() {
        Arrays.fill(ahead, -1);
    }

    /** All rows; to be asked for again after {@link #add}. */
    int[] rows() {
        return rows;
    }

    static long getLong(int[] rows, int at) {
        return (long) rows[at + 1] << 32 | rows[at] & 0xffff_ffffL;
    }

    static void putLong(int[] rows, int at, long value) {
        rows[at] = (int) value;
        rows[at + 1] = (int) (value >>> 32);
    }

    long apart(int row, int field) {
        return apart[row * APART + field];
    }

    void keepApart(int row, int field, long value) {
        apart[row * APART + field] = value;
    }

    int hash(int row) {
        return (int) apart(row, HASH);
    }

    int ports(int row) {
        return rows[row * ROW + PORTS];
    }

    int size() {
        return size;
    }

    /**
     * The row of a segment's connection and its sender: twice the row's number, plus one where the server sent it.
     *
     * @return -1 without such a row
     */
    int find(SegmentBatch batch, int index) {
        int likely = ahead[index % ahead.length];
        if (likely >= 0) {
            int sender = senderIn(likely, batch, index);
            if (sender >= 0) {
                return 2 * likely + sender;
            }
        }
        int hash = batch.hash(index);
        int mask = slots.length - 1;
        for (int i = hash & mask; slots[i] != 0; i = i + 1 & mask) {
            if ((int) (slots[i] >>> 32) == hash) {
                int row = row(slots[i]);
                int sender = senderIn(row, batch, index);
                if (sender >= 0) {
                    return 2 * row + sender;
                }
            }
        }
        return -1;
    }

    private int senderIn(int row, SegmentBatch batch, int index) {
        int sender = senderOf(row, batch.ports(index), batch.source(index), batch.destination(index));
        boolean same = sender >= 0 && isOf(row, batch.isIpv6(index))
                && (!batch.isIpv6(index) || isBetween(row, sender, batch.segment(index)));
        return same ? sender : -1;
    }

    /** The same for a segment that is in no batch. */
    int find(Segment segment, int hash) {
        int mask = slots.length - 1;
        int ports = segment.sourcePort() << 16 | segment.destinationPort();
        boolean isIpv6 = segment.ipVersion() == 6;
        for (int i = hash & mask; slots[i] != 0; i = i + 1 & mask) {
            if ((int) (slots[i] >>> 32) == hash) {
                int row = row(slots[i]);
                int sender = senderOf(row, ports, (int) segment.sourceLow(), (int) segment.destinationLow());
                if (sender >= 0 && isOf(row, isIpv6) && (!isIpv6 || isBetween(row, sender, segment))) {
                    return 2 * row + sender;
                }
            }
        }
        return -1;
    }

    private static int row(long slot) {
        return (int) (slot & ROW_BITS) - 1;
    }

    private int senderOf(int row, int ports, int source, int destination) {
        int at = row * ROW;
        int known = rows[at + PORTS];
        int client = rows[at + CLIENT_ADDRESS];
        int server = rows[at + SERVER_ADDRESS];
        if (ports == known && source == client && destination == server) {
            return 0;
        }
        return (ports << 16 | ports >>> 16) == known && source == server && destination == client ? 1 : -1;
    }

    private boolean isOf(int row, boolean isIpv6) {
        return (rows[row * ROW + MARKS] & (IS_IPV6 | IS_FREE)) == (isIpv6 ? IS_IPV6 : 0);
    }

    private boolean isBetween(int row, int sender, Segment segment) {
        int source = row * APART + (sender == 0 ? CLIENT_HIGH : SERVER_HIGH);
        int destination = row * APART + (sender == 0 ? SERVER_HIGH : CLIENT_HIGH);
        return segment.sourceHigh() == apart[source] && segment.sourceLow() == apart[source + 1]
                && segment.destinationHigh() == apart[destination] && segment.destinationLow() == apart[destination + 1];
    }

    /** A row that is all zero but for who talks: the segment's source is the client. */
    int add(Segment first, int hash) {
        int row = freed > 0 ? free[--freed] : used++;
        if ((row + 1) * ROW > rows.length) {
            rows = Arrays.copyOf(rows, 2 * rows.length);
            apart = Arrays.copyOf(apart, 2 * apart.length);
        }
        int at = row * ROW;
        Arrays.fill(rows, at, at + ROW, 0);
        Arrays.fill(apart, row * APART, (row + 1) * APART, 0);
        rows[at + CLIENT_ADDRESS] = (int) first.sourceLow();
        rows[at + SERVER_ADDRESS] = (int) first.destinationLow();
        rows[at + PORTS] = first.sourcePort() << 16 | first.destinationPort();
        rows[at + MARKS] = first.ipVersion() == 6 ? IS_IPV6 : 0;
        keepApart(row, VLAN, first.packet().vlan());
        keepApart(row, HASH, hash);
        keepApart(row, CLIENT_HIGH, first.sourceHigh());
        keepApart(row, CLIENT_LOW, first.sourceLow());
        keepApart(row, SERVER_HIGH, first.destinationHigh());
        keepApart(row, SERVER_LOW, first.destinationLow());
        if (2 * ++size > slots.length) {
            grow();
        }
        place((long) hash << 32 | row + 1);
        return row;
    }

    private void place(long slot) {
        int mask = slots.length - 1;
        int i = (int) (slot >>> 32) & mask;
        while (slots[i] != 0) {
            i = i + 1 & mask;
        }
        slots[i] = slot;
    }

    private void grow() {
        long[] old = slots;
        slots = new long[2 * old.length];
        for (long slot : old) {
            if (slot != 0) {
                place(slot);
            }
        }
    }

    /** Frees a row. */
    void remove(int row) {
        int mask = slots.length - 1;
        int hole = hash(row) & mask;
        while (row(slots[hole]) != row) {
            hole = hole + 1 & mask;
        }
        for (int i = hole + 1 & mask; slots[i] != 0; i = i + 1 & mask) {
            int home = (int) (slots[i] >>> 32);
            // Whatever could not stand in its own place because of the hole moves up.
            if ((i - home & mask) >= (i - hole & mask)) {
                slots[hole] = slots[i];
                hole = i;
            }
        }
        slots[hole] = 0;
        size--;
        keepApart(row, ID, -1);
        rows[row * ROW + MARKS] = IS_FREE;
        if (freed == free.length) {
            free = Arrays.copyOf(free, 2 * freed);
        }
        free[freed++] = row;
    }

    /** Whether a row still is that of a connection, and not free or another's. */
    boolean isOf(int row, long id) {
        return apart(row, ID) == id;
    }

    /** All rows in use, in the order of their connections' ids. */
    int[] inOrder() {
        long[] keyed = new long[size];
        int count = 0;
        for (long slot : slots) {
            if (slot != 0) {
                keyed[count++] = apart(row(slot), ID) << 32 | row(slot);
            }
        }
        Arrays.sort(keyed);
        return Arrays.stream(keyed).mapToInt(key -> (int) key).toArray();
    }

    /**
     * Looks the rows of some segments up without using them: the loads overlap, so that rows beyond the caches cost one
     * wait for all and not one for each.
     *
     * @param count at most 32
     * @return those that have no row here, a bit each
     */
    int touch(SegmentBatch batch, int from, int count) {
        int mask = slots.length - 1;
        int missing = 0;
        int sum = 0;
        for (int i = 0; i < count; i++) {
            int hash = batch.hash(from + i);
            int at = hash & mask;
            long slot = slots[at];
            while (slot != 0 && (int) (slot >>> 32) != hash) {
                at = at + 1 & mask;
                slot = slots[at];
            }
            ahead[(from + i) % ahead.length] = row(slot);
            missing |= slot == 0 ? 1 << i : 0;
        }
        for (int i = 0; i < count; i++) {
            int row = ahead[(from + i) % ahead.length];
            if (row >= 0) {
                int at = row * ROW;
                // An array begins anywhere within a line, so that a row lies in three of them.
                sum += rows[at] + rows[at + LINE] + rows[at + ROW - 1];
            }
        }
        touched += sum;
        return missing;
    }
}
