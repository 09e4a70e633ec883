package tcpwalk.testnet;

import java.nio.ByteBuffer;
import tcpwalk.wire.EndpointAddress;
import tcpwalk.wire.IpAddress;
import tcpwalk.wire.Segment;
import tcpwalk.wire.SegmentDecoder;
import tcpwalk.wire.SegmentEncoder;

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

    private static Segment packet(ByteBuffer packet) {
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

    /** A complete IP packet that carries {@code segment}, of {@code payloadBytes} zeros, from one end to the other. */
    public static ByteBuffer packet(EndpointAddress source, EndpointAddress destination, Segment segment, int payloadBytes) {
        segment.between(source, destination).payload(ByteBuffer.allocate(payloadBytes), 0, payloadBytes)
                .length(payloadBytes);
        ByteBuffer tcp = ByteBuffer.allocate(60 + payloadBytes);
        SegmentEncoder.encode(segment, tcp);
        tcp.flip();
        ByteBuffer packet = ByteBuffer.allocate(40 + tcp.remaining());
        IpAddress from = source.address();
        if (from.version() == 4) {
            packet.putShort((short) 0x4500).putShort((short) (20 + tcp.remaining())).putInt(0x4000)
                    .put((byte) 64).put((byte) TCP).putShort((short) 0);
        } else {
            packet.putInt(6 << 28).putShort((short) tcp.remaining()).put((byte) TCP).put((byte) 64);
        }
        packet.put(from.bytes()).put(destination.address().bytes());
        if (from.version() == 4) {
            packet.putShort(10, (short) tcpwalk.wire.Checksum.of(packet, 0, 20));
        }
        return packet.put(tcp).flip();
    }
}
