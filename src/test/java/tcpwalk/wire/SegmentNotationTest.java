package tcpwalk.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentNotationTest {

    @ParameterizedTest
    @ValueSource(strings = {
        "S 0:0(0) win 64240 <mss 1460,sackOK,TS val 7 ecr 0,wscale 7>",
        "S. 0:0(0) ack 1 win 65160",
        "P. 1:101(100) ack 1 win 502",
        "F. 101:101(0) ack 1 win 502 <TS val 4294967295 ecr 3>",
        "R 1:1(0) win 0",
        ". 1:1(0) ack 1 win 0 urg 9 <sack 11:21,sack 31:41>",
        "none 5:6(1) win 1",
        "SEW 0:0(0) win 1"})
    void printsWhatItParses(String line) {
        int senderIsn = -3;
        int receiverIsn = 0x7fff_fffe;
        assertThat(SegmentNotation.print(SegmentNotation.parse(line, senderIsn, receiverIsn), senderIsn, receiverIsn))
                .isEqualTo(line);
    }

    @Test
    void numbersAreRelativeAcrossTheWrap() {
        Segment segment = SegmentNotation.parse(". 10:20(10) ack 5 win 1", -5, -2);
        assertThat(segment.seq()).isEqualTo(5);
        assertThat(segment.ack()).isEqualTo(3);
        assertThat(segment.end()).isEqualTo(15);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "S", "S 0:5(0) win 1", "Q 0:0(0)", "S 0:0(0) <nonsense 4>"})
    void refusesWhatItCannotReadAndQuotesIt(String line) {
        assertThatThrownBy(() -> SegmentNotation.parse(line, 0, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
