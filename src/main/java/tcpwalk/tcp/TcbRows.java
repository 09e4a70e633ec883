package tcpwalk.tcp;

import java.util.Arrays;
import tcpwalk.wire.Segment;
import tcpwalk.wire.SegmentBatch;

/**
 * Connections that have gone by the book so far, a row of numbers each and no object. A row's ints are two lines of
 * a processor's cache, one of what every segment is compared with and one of what it leaves behind; what matters only
 * at the beginning and the end is kept apart in a third. So the next segment of one of a million connections finds what
 * it needs with three accesses to memory, counting the one of {@link RowIndex} that finds the row.
 *
 * <p>What the numbers mean is for {@link OrdinarySegments} to say; here they are kept.
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

    /** Longs that are kept apart, a line of them. */
    static final int START = 0;
    static final int ROUND_TRIP = 1;
    static final int FIRST_FRAME = 2;
    static final int CUT_FRAME = 3;
    static final int FIRST_FIN_TIME = 4;
    static final int FIRST_FIN_FRAME = 5;
    private static final int HASH_AND_ID = 6;
    /** How many frames the second FIN came after the first one, the interface, and the VLAN. */
    private static final int REST = 7;
    private static final int INTERFACE_SHIFT = 16;
    private static final int FIN_DISTANCE_SHIFT = 32;
    private static final int APART = 8;
    /** IPv6 addresses, each in two longs: the client's, then the server's. */
    private static final int ADDRESSES = 4;

    /** The lowest of the marks. */
    private static final int IS_IPV6 = 1;
    private static final int IS_FREE = 1 << 31;

    private static final int FIRST_ROWS = 64;

    private int[] rows = new int[FIRST_ROWS * ROW];
    private long[] apart = new long[FIRST_ROWS * APART];
    private long[] addresses = new long[0];
    private int[] free = new int[FIRST_ROWS];
    private int freed;
    private int used;

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
        return (int) (apart(row, HASH_AND_ID) >>> 32);
    }

    /** The connection's id; -1 of a row that is free. */
    int id(int row) {
        return (int) apart(row, HASH_AND_ID);
    }

    int interfaceIndex(int row) {
        return (char) (apart(row, REST) >>> INTERFACE_SHIFT);
    }

    /** The innermost VLAN, or -1. */
    int vlan(int row) {
        return (short) apart(row, REST);
    }

    void keepSecondFin(int row, long frame) {
        keepApart(row, REST, apart(row, REST) | frame - apart(row, FIRST_FIN_FRAME) << FIN_DISTANCE_SHIFT);
    }

    long secondFinFrame(int row) {
        return apart(row, FIRST_FIN_FRAME) + (apart(row, REST) >>> FIN_DISTANCE_SHIFT);
    }

    int ports(int row) {
        return rows[row * ROW + PORTS];
    }

    int ipVersion(int row) {
        return (rows[row * ROW + MARKS] & IS_IPV6) != 0 ? 6 : 4;
    }

    /** The upper half of an end's address; 0 for IPv4. The client is end 0, the server end {@link #SERVER}. */
    long addressHigh(int row, int end) {
        return ipVersion(row) == 6 ? addresses[row * ADDRESSES + 2 * end] : 0;
    }

    long addressLow(int row, int end) {
        return ipVersion(row) == 6 ? addresses[row * ADDRESSES + 2 * end + 1]
                : rows[row * ROW + CLIENT_ADDRESS + end] & 0xffff_ffffL;
    }

    /** 0 where the client of a row's connection sent a segment, 1 where its server did, else -1. */
    int senderIn(int row, SegmentBatch batch, int index) {
        int sender = senderOf(row, batch.ports(index), batch.source(index), batch.destination(index));
        boolean same = sender >= 0 && isOf(row, batch.isIpv6(index))
                && (!batch.isIpv6(index) || isBetween(row, sender, batch.segment(index)));
        return same ? sender : -1;
    }

    /** The same for a segment that is in no batch. */
    int senderIn(int row, Segment segment) {
        boolean isIpv6 = segment.ipVersion() == 6;
        int sender = senderOf(row, segment.sourcePort() << 16 | segment.destinationPort(), (int) segment.sourceLow(),
                (int) segment.destinationLow());
        return sender >= 0 && isOf(row, isIpv6) && (!isIpv6 || isBetween(row, sender, segment)) ? sender : -1;
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
        int source = row * ADDRESSES + 2 * sender;
        int destination = row * ADDRESSES + 2 - 2 * sender;
        return segment.sourceHigh() == addresses[source] && segment.sourceLow() == addresses[source + 1]
                && segment.destinationHigh() == addresses[destination]
                && segment.destinationLow() == addresses[destination + 1];
    }

    /** A row that is all zero but for who talks: the segment's source is the client. */
    int add(Segment first, int hash, long id) {
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
        keepApart(row, HASH_AND_ID, (long) hash << 32 | id);
        keepApart(row, REST, first.packet().interfaceIndex() << INTERFACE_SHIFT & 0xffff_ffffL
                | first.packet().vlan() & 0xffff);
        if (first.ipVersion() == 6) {
            rows[at + MARKS] = IS_IPV6;
            keepAddresses(row, first);
        }
        return row;
    }

    private void keepAddresses(int row, Segment first) {
        if ((row + 1) * ADDRESSES > addresses.length) {
            addresses = Arrays.copyOf(addresses, rows.length / ROW * ADDRESSES);
        }
        int at = row * ADDRESSES;
        addresses[at] = first.sourceHigh();
        addresses[at + 1] = first.sourceLow();
        addresses[at + 2] = first.destinationHigh();
        addresses[at + 3] = first.destinationLow();
    }

    /** Frees a row. */
    void remove(int row) {
        keepApart(row, HASH_AND_ID, -1);
        rows[row * ROW + MARKS] = IS_FREE;
        if (freed == free.length) {
            free = Arrays.copyOf(free, 2 * freed);
        }
        free[freed++] = row;
    }

    /** Loads what the next ordinary segment of a row's connection will want; the sum is of no use. */
    int touch(int row) {
        int at = row * ROW;
        // An array begins anywhere within a line, so that a row lies in three of them.
        return rows[at] + rows[at + LINE] + rows[at + ROW - 1];
    }

    /** The same of what is kept apart. */
    int touchApart(int row) {
        return (int) (apart[row * APART] + apart[row * APART + APART - 1]);
    }
}
