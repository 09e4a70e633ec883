package tcpwalk.wire;

import java.nio.ByteBuffer;

/**
 * Segments in their order, on the way from whoever decodes them to whoever tracks them. What nearly every segment says
 * fits into sixteen ints, a line of a processor's cache: so one core can decode for another that tracks, and a segment
 * that goes on like the one before it is never an object. Of a segment that says more, or came another way than
 * straight over IPv4, the line holds what it has room for, and the whole stands beside it.
 */
public final class SegmentBatch {

    /** How many segments a batch takes: enough that handing it over costs each of them next to nothing. */
    public static final int CAPACITY = 1024;

    private static final int LINE_SHIFT = 4;
    private static final int HASH = 0;
    private static final int SOURCE = 1;
    private static final int DESTINATION = 2;
    private static final int PORTS = 3;
    private static final int SEQ = 4;
    private static final int ACK = 5;
    private static final int FLAGS_AND_WINDOW = 6;
    private static final int LENGTH = 7;
    private static final int TIMESTAMP = 8;
    private static final int TIMESTAMP_ECHO = 9;
    private static final int PACKET = 10;
    private static final int MARKS = 11;
    private static final int FRAME = 12;
    private static final int TIME = 14;

    private static final int WHOLE = 1;
    private static final int IS_IPV6 = 1 << 1;
    private static final int TIMESTAMPED = 1 << 2;
    private static final int CUT = 1 << 3;
    private static final int UNSOUND = 1 << 4;
    private static final int ECN_SHIFT = 5;
    /** The VLAN plus one, so that 0 is none. */
    private static final int VLAN_SHIFT = 7;
    private static final int VLAN_BITS = 0x1fff;
    private static final int INTERFACE_SHIFT = 20;
    static final int MOST_INTERFACES = 1 << 8;
    private static final int NOTE_SHIFT = 28;

    private static final ByteBuffer CUT_OFF = ByteBuffer.allocate(0);

    private final int[] lines = new int[CAPACITY << LINE_SHIFT];
    private final Segment[] whole = new Segment[CAPACITY];
    private final Segment unpacked = new Segment();
    private int size;

    /** How many segments there are. */
    public int size() {
        return size;
    }

    public boolean isFull() {
        return size == CAPACITY;
    }

    /** Takes all segments out. */
    public void clear() {
        size = 0;
    }

    /**
     * Adds a segment; there must be room.
     *
     * @return the one to fill next: the same where its line says it all, else another
     */
    public Segment add(Segment segment) {
        boolean fits = fits(segment);
        TcpOptions options = segment.options();
        put(segment.sourcePort() << 16 | segment.destinationPort(), segment.seq(), segment.ack(),
                segment.flags() << 16 | segment.window());
        at((int) segment.sourceLow(), (int) segment.destinationLow(), segment.length(),
                Math.max(0, segment.packet().identification()) << 16 | segment.packet().timeToLive() & 0xff);
        seen(segment.frame(), segment.time(), marks(segment) | (fits ? 0 : WHOLE));
        stamp(options.timestampValue(), options.timestampEcho());
        int index = size++;
        if (fits) {
            return segment;
        }
        Segment next = whole[index] == null ? new Segment() : whole[index];
        whole[index] = segment;
        return next;
    }

    /** Whether a line and nothing else can be turned back into the segment, payload bytes apart. */
    private static boolean fits(Segment segment) {
        PacketHeader packet = segment.packet();
        TcpOptions options = segment.options();
        return segment.ipVersion() == 4 && packet.identification() >= 0 && packet.tunnel() == null && !packet.fragment()
                && packet.interfaceIndex() < MOST_INTERFACES && segment.urgentPointer() == 0 && !segment.truncated()
                && segment.checksum() == ChecksumStatus.UNKNOWN && options.mss() < 0 && options.windowScale() < 0
                && !options.sackPermitted() && options.sackBlocks() == 0 && options.fastOpenCookie() < 0
                && !options.malformed();
    }

    private static int marks(Segment segment) {
        PacketHeader packet = segment.packet();
        boolean sound = segment.options().sackBlocks() == 0 && !segment.truncated()
                && segment.checksum() != ChecksumStatus.BAD && segment.checksum() != ChecksumStatus.PARTIAL;
        return marks(packet.interfaceIndex() % MOST_INTERFACES, packet.vlan(), packet.ecn(), segment.isCut(),
                segment.options().hasTimestamps())
                | (segment.ipVersion() == 6 ? IS_IPV6 : 0) | (sound ? 0 : UNSOUND);
    }

    static int marks(int interfaceIndex, int vlan, int ecn, boolean cut, boolean timestamped) {
        return interfaceIndex << INTERFACE_SHIFT | (vlan + 1 & VLAN_BITS) << VLAN_SHIFT | ecn << ECN_SHIFT
                | (cut ? CUT : 0) | (timestamped ? TIMESTAMPED : 0);
    }

    /** Fills a part of the next line, which {@link #added()} then adds. */
    void put(int ports, int seq, int ack, int flagsAndWindow) {
        int line = size << LINE_SHIFT;
        lines[line + PORTS] = ports;
        lines[line + SEQ] = seq;
        lines[line + ACK] = ack;
        lines[line + FLAGS_AND_WINDOW] = flagsAndWindow;
    }

