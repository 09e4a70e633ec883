package tcpwalk.capture.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static tcpwalk.capture.Octets.hex;
import static tcpwalk.capture.Octets.join;
import static tcpwalk.capture.Packets.IPV4;
import static tcpwalk.capture.Packets.IPV6;
import static tcpwalk.capture.Packets.TCP;
import static tcpwalk.capture.Packets.ethernet;
import static tcpwalk.capture.Packets.ipv4;
import static tcpwalk.capture.Packets.ipv6;
import static tcpwalk.capture.Packets.segment;
import static tcpwalk.capture.Packets.segment6;
import static tcpwalk.capture.Packets.tcp;

import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tcpwalk.capture.LinkType;
import tcpwalk.capture.Octets;
import tcpwalk.capture.Recorder;
import tcpwalk.capture.Undecodable;
import tcpwalk.wire.Segment;

class InternetLayersTest {

    private static Recorder raw(byte[] packet) {
        return new Recorder().decode(LinkType.RAW, packet);
    }

    @Test
    void optionsOfIpv4ArePassedOver() {
        byte[] packet = ipv4(TCP, 0x4000, hex("94040000 01010100"), 28 + 30, tcp(segment(10)));
        FrameDecoderTest.expectTheSegment(raw(packet).only());
    }

    @Test
    void paddingOfTheFrameIsNoPayload() {
        byte[] frame = ethernet(IPV4, ipv4(TCP, tcp(segment(0))));
        Segment segment = new Recorder().decode(LinkType.ETHERNET, Arrays.copyOf(frame, 60)).only();
        assertThat(segment.length()).isZero();
        assertThat(segment.payload().remaining()).isZero();
    }

    @Test
    void lengthComesFromTheIpHeaderAndNotFromWhatWasCaptured() {
        byte[] frame = ethernet(IPV4, ipv4(TCP, tcp(segment(1400))));
        Segment segment = new Recorder().decode(LinkType.ETHERNET, Arrays.copyOf(frame, 64), frame.length).only();
        assertThat(segment.length()).isEqualTo(1400);
        assertThat(segment.payload().remaining()).isEqualTo(10);
    }

