package tcpwalk.capture.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static tcpwalk.capture.Octets.hex;
import static tcpwalk.capture.Octets.join;
import static tcpwalk.capture.Packets.IPV4;
import static tcpwalk.capture.Packets.IPV6;
import static tcpwalk.capture.Packets.ethernet;
import static tcpwalk.capture.Packets.snap;
import static tcpwalk.capture.Packets.tcpInIpv4;
import static tcpwalk.capture.Packets.tcpInIpv6;
import static tcpwalk.capture.Packets.vlan;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tcpwalk.capture.LinkType;
import tcpwalk.capture.Octets;
import tcpwalk.capture.Packets;
import tcpwalk.capture.Recorder;
import tcpwalk.capture.Undecodable;
import tcpwalk.wire.ChecksumStatus;
import tcpwalk.wire.Segment;

class FrameDecoderTest {

    static Stream<Arguments> links() {
        byte[] v4 = tcpInIpv4();
        byte[] v6 = tcpInIpv6();
        return Stream.of(
                Arguments.of("Ethernet", LinkType.ETHERNET, ethernet(IPV4, v4)),
                Arguments.of("Ethernet, IPv6", LinkType.ETHERNET, ethernet(IPV6, v6)),
                Arguments.of("802.1Q", LinkType.ETHERNET, ethernet(0x8100, vlan(7, IPV4, v4))),
                Arguments.of("QinQ", LinkType.ETHERNET, ethernet(0x88a8, vlan(1, 0x8100, vlan(7, IPV4, v4)))),
                Arguments.of("five tags", LinkType.ETHERNET, ethernet(0x9100, vlan(1, 0x9200, vlan(2, 0x9300,
                        vlan(3, 0x88a8, vlan(4, 0x8100, vlan(7, IPV6, v6))))))),
                Arguments.of("802.3 and SNAP", LinkType.ETHERNET, ethernet(100, snap(IPV4, v4))),
                Arguments.of("MPLS", LinkType.ETHERNET, ethernet(0x8847, join(hex("00010040 00020140"), v4))),
                Arguments.of("MPLS pseudowire", LinkType.ETHERNET,
                        ethernet(0x8847, join(hex("00010140 00000000"), ethernet(IPV4, v4)))),
                Arguments.of("MPLS link", LinkType.MPLS, join(hex("00020140"), v6)),
                Arguments.of("PPPoE", LinkType.ETHERNET, ethernet(0x8864, join(hex("1100 0001 0048 0021"), v4))),
                Arguments.of("PPPoE link", LinkType.PPPOE, join(hex("1100 0001 0048 0057"), v6)),
                Arguments.of("cooked", LinkType.LINUX_SLL, join(hex("0000 0001 0006 020000000001 0000 0800"), v4)),
                Arguments.of("cooked, version 2", LinkType.LINUX_SLL2,
                        join(hex("86dd 0000 00000002 0001 00 06 020000000001 0000"), v6)),
                Arguments.of("cooked with a tag", LinkType.LINUX_SLL2,
                        join(hex("8100 0000 00000002 0001 00 06 020000000001 0000"), vlan(7, IPV4, v4))),
                Arguments.of("raw", LinkType.RAW, v4),
                Arguments.of("raw 12", LinkType.RAW_12, v6),
                Arguments.of("raw 14", LinkType.RAW_14, v4),
                Arguments.of("raw IPv4", LinkType.IPV4, v4),
                Arguments.of("raw IPv6", LinkType.IPV6, v6),
                Arguments.of("null, little", LinkType.NULL, join(hex("02000000"), v4)),
                Arguments.of("null, big", LinkType.NULL, join(hex("00000002"), v4)),
                Arguments.of("null, macOS", LinkType.NULL, join(hex("1e000000"), v6)),
                Arguments.of("null, FreeBSD", LinkType.NULL, join(hex("0000001c"), v6)),
                Arguments.of("loop", LinkType.LOOP, join(hex("00000018"), v6)),
                Arguments.of("PPP", LinkType.PPP, join(hex("0021"), v4)),
                Arguments.of("PPP, compressed", LinkType.PPP, join(hex("21"), v4)),
                Arguments.of("PPP in HDLC", LinkType.PPP_HDLC, join(hex("ff03 0057"), v6)),
                Arguments.of("PPP with MPLS", LinkType.PPP, join(hex("ff03 0281 00010140"), v4)),
                Arguments.of("PPP with direction", LinkType.PPP_WITH_DIRECTION, join(hex("01 ff03 0021"), v4)),
                Arguments.of("Cisco HDLC", LinkType.CISCO_HDLC, join(hex("0f00 0800"), v4)),
                Arguments.of("Cisco HDLC as PPP", LinkType.PPP_HDLC, join(hex("8f00 86dd"), v6)),
                Arguments.of("token ring", LinkType.TOKEN_RING,
                        join(hex("1040 020000000002 820000000001 0430 0010"), snap(IPV4, v4))),
                Arguments.of("FDDI", LinkType.FDDI, join(hex("50 020000000002 020000000001"), snap(IPV4, v4))),
                Arguments.of("ATM", LinkType.ATM_RFC1483, join(hex("fefe03cc"), v4)),
                Arguments.of("IPsec", LinkType.ENC, join(hex("02000000 00000001 00000000"), v4)),
                Arguments.of("packet filter", LinkType.PFLOG, join(new Octets().u8(61).pad(64).bytes(), v4)),
                Arguments.of("netfilter log, little", LinkType.NFLOG,
                        join(hex("02000000 0800 0100 0800 0001 0500 0a00 61000000"), hex("4a00 0900"), v4)),
                Arguments.of("netfilter log, big", LinkType.NFLOG, join(hex("0a000000 004a 0009"), v6)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("links")
    void everyLinkTypeLeadsToTheSegment(String name, int linkType, byte[] frame) {
        expectTheSegment(new Recorder().decode(linkType, frame).only());
    }

    static void expectTheSegment(Segment segment) {
        boolean v6 = segment.ipVersion() == 6;
        assertThat(segment.source()).hasToString(v6 ? "[fd00::1]:40000" : "10.0.0.1:40000");
        assertThat(segment.destination()).hasToString(v6 ? "[fd00::2]:80" : "10.0.0.2:80");
        assertThat(segment).hasToString(v6 ? Packets.segment6(10).toString() : Packets.segment(10).toString());
        assertThat(segment.payload().remaining()).isEqualTo(10);
        assertThat(segment.checksum()).isEqualTo(ChecksumStatus.GOOD);
        assertThat(segment.packet().timeToLive()).isEqualTo(64);
        assertThat(segment.packet().identification()).isEqualTo(v6 ? -1 : 0x1234);
        assertThat(segment.truncated()).isFalse();
    }

    @Test
    void theInnermostVlanIsKeptAndOneThatOnlyCarriesPriorityIsNone() {
        byte[] tagged = ethernet(0x88a8, vlan(0x2001, 0x8100, vlan(0x6007, IPV4, tcpInIpv4())));
        assertThat(new Recorder().decode(LinkType.ETHERNET, tagged).only().packet().vlan()).isEqualTo(7);
        byte[] priority = ethernet(0x8100, vlan(0x6000, IPV4, tcpInIpv4()));
        assertThat(new Recorder().decode(LinkType.ETHERNET, priority).only().packet().vlan()).isEqualTo(-1);
    }

    @Test
    void vlanOfOneFrameDoesNotStickToTheNext() {
        Recorder recorder = new Recorder().decode(LinkType.ETHERNET, ethernet(0x8100, vlan(7, IPV4, tcpInIpv4())))
                .decode(LinkType.ETHERNET, ethernet(IPV4, tcpInIpv4()));
        assertThat(recorder.segments()).extracting(segment -> segment.packet().vlan()).containsExactly(7, -1);
    }

    @Test
    void unknownLinkTypesAreCountedByNumber() {
        Recorder recorder = new Recorder().decode(147, new byte[60]).decode(147, new byte[60]).decode(220, new byte[9]);
        assertThat(recorder.quality().unknownLinkTypes()).containsEntry(147, 2L).containsEntry(220, 1L);
        assertThat(recorder.quality().undecodable()).containsEntry(Undecodable.LINK_TYPE, 3L);
        assertThat(recorder.segments()).isEmpty();
    }

    @Test
    void whatIsNotTcpIsNoDefect() {
        Recorder recorder = new Recorder().decode(LinkType.ETHERNET, ethernet(0x0806, new byte[46]))
                .decode(LinkType.ETHERNET, ethernet(IPV4, Packets.ipv4(Packets.UDP, Packets.udp(53, new byte[20]))))
                .decode(LinkType.ETHERNET, ethernet(0x88cc, new byte[3]));
        assertThat(recorder.quality().undecodable()).isEmpty();
        assertThat(recorder.quality().frames()).isEqualTo(3);
        assertThat(recorder.segments()).isEmpty();
    }

    @Test
    void headersThatTheCaptureCutsOffAreCountedByLayer() {
        byte[] frame = ethernet(IPV4, tcpInIpv4());
        assertThat(reason(frame, 10)).containsOnlyKeys(Undecodable.LINK_HEADER_CUT);
        assertThat(reason(frame, 30)).containsOnlyKeys(Undecodable.IP_HEADER_CUT);
        assertThat(reason(frame, 50)).containsOnlyKeys(Undecodable.TCP_HEADER_CUT);
        assertThat(reason(frame, 54)).isEmpty();
    }

    private static Map<Undecodable, Long> reason(byte[] frame, int captured) {
        return new Recorder().decode(LinkType.ETHERNET, Arrays.copyOf(frame, captured), frame.length)
                .quality().undecodable();
    }

    @Test
    void layersBeyondAllReasonAreGivenUp() {
        byte[] frame = tcpInIpv4();
        for (int tag = 0; tag < 100; tag++) {
            frame = vlan(7, tag == 0 ? IPV4 : 0x8100, frame);
        }
        Recorder recorder = new Recorder().decode(LinkType.ETHERNET, ethernet(0x8100, frame));
        assertThat(recorder.quality().undecodable()).containsEntry(Undecodable.TOO_MANY_LAYERS, 1L);
    }

    @Test
    void checksumsAreJudgedOnlyWhenEveryByteIsThere() {
        byte[] frame = ethernet(IPV4, tcpInIpv4());
        byte[] cut = Arrays.copyOf(frame, frame.length - 1);
        assertThat(new Recorder().decode(LinkType.ETHERNET, cut, frame.length).only().checksum())
                .isEqualTo(ChecksumStatus.UNKNOWN);
        frame[frame.length - 1] ^= 1;
        assertThat(new Recorder().decode(LinkType.ETHERNET, frame).only().checksum()).isEqualTo(ChecksumStatus.BAD);
    }

    @Test
    void checksumLeftToTheNetworkCardIsPartial() {
        byte[] frame = ethernet(IPV4, tcpInIpv4());
        // The pseudo-header's sum: 10.0.0.1 + 10.0.0.2 + protocol 6 + 30 bytes of TCP.
        int sum = 0x0a00 + 0x0001 + 0x0a00 + 0x0002 + 6 + 30;
        frame[50] = (byte) (sum >>> 8);
        frame[51] = (byte) sum;
        assertThat(new Recorder().decode(LinkType.ETHERNET, frame).only().checksum()).isEqualTo(ChecksumStatus.PARTIAL);
    }
}