    void at(int source, int destination, int length, int packet) {
        int line = size << LINE_SHIFT;
        lines[line + SOURCE] = source;
        lines[line + DESTINATION] = destination;
        lines[line + LENGTH] = length;
        lines[line + PACKET] = packet;
    }

    void seen(long frame, long time, int marks) {
        int line = size << LINE_SHIFT;
        lines[line + FRAME] = (int) frame;
        lines[line + FRAME + 1] = (int) (frame >>> 32);
        lines[line + TIME] = (int) time;
        lines[line + TIME + 1] = (int) (time >>> 32);
        lines[line + MARKS] = marks;
    }

    void stamp(int value, int echo) {
        int line = size << LINE_SHIFT;
        lines[line + TIMESTAMP] = value;
        lines[line + TIMESTAMP_ECHO] = echo;
    }

    void added() {
        size++;
    }

    /** A segment as an object; it stays as it is until the next call, its payload's bytes left out. */
    public Segment segment(int index) {
        if (isWhole(index)) {
            return whole[index];
        }
        int marks = marks(index);
        Segment segment = unpacked.seen(frame(index), time(index), marks >>> INTERFACE_SHIFT & MOST_INTERFACES - 1)
                .addresses(source(index), destination(index)).ports(ports(index) >>> 16, ports(index) & 0xffff)
                .seq(seq(index)).ack(ack(index)).flags(flags(index)).window(window(index)).length(length(index))
                .payload((marks & CUT) == 0 ? Segment.NO_BYTES : CUT_OFF, 0, 0);
        segment.packet().identification(packet(index) >>> 16).timeToLive(packet(index) & 0xff).vlan(vlan(index))
                .ecn(marks >>> ECN_SHIFT & 3);
        segment.options().clear();
        if (hasTimestamp(index)) {
            segment.options().timestamps(timestamp(index), lines[(index << LINE_SHIFT) + TIMESTAMP_ECHO]);
        }
        return segment;
    }

    /** Whether the segment says more than its line. */
    public boolean isWhole(int index) {
        return (marks(index) & WHOLE) != 0;
    }

    private int marks(int index) {
        return lines[(index << LINE_SHIFT) + MARKS];
    }

    /** A number that its connection's segments have in common, once somebody has set it. */
    public int hash(int index) {
        return lines[(index << LINE_SHIFT) + HASH];
    }

    public void hash(int index, int hash) {
        lines[(index << LINE_SHIFT) + HASH] = hash;
    }

    /** What else somebody has noted of a segment, from 0 to 3; at first 0. */
    public int note(int index) {
        return marks(index) >>> NOTE_SHIFT & 3;
    }

    public void note(int index, int note) {
        lines[(index << LINE_SHIFT) + MARKS] |= note << NOTE_SHIFT;
    }

    /** The lowest 32 bits of the source address: all of an IPv4 one. */
    public int source(int index) {
        return lines[(index << LINE_SHIFT) + SOURCE];
    }

    /** The lowest 32 bits of the destination address. */
    public int destination(int index) {
        return lines[(index << LINE_SHIFT) + DESTINATION];
    }

    public boolean isIpv6(int index) {
        return (marks(index) & IS_IPV6) != 0;
    }

    /** The source port in the upper half, the destination port in the lower one. */
    public int ports(int index) {
        return lines[(index << LINE_SHIFT) + PORTS];
    }

    public int seq(int index) {
        return lines[(index << LINE_SHIFT) + SEQ];
    }

    public int ack(int index) {
        return lines[(index << LINE_SHIFT) + ACK];
    }

    public int flags(int index) {
        return lines[(index << LINE_SHIFT) + FLAGS_AND_WINDOW] >>> 16;
    }

    public int window(int index) {
        return lines[(index << LINE_SHIFT) + FLAGS_AND_WINDOW] & 0xffff;
    }

    public int length(int index) {
        return lines[(index << LINE_SHIFT) + LENGTH];
    }

    public boolean hasTimestamp(int index) {
        return (marks(index) & TIMESTAMPED) != 0;
    }

    /** TSval, where {@link #hasTimestamp}. */
    public int timestamp(int index) {
        return lines[(index << LINE_SHIFT) + TIMESTAMP];
    }

    /** The IPv4 identification, 0 for IPv6, in the upper half, and the time to live in the lowest eight bits. */
    public int packet(int index) {
        return lines[(index << LINE_SHIFT) + PACKET];
    }

    /** The innermost VLAN, or -1. */
    public int vlan(int index) {
        return (marks(index) >>> VLAN_SHIFT & VLAN_BITS) - 1;
    }

    /** Whether the capture cut payload off. */
    public boolean isCut(int index) {
        return (marks(index) & CUT) != 0;
    }

    /** Whether the header is all there, its checksum not known to be wrong, and no SACK block reports a gap. */
    public boolean isSound(int index) {
        return (marks(index) & UNSOUND) == 0;
    }

    /** The number of the frame in its capture, from 1. */
    public long frame(int index) {
        return number(index, FRAME);
    }

    /** Nanoseconds since 1970-01-01T00:00:00Z. */
    public long time(int index) {
        return number(index, TIME);
    }

    private long number(int index, int field) {
        int line = (index << LINE_SHIFT) + field;
        return (long) lines[line + 1] << 32 | lines[line] & 0xffff_ffffL;
    }
}
