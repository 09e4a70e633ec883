package tcpwalk.capture.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static tcpwalk.capture.Octets.hex;
import static tcpwalk.capture.Octets.join;
import static tcpwalk.capture.Packets.TCP;
import static tcpwalk.capture.Packets.ipv4;
import static tcpwalk.capture.Packets.ipv6;
import static tcpwalk.capture.Packets.segment;
import static tcpwalk.capture.Packets.segment6;
import static tcpwalk.capture.Packets.tcp;
import static tcpwalk.capture.Packets.tcpInIpv4;
import static tcpwalk.capture.Packets.tcpInIpv6;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tcpwalk.capture.LinkType;
import tcpwalk.capture.QuotedSegment;
import tcpwalk.capture.Recorder;

class QuoteDecoderTest {

    private static QuotedSegment onlyQuote(byte[] packet) {
        Recorder recorder = new Recorder().decode(LinkType.RAW, packet);
        assertThat(recorder.segments()).isEmpty();
        assertThat(recorder.quotes()).hasSize(1);
        assertThat(recorder.quality().quotedSegments()).isEqualTo(1);
        return recorder.quotes().get(0);
    }

    @Test
    void unreachableHostQuotesPortsAndSequenceNumberOnly() {
        byte[] quote = Arrays.copyOf(ipv4(TCP, tcp(segment(10))), 28);
        QuotedSegment quoted = onlyQuote(ipv4(1, join(hex("0301 0000 00000000"), quote)));
        assertThat(quoted.reporter()).hasToString("10.0.0.1");
        assertThat(quoted.type()).isEqualTo(3);
        assertThat(quoted.code()).isEqualTo(1);
        assertThat(quoted.mtu()).isEqualTo(-1);
        assertThat(quoted.segment().source()).hasToString("10.0.0.1:40000");
        assertThat(quoted.segment().destination()).hasToString("10.0.0.2:80");
        assertThat(quoted.segment().seq()).isEqualTo(1000);
        assertThat(quoted.segment().truncated()).isTrue();
        assertThat(quoted.segment().frame()).isEqualTo(1);
    }

    @Test
    void fragmentationNeededTellsTheNextLinksSize() {
        assertThat(onlyQuote(ipv4(1, join(hex("0304 0000 00000514"), tcpInIpv4()))).mtu()).isEqualTo(1300);
        assertThat(onlyQuote(ipv4(1, join(hex("0304 0000 00000000"), tcpInIpv4()))).mtu()).isEqualTo(-1);
        assertThat(onlyQuote(ipv6(58, join(hex("0200 0000 00000500"), tcpInIpv6()))).mtu()).isEqualTo(1280);
    }

    @Test
    void quoteOfTheWholeSegmentIsReadWhole() {
        QuotedSegment quoted = onlyQuote(ipv6(58, join(hex("0104 0000 00000000"), tcpInIpv6())));
        assertThat(quoted.segment()).hasToString(segment6(10).toString());
        assertThat(quoted.segment().truncated()).isFalse();
        assertThat(quoted.reporter()).hasToString("fd00::1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0800 0000 00000000", "0000 0000 00000000", "0900 0000 00000000"})
    void otherIcmpQuotesNothing(String header) {
        Recorder recorder = new Recorder().decode(LinkType.RAW, ipv4(1, join(hex(header), tcpInIpv4())));
        assertThat(recorder.quotes()).isEmpty();
    }

    @Test
    void quoteOfAnotherProtocolOrALaterFragmentIsNoSegment() {
        Recorder recorder = new Recorder()
                .decode(LinkType.RAW, ipv4(1, join(hex("0303 0000 00000000"), ipv4(17, new byte[20]))))
                .decode(LinkType.RAW, ipv4(1, join(hex("0b01 0000 00000000"),
                        ipv4(TCP, 7, new byte[0], 60, new byte[40]))));
        assertThat(recorder.quotes()).isEmpty();
    }
}
