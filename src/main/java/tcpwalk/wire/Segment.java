package tcpwalk.wire;

import java.nio.ByteBuffer;

/**
 * One TCP segment with what its packet says about it: when and where it was seen, its ends, header and options.
 *
 * <pre>
 * |          source port          |       destination port        |      RFC 9293 §3.1
 * |                        sequence number                        |
 * |                     acknowledgment number                     |
 * | offset|  reserved   |  flags (AE CWR ECE URG ACK PSH RST SYN FIN) ... window |
 * |           checksum            |        urgent pointer         |
 * </pre>
 *
 * <p>Mutable on purpose: a reader fills one instance again and again, so that ten million packets allocate nothing.
 * Whoever keeps a segment keeps a {@link #copy()}. Setters return {@code this}, so that tests and the crafting end can
 * write a segment as one expression.
 */
public final class Segment extends SocketPair implements Cloneable {

    static final ByteBuffer NO_BYTES = ByteBuffer.allocate(0);

    private long frame;
    private long time;
    private PacketHeader packet = new PacketHeader();

    private int seq;
    private int ack;
    private int flags;
    private int window;
    private int urgentPointer;
    private int length;
    private ChecksumStatus checksum = ChecksumStatus.UNKNOWN;
    private boolean truncated;
    private TcpOptions options = new TcpOptions();

    private ByteBuffer bytes = NO_BYTES;
    private int payloadOffset;
    private int capturedLength;

    /** The number of the frame in its capture, from 1. */
    public long frame() {
        return frame;
    }

    /** Nanoseconds since 1970-01-01T00:00:00Z, as the capture says. */
    public long time() {
        return time;
    }

    /** What the headers below TCP say beyond the addresses. */
    public PacketHeader packet() {
        return packet;
    }

    /** SEG.SEQ. */
    public int seq() {
        return seq;
    }

    /** SEG.ACK; means something only where {@link #isAck()}. */
    public int ack() {
        return ack;
    }

    /** The control bits, see {@link TcpFlags}. */
    public int flags() {
        return flags;
    }

    /** SEG.WND as it stands in the header, not yet scaled. */
    public int window() {
        return window;
    }

    public int urgentPointer() {
        return urgentPointer;
    }

    /** Payload bytes, from the IP header's length and never from the captured one. */
    public int length() {
        return length;
    }

    /** SEG.LEN: payload bytes, plus one each for SYN and FIN (RFC 9293 §3.4). */
    public int sequenceLength() {
        return length + (flags & TcpFlags.FIN) + (flags >>> 1 & 1);
    }

    /** The sequence number after this segment's last. */
    public int end() {
        return seq + sequenceLength();
    }

    public ChecksumStatus checksum() {
        return checksum;
    }

    /** Whether the capture cut the header or its options off, so that options may be missing. */
    public boolean truncated() {
        return truncated;
    }

    /** Whether the capture cut payload off. */
    public boolean isCut() {
        return capturedLength < length && bytes != NO_BYTES;
    }

    public TcpOptions options() {
        return options;
    }

    public boolean isSyn() {
        return (flags & TcpFlags.SYN) != 0;
    }

    public boolean isAck() {
        return (flags & TcpFlags.ACK) != 0;
    }

    public boolean isFin() {
        return (flags & TcpFlags.FIN) != 0;
    }

    public boolean isRst() {
        return (flags & TcpFlags.RST) != 0;
    }

    /** The captured payload bytes; at most {@link #length()}, a view that is valid until the next segment is read. */
    public ByteBuffer payload() {
        return bytes.slice(payloadOffset, capturedLength);
    }

    /** A segment of its own that stays as it is, payload bytes left out. */
    public Segment copy() {
        try {
            Segment copy = (Segment) clone();
            copy.packet = packet.copy();
            copy.options = options.copy();
            return copy.payload(NO_BYTES, 0, 0);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("segments can be cloned", e);
        }
    }

    /** A copy that also keeps the captured payload. */
    public Segment copyWithPayload() {
        byte[] kept = new byte[capturedLength];
        bytes.get(payloadOffset, kept);
        return copy().payload(ByteBuffer.wrap(kept), 0, kept.length);
    }

    /** When and where the segment was seen. */
    public Segment seen(long frame, long time, int interfaceIndex) {
        this.frame = frame;
        this.time = time;
        packet.interfaceIndex(interfaceIndex);
        return this;
    }

    /** Both IPv4 addresses. */
    public Segment addresses(int source, int destination) {
        join(4, 0, source & 0xffff_ffffL, 0, destination & 0xffff_ffffL);
        return this;
    }

    /** Both IPv6 addresses. */
    public Segment addresses(long sourceHigh, long sourceLow, long destinationHigh, long destinationLow) {
        join(6, sourceHigh, sourceLow, destinationHigh, destinationLow);
        return this;
    }

    public Segment ports(int source, int destination) {
        joinPorts(source, destination);
        return this;
    }

    /** Both ends; they must be of one IP version. */
    public Segment between(EndpointAddress source, EndpointAddress destination) {
        IpAddress from = source.address();
        IpAddress to = destination.address();
        join(from.version(), from.high(), from.low(), to.high(), to.low());
        return ports(source.port(), destination.port());
    }

    public Segment seq(int seq) {
        this.seq = seq;
        return this;
    }

    public Segment ack(int ack) {
        this.ack = ack;
        return this;
    }

    public Segment flags(int flags) {
        this.flags = flags;
        return this;
    }

    public Segment window(int window) {
        this.window = window;
        return this;
    }

    public Segment urgentPointer(int urgentPointer) {
        this.urgentPointer = urgentPointer;
        return this;
    }

    public Segment length(int length) {
        this.length = length;
        return this;
    }

    public Segment checksum(ChecksumStatus checksum) {
        this.checksum = checksum;
        return this;
    }

    public Segment truncated(boolean truncated) {
        this.truncated = truncated;
        return this;
    }

    /** Where the captured payload lies; {@link #length()} is set apart, since a capture may hold less. */
    public Segment payload(ByteBuffer bytes, int offset, int captured) {
        this.bytes = bytes;
        payloadOffset = offset;
        capturedLength = captured;
        return this;
    }

    /** Tcpdump's notation with absolute numbers; see {@link SegmentNotation}. */
    @Override
    public String toString() {
        return SegmentNotation.print(this, 0, 0);
    }
}
