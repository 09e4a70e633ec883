package tcpwalk.capture;

import java.nio.ByteOrder;

/** Builds pcap files for tests. */
public final class PcapBytes {

    public static final int MICROSECONDS = 0xa1b2c3d4;
    public static final int NANOSECONDS = 0xa1b23c4d;
    public static final int MODIFIED = 0xa1b2cd34;

    private final ByteOrder order;
    private final int magic;
    private final Octets bytes;

    public PcapBytes(ByteOrder order, int magic, int linkType) {
        this(order, magic, 4, linkType);
    }

    public PcapBytes(ByteOrder order, int magic, int minorVersion, long linkTypeWord) {
        this.order = order;
        this.magic = magic;
        bytes = new Octets(order).u32(magic).u16(2).u16(minorVersion).u32(0).u32(0).u32(262144).u32(linkTypeWord);
    }

    /** A whole frame. */
    public PcapBytes frame(long seconds, long fraction, byte[] frame) {
        return record(seconds, fraction, frame.length, frame.length, frame);
    }

    /** A record whose lengths may be wrong. */
    public PcapBytes record(long seconds, long fraction, long captured, long original, byte[] frame) {
        bytes.u32(seconds).u32(fraction).u32(captured).u32(original);
        if (magic == MODIFIED) {
            bytes.u64(0);
        }
        bytes.add(frame);
        return this;
    }

    public ByteOrder order() {
        return order;
    }

    public byte[] bytes() {
        return bytes.bytes();
    }
}
