package tcpwalk.capture;

import static tcpwalk.capture.Octets.hex;
import static tcpwalk.capture.Octets.join;

import java.nio.ByteBuffer;
import java.util.Arrays;
import tcpwalk.wire.Checksum;
import tcpwalk.wire.EndpointAddress;
import tcpwalk.wire.IpAddress;
import tcpwalk.wire.Segment;
import tcpwalk.wire.SegmentEncoder;
import tcpwalk.wire.TcpFlags;

/** Frames for tests, put together from the inside out. */
public final class Packets {

    public static final int TCP = 6;
    public static final int UDP = 17;
    public static final int IPV4 = 0x0800;
    public static final int IPV6 = 0x86dd;

    private static final byte[] MACS = hex("02 00 00 00 00 02  02 00 00 00 00 01");

    private Packets() {
    }

    /** 10.0.0.1:40000 to 10.0.0.2:80, sequence number 1000, acknowledging 2000, with {@code length} bytes. */
    public static Segment segment(int length) {
        return between("10.0.0.1", "10.0.0.2", length);
    }

    /** The same over IPv6, from fd00::1 to fd00::2. */
    public static Segment segment6(int length) {
        return between("fd00::1", "fd00::2", length);
    }

    private static Segment between(String source, String destination, int length) {
        byte[] payload = new byte[length];
        Arrays.fill(payload, (byte) 'x');
        return new Segment().between(new EndpointAddress(IpAddress.parse(source), 40000),
                        new EndpointAddress(IpAddress.parse(destination), 80))
                .seq(1000).ack(2000).flags(TcpFlags.ACK | TcpFlags.PSH).window(501).length(length)
                .payload(ByteBuffer.wrap(payload), 0, length);
    }

    /** The segment's header and payload. */
    public static byte[] tcp(Segment segment) {
        ByteBuffer bytes = ByteBuffer.allocate(60 + segment.length());
        SegmentEncoder.encode(segment, bytes);
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    /** A segment with ten bytes in IPv4. */
    public static byte[] tcpInIpv4() {
        return ipv4(TCP, tcp(segment(10)));
    }

    /** A segment with ten bytes in IPv6. */
    public static byte[] tcpInIpv6() {
        return ipv6(TCP, tcp(segment6(10)));
    }

    /** The segment in an IP packet with its own addresses. */
    public static byte[] packet(Segment segment) {
        byte[] tcp = tcp(segment);
        byte[] source = segment.source().address().bytes();
        byte[] destination = segment.destination().address().bytes();
        byte[] packet = segment.ipVersion() == 4 ? ipv4(TCP, tcp) : ipv6(TCP, tcp);
        int at = segment.ipVersion() == 4 ? 12 : 8;
        System.arraycopy(source, 0, packet, at, source.length);
        System.arraycopy(destination, 0, packet, at + source.length, destination.length);
        return segment.ipVersion() == 4 ? withChecksum(packet) : packet;
    }

    /** Fills in the checksum of an IPv4 header without options. */
    private static byte[] withChecksum(byte[] packet) {
        packet[10] = 0;
        packet[11] = 0;
        int sum = Checksum.of(ByteBuffer.wrap(packet), 0, 20);
        packet[10] = (byte) (sum >>> 8);
        packet[11] = (byte) sum;
        return packet;
    }

    public static byte[] ipv4(int protocol, byte[] payload) {
        return ipv4(protocol, 0x4000, new byte[0], 20 + payload.length, payload);
    }

    /** With flags and fragment offset, options, and any value in the length field. */
    public static byte[] ipv4(int protocol, int fragment, byte[] options, int totalLength, byte[] payload) {
        Octets header = new Octets().u8(0x45 + options.length / 4).u8(0).u16(totalLength).u16(0x1234).u16(fragment)
                .u8(64).u8(protocol).u16(0).add(hex("0a000001 0a000002")).add(options);
        byte[] bytes = header.bytes();
        int sum = Checksum.of(ByteBuffer.wrap(bytes), 0, bytes.length);
        bytes[10] = (byte) (sum >>> 8);
        bytes[11] = (byte) sum;
        return join(bytes, payload);
    }

    public static byte[] ipv6(int nextHeader, byte[] payload) {
        return ipv6(nextHeader, payload.length, payload);
    }

    public static byte[] ipv6(int nextHeader, int payloadLength, byte[] payload) {
        return new Octets().u32(0x60000000L).u16(payloadLength).u8(nextHeader).u8(64)
                .u64(0xfd00_0000_0000_0000L).u64(1).u64(0xfd00_0000_0000_0000L).u64(2).add(payload).bytes();
    }

    public static byte[] udp(int port, byte[] payload) {
        return new Octets().u16(50000).u16(port).u16(8 + payload.length).u16(0).add(payload).bytes();
    }

    public static byte[] ethernet(int type, byte[] payload) {
        return join(MACS, new Octets().u16(type).bytes(), payload);
    }

    /** A VLAN tag and the type after it, to go behind the type 0x8100. */
    public static byte[] vlan(int id, int type, byte[] payload) {
        return new Octets().u16(id).u16(type).add(payload).bytes();
    }

    /** 802.2 with SNAP. */
    public static byte[] snap(int type, byte[] payload) {
        return new Octets().add(hex("aaaa03 000000")).u16(type).add(payload).bytes();
    }
}
