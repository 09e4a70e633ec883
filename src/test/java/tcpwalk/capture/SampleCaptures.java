package tcpwalk.capture;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static tcpwalk.capture.Octets.hex;
import static tcpwalk.capture.Octets.join;
import static tcpwalk.capture.Packets.IPV4;
import static tcpwalk.capture.Packets.IPV6;
import static tcpwalk.capture.Packets.ethernet;
import static tcpwalk.capture.Packets.ipv4;
import static tcpwalk.capture.Packets.ipv6;
import static tcpwalk.capture.Packets.packet;
import static tcpwalk.capture.Packets.snap;
import static tcpwalk.capture.Packets.udp;
import static tcpwalk.capture.Packets.vlan;
import static tcpwalk.wire.TcpFlags.ACK;
import static tcpwalk.wire.TcpFlags.FIN;
import static tcpwalk.wire.TcpFlags.PSH;
import static tcpwalk.wire.TcpFlags.SYN;

import io.airlift.compress.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;
import tcpwalk.wire.EndpointAddress;
import tcpwalk.wire.IpAddress;
import tcpwalk.wire.Segment;

/** Makes the files of {@code captures/formats}: one short conversation in every wrapping. */
final class SampleCaptures {

    private static final long START = 1_700_000_000L;
    private static final byte[] REQUEST = "GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] REPLY = "HTTP/1.0 204 No Content\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int LINUX_COOKED = 113;
    private static final int LINUX_COOKED_2 = 276;

    private SampleCaptures() {
    }