    @Test
    void totalLengthZeroMeansThatTheNetworkCardWasToCutThePacket() {
        byte[] frame = ethernet(IPV4, ipv4(TCP, 0x4000, new byte[0], 0, tcp(segment(3000))));
        assertThat(new Recorder().decode(LinkType.ETHERNET, frame).only().length()).isEqualTo(3000);
        Segment cut = new Recorder().decode(LinkType.ETHERNET, Arrays.copyOf(frame, 96), frame.length).only();
        assertThat(cut.length()).isEqualTo(3000);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 80_052 & 0xffff})
    void packetsBeyond64KilobytesTakeTheirLengthFromTheFrame(int field) {
        byte[] v4 = ethernet(IPV4, ipv4(TCP, 0x4000, new byte[0], field, tcp(segment(80_052 - 40))));
        assertThat(new Recorder().decode(LinkType.ETHERNET, v4).only().length()).isEqualTo(80_012);
        int field6 = field == 0 ? 0 : field - 40;
        byte[] v6 = ethernet(IPV6, ipv6(TCP, field6, tcp(segment6(80_052 - 60))));
        assertThat(new Recorder().decode(LinkType.ETHERNET, v6).only().length()).isEqualTo(79_992);
    }

    @Test
    void jumboPayloadOptionCarriesTheLength() {
        byte[] tcp = tcp(segment6(70_000));
        byte[] hopByHop = new Octets().u8(TCP).u8(0).u8(0xc2).u8(4).u32(8 + tcp.length).bytes();
        assertThat(raw(ipv6(0, 0, join(hopByHop, tcp))).only().length()).isEqualTo(70_000);
    }

    @Test
    void firstFragmentIsDecodedAndTheOthersAreCounted() {
        byte[] tcp = tcp(segment(1000));
        byte[] first = ipv4(TCP, 0x2000, new byte[0], 20 + 520, Arrays.copyOf(tcp, 520));
        byte[] later = ipv4(TCP, 65, new byte[0], 20 + 500, Arrays.copyOfRange(tcp, 520, 1020));
        Recorder recorder = raw(first).decode(LinkType.RAW, later);
        assertThat(recorder.only().packet().fragment()).isTrue();
        assertThat(recorder.only().length()).isEqualTo(500);
        assertThat(recorder.quality().fragments()).isEqualTo(1);
        assertThat(recorder.quality().undecodable()).isEmpty();
    }

    @Test
    void fragmentsOfIpv6AreTreatedAlike() {
        byte[] tcp = tcp(segment6(1000));
        byte[] first = ipv6(44, join(hex("0600 0001 00000007"), Arrays.copyOf(tcp, 520)));
        byte[] later = ipv6(44, join(hex("0600 0208 00000007"), Arrays.copyOfRange(tcp, 520, 1020)));
        byte[] atomic = ipv6(44, join(hex("0600 0000 00000007"), tcp));
        Recorder recorder = raw(first).decode(LinkType.RAW, later).decode(LinkType.RAW, atomic);
        assertThat(recorder.segments()).extracting(segment -> segment.packet().fragment()).containsExactly(true, false);
        assertThat(recorder.segments()).extracting(Segment::length).containsExactly(500, 1000);
        assertThat(recorder.quality().fragments()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"0, 8", "60, 16", "43, 24", "51, 24", "135, 8", "139, 8", "140, 8"})
    void everyExtensionHeaderIsPassedOver(int type, int length) {
        int field = type == 51 ? length / 4 - 2 : length / 8 - 1;
        byte[] header = new Octets().u8(TCP).u8(field).pad(length).bytes();
        FrameDecoderTest.expectTheSegment(raw(ipv6(type, join(header, tcp(segment6(10))))).only());
    }

    @Test
    void extensionHeadersMayFollowOneAnother() {
        byte[] chain = join(hex("3c00 0104 00000000"), hex("2b01 0104 00000000 0000000000000000"),
                hex("2c00 0000 00000000"), hex("0600 0000 00000001"));
        FrameDecoderTest.expectTheSegment(raw(ipv6(0, join(chain, tcp(segment6(10))))).only());
    }

    @Test
    void fiveHundredHopByHopHeadersAreGivenUpAtOnce() {
        byte[] headers = new byte[500 * 8];
        Recorder recorder = Assertions.assertTimeout(Duration.ofSeconds(1),
                () -> raw(ipv6(0, join(headers, tcp(segment6(10))))));
        assertThat(recorder.segments()).isEmpty();
        assertThat(recorder.quality().undecodable()).containsEntry(Undecodable.TOO_MANY_LAYERS, 1L);
    }

    @Test
    void authenticationHeaderLeavesThePayloadReadable() {
        byte[] header = new Octets().u8(TCP).u8(4).pad(24).bytes();
        FrameDecoderTest.expectTheSegment(raw(ipv4(51, join(header, tcp(segment(10))))).only());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "44000028 00004000 40060000 0a000001 0a000002 00000000", // header length 16
        "45000010 00004000 40060000 0a000001 0a000002 00000000", // total length less than the header
        "65000028 00004000 40060000 0a000001 0a000002 00000000"}) // version 6 where Ethernet says 4
    void contradictionsInTheIpHeaderAreCounted(String header) {
        Recorder recorder = new Recorder().decode(LinkType.ETHERNET, ethernet(IPV4, hex(header)));
        assertThat(recorder.quality().undecodable()).containsEntry(Undecodable.IP_HEADER_BAD, 1L);
    }

    @Test
    void headerThatIsTooShortForTcpIsCounted() {
        Recorder recorder = raw(ipv4(TCP, new byte[12]));
        assertThat(recorder.quality().undecodable()).containsEntry(Undecodable.TCP_HEADER_BAD, 1L);
        byte[] badOffset = tcp(segment(10));
        badOffset[12] = 0x40;
        assertThat(raw(ipv4(TCP, badOffset)).quality().undecodable()).containsEntry(Undecodable.TCP_HEADER_BAD, 1L);
    }

    @Test
    void explicitCongestionNotificationIsKept() {
        byte[] packet = ipv4(TCP, tcp(segment(10)));
        packet[1] = 3;
        assertThat(raw(packet).only().packet().ecn()).isEqualTo(3);
        byte[] packet6 = ipv6(TCP, tcp(segment6(10)));
        packet6[1] = 0x10;
        assertThat(raw(packet6).only().packet().ecn()).isEqualTo(1);
    }
}
