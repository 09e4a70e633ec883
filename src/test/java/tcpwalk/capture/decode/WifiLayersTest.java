package tcpwalk.capture.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static tcpwalk.capture.Octets.hex;
import static tcpwalk.capture.Octets.join;
import static tcpwalk.capture.Packets.IPV4;
import static tcpwalk.capture.Packets.snap;
import static tcpwalk.capture.Packets.tcpInIpv4;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tcpwalk.capture.LinkType;
import tcpwalk.capture.Octets;
import tcpwalk.capture.Recorder;
import tcpwalk.capture.Undecodable;

class WifiLayersTest {

    private static final String ADDRESSES = "0000 020000000001 020000000002 020000000003 1000";

    private static byte[] data(String frameControl, String afterAddresses) {
        return join(hex(frameControl + ADDRESSES + afterAddresses), snap(IPV4, tcpInIpv4()));
    }

    static Stream<Arguments> frames() {
        byte[] plain = data("0801", "");
        byte[] quality = data("8801", "0000");
        return Stream.of(
                Arguments.of("plain", LinkType.IEEE802_11, plain),
                Arguments.of("quality of service", LinkType.IEEE802_11, quality),
                Arguments.of("four addresses", LinkType.IEEE802_11, data("0803", "020000000004")),
                Arguments.of("high throughput", LinkType.IEEE802_11, data("8881", "0000 00000000")),
                Arguments.of("aggregate", LinkType.IEEE802_11,
                        data("8801", "8000 020000000001 020000000002 0050")),
                Arguments.of("radiotap", LinkType.RADIOTAP, join(hex("0000 0800 00000000"), plain)),
                Arguments.of("radiotap with clock and check sequence", LinkType.RADIOTAP,
                        join(hex("0000 1100 03000000 0000000000000000 10"), plain, new byte[4])),
                Arguments.of("radiotap with two bitmaps", LinkType.RADIOTAP,
                        join(hex("0000 0d00 02000080 00000000 10"), plain, new byte[4])),
                Arguments.of("radiotap with padding", LinkType.RADIOTAP,
                        join(hex("0000 0900 02000000 20"), data("8801", "0000 0000"))),
                Arguments.of("Prism", LinkType.PRISM, join(new Octets().add(hex("44000000 90000000")).pad(144).bytes(),
                        plain)),
                Arguments.of("AVS", LinkType.AVS, join(new Octets().u32(0x80211001L).u32(64).pad(64).bytes(), quality)),
                Arguments.of("per-packet information", LinkType.PPI, join(hex("0000 0800 69000000"), plain)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("frames")
    void everyFrameInTheClearLeadsToItsSegment(String name, int linkType, byte[] frame) {
        FrameDecoderTest.expectTheSegment(new Recorder().decode(linkType, frame).only());
    }

    @Test
    void encryptedFramesAreCounted() {
        Recorder recorder = new Recorder().decode(LinkType.IEEE802_11, data("0841", ""));
        assertThat(recorder.quality().undecodable()).containsOnlyKeys(Undecodable.ENCRYPTED);
    }

    @Test
    void managementFramesAndLaterFragmentsHoldNoHeader() {
        byte[] later = data("0801", "");
        later[22] = 0x11;
        Recorder recorder = new Recorder().decode(LinkType.IEEE802_11, data("8000", ""))
                .decode(LinkType.IEEE802_11, data("4801", "")).decode(LinkType.IEEE802_11, later);
        assertThat(recorder.segments()).isEmpty();
        assertThat(recorder.quality().undecodable()).isEmpty();
    }
}
