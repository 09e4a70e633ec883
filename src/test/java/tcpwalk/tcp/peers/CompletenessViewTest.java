package tcpwalk.tcp.peers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values as tshark 4.0.17 prints them in its second pass. */
class CompletenessViewTest {

    private static final String OPEN = "> S 0:0(0); < S. 0:0(0) ack 1; > . 1:1(0) ack 1;";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1  | > S 0:0(0)
            1  | > S 0:0(0); > S 0:0(0); > S 0:0(0); > S 0:0(0)
            3  | > S 0:0(0); < S. 0:0(0) ack 1
            9  | > S 0:10(10); > S 0:0(0)
            1  | > S 0:0(0); > S 0:10(10)
            37 | > S 0:0(0); < R. 0:0(0) ack 1
            33 | > S 0:0(0); > R 1:1(0)
            6  | < S. 0:0(0) ack 1; > S 0:0(0); > . 1:1(0) ack 1
            20 | < . 5:5(0) ack 9; < F. 5:5(0) ack 9
            """)
    void withoutAFullHandshake(int value, String script) {
        assertThat(Exchange.of(script).seen().wiresharkCompleteness()).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            7  | > . 1:1(0) ack 1
            15 | > P. 1:6(5) ack 1
            23 | > F. 1:1(0) ack 1
            31 | > F. 1:6(5) ack 1
            31 | > P. 1:6(5) ack 1; > F. 6:6(0) ack 1
            39 | < R 1:1(0)
            39 | < R. 1:1(0) ack 1
            47 | > P. 1:6(5) ack 1; < R 1:1(0)
            55 | > F. 1:1(0) ack 1; < R 1:1(0)
            63 | > F. 1:6(5) ack 1; < R 1:1(0)
            """)
    void afterAHandshake(int value, String script) {
        assertThat(Exchange.of(OPEN + script).seen().wiresharkCompleteness()).isEqualTo(value);
    }

    /** The rows of the comparison that was run with tshark itself. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            normal close            | 31 | > P. 1:6(5) ack 1; > F. 6:6(0) ack 1; < F. 1:1(0) ack 7; > . 7:7(0) ack 2
            simultaneous close      | 23 | > F. 1:1(0) ack 1; < F. 1:1(0) ack 1; > . 2:2(0) ack 2; < . 2:2(0) ack 2
            half-close, data after  | 31 | > F. 1:1(0) ack 1; < P. 1:101(100) ack 2; < F. 101:101(0) ack 2
            reset out of the window | 47 | > P. 1:6(5) ack 1; < R 50000001:50000001(0); > P. 6:11(5) ack 1
            bare FIN                |  7 | > F 1:1(0)
            reset after own FIN     | 63 | > P. 1:6(5) ack 1; > F. 6:6(0) ack 1; < P. 1:6(5) ack 7; > R 7:7(0)
            SYN in an open one      |  7 | > S 90000:90000(0); < . 1:1(0) ack 1; > R 90001:90001(0)
            SYN,ACK of another      |  7 | < S. 90000:90000(0) ack 1
            """)
    void microCaptures(String name, int value, String script) {
        assertThat(Exchange.of(OPEN + script).seen().wiresharkCompleteness()).as(name).isEqualTo(value);
    }

    @Test
    void simultaneousOpenIsOneConversation() {
        String script = "> S 0:0(0); < S 0:0(0); > S. 0:0(0) ack 1; < S. 0:0(0) ack 1; > . 1:1(0) ack 1";
        assertThat(Exchange.of(script).seen().wiresharkCompleteness()).isEqualTo(7);
    }

    @Test
    void aRetryWithAnotherNumberIsAnotherConversation() {
        String script = "> S 0:0(0); > S 700:700(0); < S. 0:0(0) ack 701; > . 701:701(0) ack 1";
        assertThat(Exchange.of(script).seen().wiresharkCompleteness()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0  | < S. 0:0(0) ack 1
            0  | > P. 1:6(5) ack 1
            0  | > R 1:1(0)
            1  | > SR 0:0(0)
            9  | > S 0:10(10)
            """)
    void theFirstSegmentCountsOnceThereIsASecond(int value, String script) {
        assertThat(Exchange.of(script).seen().wiresharkCompleteness()).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0  | Incomplete
            1  | Incomplete, SYN_SENT
            3  | Incomplete, CLIENT_ESTABLISHED
            7  | Incomplete, ESTABLISHED
            15 | Incomplete, DATA
            20 | Incomplete
            23 | Complete, NO_DATA
            31 | Complete, WITH_DATA
            37 | Incomplete
            39 | Complete, NO_DATA
            47 | Complete, WITH_DATA
            55 | Complete, NO_DATA
            63 | Complete, WITH_DATA
            """)
    void wiresharksWords(int value, String words) {
        assertThat(CompletenessView.describe(value)).isEqualTo(words);
    }
}
