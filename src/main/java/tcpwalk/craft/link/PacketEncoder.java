package tcpwalk.craft.link;

import java.nio.ByteBuffer;
import tcpwalk.wire.Checksum;
import tcpwalk.wire.PacketHeader;
import tcpwalk.wire.Segment;
import tcpwalk.wire.SegmentEncoder;

/** {@link Segment} to a complete IP packet, as an {@link Injector} takes it. */
public final class PacketEncoder {

    private static final int PROTOCOL_TCP = 6;
    private static final int IPV4_HEADER = 20;
    private static final int IPV6_HEADER = 40;
    private static final int DONT_FRAGMENT = 0x4000;
    /** RFC 1700's default, and what Linux sends. */
    private static final int DEFAULT_TIME_TO_LIVE = 64;

    private PacketEncoder() {
    }

    /**
     * Appends the packet to {@code into}, which is in network order. A time to live of 0 becomes 64; a missing
     * identification 0, as suits a packet that must not be fragmented (RFC 6864 §4.1).
     */
    public static void encode(Segment segment, ByteBuffer into) {
        if (segment.ipVersion() == 4) {
            encodeIpv4(segment, into);
        } else {
            encodeIpv6(segment, into);
        }
    }

    private static void encodeIpv4(Segment segment, ByteBuffer into) {
        int start = into.position();
        PacketHeader packet = segment.packet();
        into.put((byte) 0x45).put((byte) packet.ecn()).putShort((short) 0);
        into.putShort((short) Math.max(0, packet.identification())).putShort((short) DONT_FRAGMENT);
        into.put(timeToLive(packet)).put((byte) PROTOCOL_TCP).putShort((short) 0);
        into.putInt((int) segment.sourceLow()).putInt((int) segment.destinationLow());
        SegmentEncoder.encode(segment, into);
        into.putShort(start + 2, (short) (into.position() - start));
        into.putShort(start + 10, (short) Checksum.of(into, start, IPV4_HEADER));
    }

    private static void encodeIpv6(Segment segment, ByteBuffer into) {
        int start = into.position();
        PacketHeader packet = segment.packet();
        into.putInt(6 << 28 | packet.ecn() << 20).putShort((short) 0).put((byte) PROTOCOL_TCP).put(timeToLive(packet));
        into.putLong(segment.sourceHigh()).putLong(segment.sourceLow());
        into.putLong(segment.destinationHigh()).putLong(segment.destinationLow());
        SegmentEncoder.encode(segment, into);
        into.putShort(start + 4, (short) (into.position() - start - IPV6_HEADER));
    }

    private static byte timeToLive(PacketHeader packet) {
        return (byte) (packet.timeToLive() == 0 ? DEFAULT_TIME_TO_LIVE : packet.timeToLive());
    }
}