    /** Every file by its name. */
    static Map<String, byte[]> all() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        containers(files);
        damaged(files);
        links(files);
        packets(files);
        return files;
    }

    /** A handshake, a request, a reply, and a close by the client: nine packets. */
    private static List<byte[]> conversation(String client, String server, int port) {
        EndpointAddress from = new EndpointAddress(IpAddress.parse(client), port);
        EndpointAddress to = new EndpointAddress(IpAddress.parse(server), 80);
        int end = 1 + REQUEST.length;
        int replyEnd = 1 + REPLY.length;
        List<byte[]> packets = new ArrayList<>();
        Segment syn = segment(from, to, 0, 0, SYN, new byte[0]);
        syn.options().mss(1460).permitSack().windowScale(7);
        Segment synAck = segment(to, from, 0, 1, SYN | ACK, new byte[0]);
        synAck.options().mss(1440).permitSack().windowScale(7);
        packets.add(packet(syn));
        packets.add(packet(synAck));
        packets.add(packet(segment(from, to, 1, 1, ACK, new byte[0])));
        packets.add(packet(segment(from, to, 1, 1, ACK | PSH, REQUEST)));
        packets.add(packet(segment(to, from, 1, end, ACK | PSH, REPLY)));
        packets.add(packet(segment(from, to, end, replyEnd, ACK, new byte[0])));
        packets.add(packet(segment(from, to, end, replyEnd, FIN | ACK, new byte[0])));
        packets.add(packet(segment(to, from, replyEnd, end + 1, FIN | ACK, new byte[0])));
        packets.add(packet(segment(from, to, end + 1, replyEnd + 1, ACK, new byte[0])));
        return packets;
    }

    private static Segment segment(EndpointAddress from, EndpointAddress to, int seq, int ack, int flags, byte[] data) {
        boolean client = to.port() == 80;
        return new Segment().between(from, to).seq(seq + (client ? 0xffff_fff0 : 5000))
                .ack((flags & ACK) == 0 ? 0 : ack + (client ? 5000 : 0xffff_fff0)).flags(flags)
                .window(client ? 502 : 509).length(data.length).payload(ByteBuffer.wrap(data), 0, data.length);
    }

    private static List<byte[]> v4(int port) {
        return conversation("10.0.0.1", "10.0.0.2", port);
    }

    private static List<byte[]> v6(int port) {
        return conversation("fd00::1", "fd00::2", port);
    }

    private static byte[] pcap(ByteOrder order, int magic, int linkType, List<byte[]> frames) {
        PcapBytes file = new PcapBytes(order, magic, linkType);
        for (int i = 0; i < frames.size(); i++) {
            file.frame(START + i / 3, 1000 * i + 7, frames.get(i));
        }
        return file.bytes();
    }

    private static byte[] pcap(int linkType, List<byte[]> frames) {
        return pcap(LITTLE_ENDIAN, PcapBytes.MICROSECONDS, linkType, frames);
    }

    private static List<byte[]> wrap(List<byte[]> packets, UnaryOperator<byte[]> wrapping) {
        return packets.stream().map(wrapping).toList();
    }

    private static List<byte[]> ethernetFrames(List<byte[]> packets) {
        return wrap(packets, packet -> ethernet(packet[0] >>> 4 == 6 ? IPV6 : IPV4, packet));
    }

    private static void containers(Map<String, byte[]> files) {
        List<byte[]> frames = ethernetFrames(v4(40000));
        files.put("pcap-microseconds-little.pcap", pcap(LITTLE_ENDIAN, PcapBytes.MICROSECONDS, 1, frames));
        files.put("pcap-nanoseconds-big.pcap", pcap(BIG_ENDIAN, PcapBytes.NANOSECONDS, 1, frames));
        files.put("pcap-patched.pcap", pcap(LITTLE_ENDIAN, PcapBytes.MODIFIED, 1, frames));
        PcapBytes old = new PcapBytes(BIG_ENDIAN, PcapBytes.MICROSECONDS, 2, 1);
        PcapBytes checked = new PcapBytes(LITTLE_ENDIAN, PcapBytes.MICROSECONDS, 4, 0x30000001L);
        PcapBytes cut = new PcapBytes(LITTLE_ENDIAN, PcapBytes.MICROSECONDS, 1);
        for (int i = 0; i < frames.size(); i++) {
            byte[] frame = frames.get(i);
            byte[] start = Arrays.copyOf(frame, Math.min(frame.length, 60));
            old.record(START + i, i, frame.length, start.length, start);
            cut.record(START + i, i, start.length, frame.length, start);
            checked.frame(START + i, i, join(frame, hex("deadbeef")));
        }
        files.put("pcap-2.2-swapped.pcap", old.bytes());
        files.put("pcap-frame-check.pcap", checked.bytes());
        files.put("snapshot-60.pcap", cut.bytes());
        files.put("rotated-1.pcap", pcap(1, frames.subList(0, 4)));
        files.put("rotated-2.pcap", pcap(1, frames.subList(4, 9)));
        files.put("pcapng-interfaces.pcapng", interfaces(LITTLE_ENDIAN));
        files.put("pcapng-sections.pcapng", sections());
        byte[] plain = pcap(1, frames);
        files.put("two-members.pcap.gz", join(gzip(Arrays.copyOf(plain, 300)),
                gzip(Arrays.copyOfRange(plain, 300, plain.length))));
        files.put("conversation.pcap.zst", zstd(plain));
        files.put("pcapng-big.pcapng.gz", gzip(interfaces(BIG_ENDIAN)));
    }

    private static byte[] interfaces(ByteOrder order) {
        PcapngBytes file = new PcapngBytes(order);
        file.networkInterface(1, 0, "eth0").networkInterface(101, 96, "tun0", file.option(9, new byte[] {9}))
                .networkInterface(LINUX_COOKED, 0, "any", file.option(9, new byte[] {(byte) 0x80 | 10}));
        List<byte[]> packets = v4(40001);
        for (int i = 0; i < packets.size(); i++) {
            byte[] packet = packets.get(i);
            switch (i % 3) {
                case 0 -> file.packet(0, (START + i) * 1_000_000, ethernet(IPV4, packet));
                case 1 -> file.packet(1, (START + i) * 1_000_000_000, packet);
                default -> file.packet(2, START + i << 10, join(hex("0000 0001 0006 020000000001 0000 0800"), packet));
            }
        }
        return file.statistics(0, 3, 4).bytes();
    }

    private static byte[] sections() {
        List<byte[]> frames = ethernetFrames(v4(40002));
        PcapngBytes file = new PcapngBytes(LITTLE_ENDIAN).networkInterface(1, 0, "\u001b]0;gotcha\u0007eth0");
        file.packet(0, START * 1_000_000, frames.get(0)).packet(0, START * 1_000_000 + 5, frames.get(1))
                .simplePacket(frames.get(2).length, frames.get(2))
                .oldPacket(0, 2, START * 1_000_000 + 9, frames.get(3));
        file.block(0x0bad, file.body().u32(32473).u32(42)).block(4, file.body().u32(0));
        file.section(BIG_ENDIAN).networkInterface(1, 0, "eth1").block(0x7777, file.body().add(new byte[32]));
        for (byte[] frame : frames.subList(4, 9)) {
            file.packet(0, START * 1_000_000 + 20, frame);
        }
        return file.bytes();
    }

    private static void damaged(Map<String, byte[]> files) {
        byte[] plain = pcap(1, ethernetFrames(v4(40003)));
        files.put("damaged-cut.pcap", Arrays.copyOf(plain, plain.length - 10));
        files.put("damaged-cut.pcap.gz", Arrays.copyOf(gzip(plain), 200));
        byte[] pcapng = interfaces(LITTLE_ENDIAN);
        // The length that ends the last packet block, before the statistics.
        pcapng[pcapng.length - 52 - 4] ^= 1;
        files.put("damaged-trailer.pcapng", pcapng);
        files.put("unknown-link-type.pcap", pcap(147, ethernetFrames(v4(40004)).subList(0, 2)));
    }

    private static void links(Map<String, byte[]> files) {
        byte[] address = hex("0000 0001 0006 020000000001 0000");
        files.put("cooked-1.pcap", pcap(LINUX_COOKED, wrap(v4(40010), packet -> join(address, hex("0800"), packet))));
        files.put("cooked-2.pcap", pcap(LINUX_COOKED_2, wrap(v6(40011),
                packet -> join(hex("86dd 0000 00000002 0001 00 06 020000000001 0000"), packet))));
        files.put("raw.pcap", pcap(101, v6(40012)));
        files.put("null-big.pcap", pcap(0, wrap(v4(40013), packet -> join(hex("00000002"), packet))));
        files.put("ppp.pcap", pcap(9, wrap(v4(40014), packet -> join(hex("ff03 0021"), packet))));
        files.put("radiotap.pcap", pcap(127, wrap(v4(40015), packet -> join(
                hex("0000 0900 02000000 00 0801 0000 020000000001 020000000002 020000000003 1000"),
                snap(IPV4, packet)))));
        List<byte[]> layers = new ArrayList<>();
        List<byte[]> packets = v4(40016);
        layers.add(ethernet(0x8100, vlan(7, IPV4, packets.get(0))));
        layers.add(ethernet(0x88a8, vlan(100, 0x8100, vlan(7, IPV4, packets.get(1)))));
        layers.add(ethernet(0x8847, join(hex("00010040 00020140"), packets.get(2))));
        layers.add(ethernet(0x8864, join(hex("1100 0001"), new Octets().u16(packets.get(3).length + 2).bytes(),
                hex("0021"), packets.get(3))));
        layers.add(ethernet(packets.get(4).length + 8, snap(IPV4, packets.get(4))));
        packets.subList(5, 9).forEach(packet -> layers.add(ethernet(0x8100, vlan(7, IPV4, packet))));
        files.put("vlan-mpls-pppoe.pcap", pcap(1, layers));
    }

    private static void packets(Map<String, byte[]> files) {
        List<byte[]> tunnels = new ArrayList<>();
        byte[] vxlan = hex("08000000 00002a00");
        List<UnaryOperator<byte[]>> wrappings = List.of(packet -> ipv4(4, packet),
                packet -> ipv4(47, join(hex("0000 0800"), packet)),
                packet -> ipv4(47, join(hex("2000 6558 00002a00"), ethernet(IPV4, packet))),
                packet -> ipv6(17, udp(4789, join(vxlan, ethernet(IPV4, packet)))),
                packet -> ipv4(17, udp(6081, join(hex("00006558 00002a00"), ethernet(IPV4, packet)))),
                packet -> ipv4(17, udp(2152, join(hex("30ff"), new Octets().u16(packet.length).u32(1).bytes(),
                        packet))));
        for (int i = 0; i < wrappings.size(); i++) {
            tunnels.addAll(ethernetFrames(wrap(v4(40020 + i), wrappings.get(i))));
        }
        tunnels.addAll(ethernetFrames(wrap(v6(40026), packet -> ipv4(41, packet))));
        files.put("tunnels.pcap", pcap(1, tunnels));
        files.put("odd-packets.pcap", pcap(1, ethernetFrames(oddPackets())));
        List<byte[]> errors = new ArrayList<>(v4(40031).subList(0, 1));
        byte[] quote = Arrays.copyOf(errors.get(0), 28);
        errors.add(ipv4(1, join(hex("0303 0000 00000000"), quote)));
        errors.add(ipv4(1, join(hex("0304 0000 00000514"), quote)));
        files.put("icmp-errors.pcap", pcap(1, ethernetFrames(errors)));
    }

    /** Options, extension headers, fragments, a length of zero, and one beyond 64 KiB. */
    private static List<byte[]> oddPackets() {
        Segment data = Packets.segment(1000);
        byte[] tcp = Packets.tcp(data);
        byte[] tcp6 = Packets.tcp(Packets.segment6(10));
        return List.of(ipv4(6, 0x4000, hex("94040000"), 24 + tcp.length, tcp),
                ipv4(6, 0x2000, new byte[0], 20 + 520, Arrays.copyOf(tcp, 520)),
                ipv4(6, 65, new byte[0], 20 + tcp.length - 520, Arrays.copyOfRange(tcp, 520, tcp.length)),
                ipv4(6, 0x4000, new byte[0], 0, Packets.tcp(Packets.segment(3000))),
                ipv6(0, join(hex("3c00 0104 00000000 0600 0104 00000000"), tcp6)),
                ipv6(0, join(new byte[500 * 8], tcp6)));
    }

    private static byte[] gzip(byte[] content) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    private static byte[] zstd(byte[] content) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (ZstdOutputStream zstd = new ZstdOutputStream(packed)) {
            zstd.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
