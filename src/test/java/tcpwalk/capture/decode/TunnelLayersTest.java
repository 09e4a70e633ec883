package tcpwalk.capture.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static tcpwalk.capture.Octets.hex;
import static tcpwalk.capture.Octets.join;
import static tcpwalk.capture.Packets.IPV4;
import static tcpwalk.capture.Packets.IPV6;
import static tcpwalk.capture.Packets.UDP;
import static tcpwalk.capture.Packets.ethernet;
import static tcpwalk.capture.Packets.ipv4;
import static tcpwalk.capture.Packets.ipv6;
import static tcpwalk.capture.Packets.tcpInIpv4;
import static tcpwalk.capture.Packets.tcpInIpv6;
import static tcpwalk.capture.Packets.udp;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tcpwalk.capture.LinkType;
import tcpwalk.capture.Packets;
import tcpwalk.capture.Recorder;
import tcpwalk.capture.Tunnel;

class TunnelLayersTest {

    private static final int GRE = 47;

    static Stream<Arguments> tunnels() {
        byte[] v4 = tcpInIpv4();
        byte[] v6 = tcpInIpv6();
        byte[] frame = ethernet(IPV4, v4);
        return Stream.of(
                Arguments.of(Tunnel.IPIP, "", ipv4(4, v4)),
                Arguments.of(Tunnel.SIX_IN_FOUR, "", ipv4(41, v6)),
                Arguments.of(Tunnel.FOUR_IN_SIX, "", ipv6(4, v4)),
                Arguments.of(Tunnel.SIX_IN_SIX, "", ipv6(41, v6)),
                Arguments.of(Tunnel.GRE, "plain", ipv4(GRE, join(hex("0000 0800"), v4))),
                Arguments.of(Tunnel.GRE, "over IPv6", ipv6(GRE, join(hex("0000 86dd"), v6))),
                Arguments.of(Tunnel.GRE, "checksum, key, sequence", ipv4(GRE,
                        join(hex("b000 0800 00000000 00000001 00000002"), v4))),
                Arguments.of(Tunnel.GRE, "transparent Ethernet", ipv4(GRE, join(hex("0000 6558"), frame))),
                Arguments.of(Tunnel.GRE, "PPTP", ipv4(GRE,
                        join(hex("3081 880b 00480001 00000001 00000002 ff03 0021"), v4))),
                Arguments.of(Tunnel.GRE, "MPLS", ipv4(GRE, join(hex("0000 8847 00020140"), v4))),
                Arguments.of(Tunnel.NVGRE, "", ipv4(GRE, join(hex("2000 6558 00000700"), frame))),
                Arguments.of(Tunnel.ERSPAN, "I", ipv4(GRE, join(hex("0000 88be"), frame))),
                Arguments.of(Tunnel.ERSPAN, "II", ipv4(GRE, join(hex("1000 88be 00000001 10070001 00000000"), frame))),
                Arguments.of(Tunnel.ERSPAN, "III", ipv4(GRE,
                        join(hex("1000 22eb 00000001 20070001 00000000 00000000"), frame))),
                Arguments.of(Tunnel.ERSPAN, "III with a platform's header", ipv4(GRE, join(
                        hex("1000 22eb 00000001 20070001 00000000 00000001 0000000000000000"), frame))),
                Arguments.of(Tunnel.VXLAN, "", ipv4(UDP, udp(4789, join(hex("08000000 00002a00"), frame)))),
                Arguments.of(Tunnel.VXLAN, "Linux's port", ipv6(UDP, udp(8472, join(hex("08000000 00002a00"), frame)))),
                Arguments.of(Tunnel.GRE, "WCCP", ipv4(GRE, join(hex("0000 883e"), v4))),
                Arguments.of(Tunnel.GRE, "WCCP, version 2", ipv4(GRE, join(hex("0000 883e 01590048"), v4))),
                Arguments.of(Tunnel.VXLAN, "with a type", ipv4(UDP, udp(4790, join(hex("0c000003 00000000"), frame)))),
                Arguments.of(Tunnel.VXLAN, "of IPv6", ipv4(UDP, udp(4790, join(hex("0c000002 00000000"), v6)))),
                Arguments.of(Tunnel.GENEVE, "Ethernet with options", ipv4(UDP,
                        udp(6081, join(hex("02006558 00002a00 0102800100000000"), frame)))),
                Arguments.of(Tunnel.GENEVE, "IPv6", ipv4(UDP, udp(6081, join(hex("000086dd 00002a00"), v6)))),
                Arguments.of(Tunnel.GTP_U, "", ipv4(UDP, udp(2152, join(hex("30ff0048 00000001"), v4)))),
                Arguments.of(Tunnel.GTP_U, "sequence number", ipv4(UDP,
                        udp(2152, join(hex("32ff0048 00000001 00070000"), v6)))),
                Arguments.of(Tunnel.GTP_U, "extension headers", ipv4(UDP, udp(2152,
                        join(hex("34ff0048 00000001 00000085 01100185 02000000 00000000"), v4)))),
                Arguments.of(Tunnel.VXLAN, "in GRE", ipv4(GRE,
                        join(hex("0000 0800"), ipv4(UDP, udp(4789, join(hex("08000000 00002a00"), frame)))))),
                Arguments.of(Tunnel.IPIP, "in VXLAN in IPv6", ipv6(UDP, udp(4789, join(hex("08000000 00002a00"),
                        ethernet(IPV4, ipv4(4, v4)))))));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("tunnels")
    void theInnermostSegmentCountsAndNamesItsTunnel(Tunnel tunnel, String variant, byte[] packet) {
        Recorder recorder = new Recorder().decode(LinkType.RAW, packet);
        FrameDecoderTest.expectTheSegment(recorder.only());
        assertThat(recorder.only().packet().tunnel()).isEqualTo(tunnel.label());
        assertThat(recorder.quality().tunnelled()).containsOnlyKeys(tunnel);
    }

    @Test
    void tunnelOfOneFrameDoesNotStickToTheNext() {
        Recorder recorder = new Recorder().decode(LinkType.ETHERNET, ethernet(IPV4, ipv4(4, tcpInIpv4())))
                .decode(LinkType.ETHERNET, ethernet(IPV6, tcpInIpv6()));
        assertThat(recorder.segments()).extracting(segment -> segment.packet().tunnel()).containsExactly("IPIP", null);
    }

    @Test
    void whatOnlyUsesATunnelsPortIsNoTunnel() {
        byte[] noise = new byte[64];
        Recorder recorder = new Recorder();
        for (int port : new int[] {4789, 8472, 2152, 53}) {
            recorder.decode(LinkType.RAW, ipv4(UDP, udp(port, noise)));
        }
        assertThat(recorder.segments()).isEmpty();
        assertThat(recorder.quality().undecodable()).isEmpty();
    }

    @Test
    void outerHeaderOfABigTunnelledPacketMayHoldNoLength() {
        byte[] inner = ethernet(IPV4, ipv4(Packets.TCP, 0x4000, new byte[0], 0, Packets.tcp(Packets.segment(80_000))));
        byte[] outer = ipv4(UDP, 0x4000, new byte[0], 0, udp(4789, join(hex("08000000 00002a00"), inner)));
        assertThat(new Recorder().decode(LinkType.RAW, outer).only().length()).isEqualTo(80_000);
    }
}
