package tcpwalk.testnet;

import java.nio.ByteBuffer;
import tcpwalk.wire.Segment;
import tcpwalk.wire.SegmentDecoder;

/** Just enough of Ethernet and IP for tests, apart from the code under test: no tags, options or fragments. */
public final class Frames {

    private static final int ETHERNET_HEADER = 14;
    private static final int TCP = 6;

    private Frames() {
    }

    /** The TCP segment of an Ethernet frame, or null. */
    public static Segment segment(byte[] frame) {
        return frame.length < ETHERNET_HEADER + 40 ? null
                : packet(ByteBuffer.wrap(frame, ETHERNET_HEADER, frame.length - ETHERNET_HEADER).slice());
    }

    /** The TCP segment of a complete IP packet, or null. */
    public static Segment packet(ByteBuffer packet) {
        Segment segment = new Segment();
        int header;
        int length;
        if (packet.get(0) >>> 4 == 4 && packet.get(9) == TCP) {
            header = (packet.get(0) & 0xf) * 4;
            length = (packet.getShort(2) & 0xffff) - header;
            segment.addresses(packet.getInt(12), packet.getInt(16));
        } else if (packet.get(0) >>> 4 == 6 && packet.get(6) == TCP) {
            header = 40;
            length = packet.getShort(4) & 0xffff;
            segment.addresses(packet.getLong(8), packet.getLong(16), packet.getLong(24), packet.getLong(32));
        } else {
            return null;
        }
        return SegmentDecoder.decode(packet, header, packet.limit() - header, length, segment) == null ? segment : null;
    }
}
