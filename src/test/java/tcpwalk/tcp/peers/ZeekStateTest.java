package tcpwalk.tcp.peers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every {@code conn_state} with its {@code history}, as Zeek 7 logs them. */
class ZeekStateTest {

    private static final String OPEN = "> S 0:0(0); < S. 0:0(0) ack 1; > . 1:1(0) ack 1;";
    private static final String TALK = OPEN + "> P. 1:11(10) ack 1; < P. 1:101(100) ack 11; > . 11:11(0) ack 101;";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            S0     | S       | > S 0:0(0)
            S0     | S       | > S 0:0(0); > S 0:0(0); > S 0:0(0)
            S0     | Sa      | > S 0:0(0); < . 7:7(0) ack 9
            REJ    | Sr      | > S 0:0(0); < R. 0:0(0) ack 1
            REJ    | SrR     | > S 0:0(0); < R. 0:0(0) ack 1; > R 1:1(0)
            RSTOS0 | SR      | > S 0:0(0); > R 1:1(0)
            RSTOS0 | SaR     | > S 0:0(0); < . 7:7(0) ack 9; > R 9:9(0)
            RSTRH  | ^hr     | < S. 0:0(0) ack 1; < R 1:1(0)
            SH     | SF      | > S 0:0(0); > F. 1:1(0) ack 1
            SH     | SADF    | > S 0:0(0); > . 1:1(0) ack 1; > P. 1:11(10) ack 1; > F. 11:11(0) ack 1
            SHR    | ^hf     | < S. 0:0(0) ack 1; < F. 1:1(0) ack 1
            OTH    | D       | > . 5:15(10) ack 9
            OTH    | Da      | > . 5:15(10) ack 9; < . 9:9(0) ack 15
            OTH    | R       | > R 5:5(0)
            OTH    | SaFR    | > S 0:0(0); < . 7:7(0) ack 1; > F. 1:1(0) ack 8; > R 2:2(0)
            SF     | Fa      | > F. 5:5(0) ack 9; < . 9:9(0) ack 6; < F. 9:9(0) ack 6
            """)
    void withoutAFullHandshake(ZeekState state, String history, String script) {
        int serverPort = history.startsWith("^") ? 80 : 5_555;
        PeerViews views = Exchange.of(script).between(40_000, serverPort).seen();
        assertThat(views.zeekState()).isEqualTo(state);
        assertThat(views.zeekHistory()).startsWith(history);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            S1   | ShADda   | < . 101:101(0) ack 11
            S2   | ShADdF   | > F. 11:11(0) ack 101
            S2   | ShADdFa  | > F. 11:11(0) ack 101; < . 101:101(0) ack 12
            S3   | ShADdf   | < F. 101:101(0) ack 11
            SF   | ShADdFf  | > F. 11:11(0) ack 101; < F. 101:101(0) ack 12; > . 12:12(0) ack 102
            SF   | ShADdfFa | < F. 101:101(0) ack 11; > F. 11:11(0) ack 102; < . 102:102(0) ack 12
            RSTO | ShADdR   | > R. 11:11(0) ack 101
            RSTR | ShADdr   | < R 101:101(0)
            RSTR | ShADdFr  | > F. 11:11(0) ack 101; < R 101:101(0)
            RSTO | ShADdFR  | > F. 11:11(0) ack 101; > R 12:12(0)
            SF   | ShADdFfR | > F. 11:11(0) ack 101; < F. 101:101(0) ack 12; > R 12:12(0)
            SF   | ShADdFRf | > F. 11:11(0) ack 101; > R 12:12(0); < F. 101:101(0) ack 12
            RSTR | ShADdRr  | > R. 11:11(0) ack 101; < R 101:101(0)
            """)
    void afterAHandshakeAndData(ZeekState state, String history, String script) {
        PeerViews views = Exchange.of(TALK + script).seen();
        assertThat(views.zeekState()).isEqualTo(state);
        assertThat(views.zeekHistory()).isEqualTo(history);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            f again with another number | ShAFF   | > F. 1:1(0) ack 1; > F. 1:6(5) ack 1
            f again with the same one   | ShAF    | > F. 1:1(0) ack 1; > F. 1:1(0) ack 1
            r again with another number | ShArr   | < R 1:1(0); < R 2:2(0)
            r again with the same one   | ShAr    | < R 1:1(0); < R 1:1(0)
            h again with another number | ShAfh   | < F. 1:1(0) ack 1; < S. 9:9(0) ack 1
            h again with the same one   | ShA     | < S. 0:0(0) ack 1
            retransmission              | ShADT   | > P. 1:6(5) ack 1; > P. 1:6(5) ack 1
            nothing but a keep-alive    | ShADT   | > P. 1:6(5) ack 1; > . 5:6(1) ack 1
            zero window                 | ShADaw  | > P. 1:6(5) ack 1; < . 1:1(0) ack 6 win 0
            no window after a FIN       | ShAFa   | > F. 1:1(0) ack 1; < . 1:1(0) ack 2 win 0
            gap                         | ShADaG  | > P. 11:21(10) ack 1; < . 1:1(0) ack 21
            two gaps are one letter     | ShADaG  | > P. 11:21(10) ack 1; > P. 31:41(10) ack 1; < . 1:1(0) ack 41
            gap of the responder        | ShADdg  | > P. 1:6(5) ack 1; < P. 11:21(10) ack 6; > . 6:6(0) ack 21
            out of order is no gap      | ShADTa  | > P. 11:21(10) ack 1; > P. 1:11(10) ack 1; < . 1:1(0) ack 21
            FIN and reset               | ShAI    | > FR 1:1(0)
            SYN and FIN                 | Q       | > SF 0:0(0)
            SYN and reset               | Q       | > SR 0:0(0)
            """)
    void lettersOfTheHistory(String name, String history, String script) {
        String opening = history.startsWith("S") && !script.startsWith("> S") ? OPEN : "";
        assertThat(Exchange.of(opening + script).seen().zeekHistory()).as(name).isEqualTo(history);
    }

    @Test
    void synWithDataCountsAsRetransmission() {
        assertThat(Exchange.of("> S 0:10(10); < S. 0:0(0) ack 11").seen().zeekHistory()).isEqualTo("STh");
    }

    @Test
    void theTenthAndTheHundredthGetALetter() {
        Exchange exchange = Exchange.of(OPEN + "> P. 1:6(5) ack 1");
        for (int i = 0; i < 99; i++) {
            exchange.add("> P. 1:6(5) ack 1");
        }
        assertThat(exchange.seen().zeekHistory()).isEqualTo("ShADTT");
        exchange.add("> P. 1:6(5) ack 1");
        assertThat(exchange.seen().zeekHistory()).isEqualTo("ShADTTT");
    }

    @Test
    void wrongChecksumIsALetterAndNothingElse() {
        Exchange exchange = Exchange.of(OPEN + "> P. 1:6(5) ack 1");
        exchange.addWithBadChecksum("< F. 1:1(0) ack 6");
        assertThat(exchange.seen().zeekHistory()).isEqualTo("ShADc");
        assertThat(exchange.seen().zeekState()).isEqualTo(ZeekState.S1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            only the source serves          | 40000 |   80 | < . 9:19(10) ack 5                    | ^d
            neither serves                  | 40000 | 5555 | < . 9:19(10) ack 5                    | D
            both serve, the lower answers   |   443 |   80 | < . 9:19(10) ack 5                    | ^d
            both serve, the higher speaks   |    80 |  443 | < . 9:19(10) ack 5                    | D
            lone SYN,ACK between servers    |   443 |   80 | < S. 0:0(0) ack 1                     | H
            lone SYN,ACK from a server      | 40000 |   80 | < S. 0:0(0) ack 1                     | ^h
            SYN,ACK first, then traffic     | 40000 | 5555 | < S. 0:0(0) ack 1; > . 1:1(0) ack 1   | ^hA
            SYN,ACK before its SYN          | 40000 | 5555 | < S. 0:0(0) ack 1; > S 0:0(0)         | Hs^
            """)
    void rolesFlip(String name, int clientPort, int serverPort, String script, String history) {
        PeerViews views = Exchange.of(script).between(clientPort, serverPort).seen();
        assertThat(views.zeekHistory()).as(name).isEqualTo(history);
    }

    @Test
    void synAfterItsSynAckMakesAnOrdinaryConnection() {
        PeerViews views = Exchange.of("< S. 0:0(0) ack 1; > S 0:0(0); > . 1:1(0) ack 1").seen();
        assertThat(views.zeekState()).isEqualTo(ZeekState.S1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            new number, unanswered | S0 | S        | > S 0:0(0); > S 900:900(0); < S. 0:0(0) ack 901
            new number, open       | S1 | ShA      | > S 0:0(0); < S. 0:0(0) ack 1; > . 1:1(0) ack 1; > S 900:900(0); \
            < R. 1:1(0) ack 901
            after both FINs        | SF | ShAFf    | > S 0:0(0); < S. 0:0(0) ack 1; > . 1:1(0) ack 1; \
            > F. 1:1(0) ack 1; < F. 1:1(0) ack 2; > S 0:0(0); < S. 7:7(0) ack 1
            simultaneous open      | S0 | S        | > S 0:0(0); < S 0:0(0); > S. 0:0(0) ack 1; < S. 0:0(0) ack 1
            """)
    void endsWhereZeekBeginsAnother(String name, ZeekState state, String history, String script) {
        PeerViews views = Exchange.of(script).seen();
        assertThat(views.zeekState()).as(name).isEqualTo(state);
        assertThat(views.zeekHistory()).as(name).isEqualTo(history);
    }

    @Test
    void everyStateSaysWhatItStandsFor() {
        assertThat(ZeekState.values()).extracting(ZeekState::meaning).doesNotHaveDuplicates()
                .allSatisfy(meaning -> assertThat(meaning).isNotBlank());
    }
}
