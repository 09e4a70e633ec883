package tcpwalk.craft.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tcpwalk.tcp.Rule;
import tcpwalk.tcp.TcpState;

class SegmentArrivalTest {

    private static final String ACK = ". 1:1(0) ack 1 win 65535";

    @Test
    void dataIsAcknowledgedAtOnceAndCounted() {
        Exchange exchange = Exchange.established();
        exchange.arrives("P. 1:22(21) ack 1 win 10000");
        assertThat(exchange.sent()).containsExactly(". 1:1(0) ack 22 win 65535");
        assertThat(exchange.delivered()).isEqualTo(21);
        assertThat(exchange.remarks()).isEmpty();
    }

    @Test
    void theAckRidesOnDataThatWaits() {
        Exchange exchange = Exchange.established();
        exchange.write(16_000);
        exchange.forget();
        exchange.arrives("P. 1:6(5) ack 2921 win 10000");
        assertThat(exchange.sent()).allSatisfy(line -> assertThat(line).contains("ack 6 win"))
                .allSatisfy(line -> assertThat(line).contains("(1460)"));
    }

    @ParameterizedTest
    @CsvSource({
        "P. 1:6(5) ack 1 win 10000, DUPLICATE",
        "F. 1:1(0) ack 1 win 10000, DUPLICATE",
        "S. 0:0(0) ack 1 win 10000, DUPLICATE",
        ". 5:5(0) ack 1 win 10000, KEEP_ALIVE",
        ". 5:6(1) ack 1 win 10000, KEEP_ALIVE",
        ". 4:4(0) ack 1 win 10000, DUPLICATE",
        "P. 90001:90006(5) ack 1 win 10000, OUTSIDE_WINDOW",
        ". 65541:65541(0) ack 1 win 10000, OUTSIDE_WINDOW"})
    void unacceptableSegmentsAreAnsweredByWhatIsExpected(String line, Remark remark) {
        Exchange exchange = Exchange.established();
        exchange.arrives("P. 1:6(5) ack 1 win 10000");
        exchange.forget();
        exchange.arrives(line);
        assertThat(exchange.remarks()).containsExactly(remark);
        assertThat(exchange.sent()).containsExactly(". 1:1(0) ack 6 win 65535");
        assertThat(exchange.delivered()).isEqualTo(5);
        assertThat(exchange.state()).isEqualTo(TcpState.ESTABLISHED);
    }

    @Test
    void emptyOutsidersAreNotAnsweredWithoutEnd() {
        Exchange exchange = Exchange.established();
        for (int i = 0; i < 100; i++) {
            exchange.arrives(". 90001:90001(0) ack 1 win 10000");
        }
        assertThat(exchange.sent()).hasSize(10);
        exchange.after(1001);
        exchange.arrives(". 90001:90001(0) ack 1 win 10000");
        assertThat(exchange.sent()).hasSize(1);
    }

    @Test
    void repeatedDataIsAlwaysAnswered() {
        Exchange exchange = Exchange.established();
        exchange.arrives("P. 1:6(5) ack 1 win 10000");
        exchange.forget();
        for (int i = 0; i < 30; i++) {
            exchange.arrives("P. 1:6(5) ack 1 win 10000");
        }
        assertThat(exchange.sent()).hasSize(30);
    }

    @Test
    void resetAtTheEdgeCloses() {
        Exchange exchange = Exchange.established();
        exchange.arrives("R 1:1(0) win 0");
        assertThat(exchange.rules()).containsExactly(Rule.RESET_IN_ESTABLISHED);
        assertThat(exchange.sent()).isEmpty();
    }

    @Test
    void resetInsideTheWindowIsChallengedAndTheAnswerCloses() {
        Exchange exchange = Exchange.established();
        exchange.arrives("R 500:500(0) win 0");
        assertThat(exchange.remarks()).containsExactly(Remark.RESET_CHALLENGED);
        assertThat(exchange.sent()).containsExactly(ACK);
        assertThat(exchange.state()).isEqualTo(TcpState.ESTABLISHED);
        exchange.arrives("R 1:1(0) win 0");
        assertThat(exchange.state()).isEqualTo(TcpState.CLOSED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"R 0:0(0) win 0", "R 65536:65536(0) win 0", "R. 2000000:2000000(0) ack 1 win 0"})
    void resetOutsideTheWindowIsIgnored(String reset) {
        Exchange exchange = Exchange.established();
        exchange.arrives(reset);
        assertThat(exchange.remarks()).containsExactly(Remark.RESET_IGNORED);
        assertThat(exchange.sent()).isEmpty();
        assertThat(exchange.state()).isEqualTo(TcpState.ESTABLISHED);
    }

    @Test
    void synInsideTheWindowIsChallenged() {
        Exchange exchange = Exchange.established();
        exchange.arrives("S 300:300(0) win 10000 <mss 1460>");
        assertThat(exchange.remarks()).containsExactly(Remark.SYN_CHALLENGED);
        assertThat(exchange.sent()).containsExactly(ACK);
        assertThat(exchange.state()).isEqualTo(TcpState.ESTABLISHED);
    }

    @Test
    void segmentWithoutAckIsDropped() {
        Exchange exchange = Exchange.established();
        exchange.arrives("F 1:1(0) win 10000");
        assertThat(exchange.remarks()).containsExactly(Remark.NO_ACK);
        assertThat(exchange.sent()).isEmpty();
        assertThat(exchange.state()).isEqualTo(TcpState.ESTABLISHED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"P. 1:6(5) ack 2 win 10000", "P. 1:6(5) ack 4294900000 win 10000"})
    void ackOfTheUnsentOrTheLongPastIsChallengedAndNothingOfItTaken(String line) {
        Exchange exchange = Exchange.established();
        exchange.arrives(line);
        assertThat(exchange.remarks()).containsExactly(Remark.BAD_ACK);
        assertThat(exchange.sent()).containsExactly(ACK);
        assertThat(exchange.delivered()).isZero();
    }

    @Test
    void dataAheadOfItsTurnIsKeptAndTheGapAcknowledged() {
        Exchange exchange = Exchange.established();
        exchange.arrives("P. 11:21(10) ack 1 win 10000");
        assertThat(exchange.sent()).containsExactly(ACK);
        assertThat(exchange.remarks()).containsExactly(Remark.OUT_OF_ORDER);
        exchange.arrives("P. 1:11(10) ack 1 win 10000");
        assertThat(exchange.sent()).containsExactly(". 1:1(0) ack 21 win 65535");
        assertThat(exchange.delivered()).isEqualTo(20);
    }

    @Test
    void overlapsAreTrimmedOnBothSides() {
        Exchange exchange = Exchange.established();
        exchange.arrives("P. 1:11(10) ack 1 win 10000");
        exchange.arrives("P. 6:16(10) ack 1 win 10000");
        assertThat(exchange.remarks()).containsExactly(Remark.OVERLAP);
        exchange.arrives("P. 31:41(10) ack 1 win 10000");
        exchange.arrives("P. 26:36(10) ack 1 win 10000");
        exchange.arrives("P. 10:50(40) ack 1 win 10000");
        assertThat(exchange.delivered()).isEqualTo(49);
    }

    @Test
    void whatReachesBeyondTheWindowIsCutThere() {
        Exchange exchange = new Exchange(new Offer(1460, 100, -1, false, false, false));
        exchange.endpoint.open(0);
        exchange.arrives("S. 0:0(0) ack 1 win 10000 <mss 1460>");
        exchange.forget();
        exchange.arrives("F. 1:151(150) ack 1 win 10000");
        assertThat(exchange.delivered()).isEqualTo(100);
        assertThat(exchange.remarks()).containsExactly(Remark.BEYOND_WINDOW);
        assertThat(exchange.state()).as("the FIN was cut off too").isEqualTo(TcpState.ESTABLISHED);
        assertThat(exchange.sent()).containsExactly(". 1:1(0) ack 101 win 100");
    }

    @Test
    void theGapsThatAPeerCanOpenAreBounded() {
        Exchange exchange = Exchange.established();
        for (int i = 0; i <= Reassembly.MAX_BLOCKS; i++) {
            int start = 101 + 10 * i;
            exchange.arrives("P. " + start + ":" + (start + 1) + "(1) ack 1 win 10000");
        }
        assertThat(exchange.remarks()).hasSize(33).endsWith(Remark.TOO_MANY_GAPS);
        exchange.arrives("P. 1:51(50) ack 1 win 10000");
        assertThat(exchange.delivered()).as("what is in order is taken all the same").isEqualTo(50);
        exchange.arrives("P. 51:1001(950) ack 1 win 10000");
        assertThat(exchange.delivered()).isEqualTo(1000);
    }

    @Test
    void aFinAheadOfItsTurnWaitsForTheBytesBeforeIt() {
        Exchange exchange = Exchange.established();
        exchange.arrives("FP. 11:21(10) ack 1 win 10000");
        assertThat(exchange.state()).isEqualTo(TcpState.ESTABLISHED);
        assertThat(exchange.sent()).containsExactly(ACK);
        exchange.arrives("P. 1:11(10) ack 1 win 10000");
        assertThat(exchange.state()).isEqualTo(TcpState.CLOSE_WAIT);
        assertThat(exchange.sent()).containsExactly(". 1:1(0) ack 22 win 65535");
    }

    @Test
    void nothingCountsBehindAFin() {
        Exchange exchange = Exchange.established();
        exchange.arrives("P. 31:41(10) ack 1 win 10000");
        exchange.arrives("FP. 1:11(10) ack 1 win 10000");
        assertThat(exchange.delivered()).isEqualTo(10);
        exchange.forget();
        exchange.arrives("P. 12:22(10) ack 1 win 10000");
        assertThat(exchange.remarks()).containsExactly(Remark.DATA_AFTER_FIN);
        assertThat(exchange.delivered()).isEqualTo(10);
    }

    @Test
    void aStreamHasOnlyOneEnd() {
        Exchange exchange = Exchange.established();
        exchange.arrives("F. 11:11(0) ack 1 win 10000");
        exchange.arrives("FP. 1:31(30) ack 1 win 10000");
        assertThat(exchange.delivered()).isEqualTo(10);
        assertThat(exchange.state()).isEqualTo(TcpState.CLOSE_WAIT);
    }

    @Test
    void withAClosedWindowTheAckStillCounts() {
        Exchange exchange = new Exchange(new Offer(1460, 0, -1, false, false, false));
        exchange.endpoint.open(0);
        exchange.arrives("S. 0:0(0) ack 1 win 10000 <mss 1460>");
        exchange.write(10);
        exchange.forget();
        exchange.arrives(". 1:2(1) ack 11 win 10000");
        assertThat(exchange.sent()).containsExactly(". 11:11(0) ack 1 win 0");
        assertThat(exchange.delivered()).isZero();
        assertThat(exchange.endpoint.allAcknowledged()).isTrue();
    }

    @Test
    void urgentDataCountsAsAnyOther() {
        Exchange exchange = Exchange.established();
        exchange.arrives("PU. 1:4(3) ack 1 win 10000 urg 3");
        assertThat(exchange.remarks()).containsExactly(Remark.URGENT);
        assertThat(exchange.delivered()).isEqualTo(3);
    }

    @Test
    void sequenceNumbersWrapInBothDirections() {
        Exchange exchange = Exchange.established(-3, -5);
        exchange.write(10);
        assertThat(exchange.sent()).containsExactly("P. 1:11(10) ack 1 win 65535");
        exchange.arrives("P. 11:21(10) ack 1 win 10000").arrives("P. 1:11(10) ack 11 win 10000");
        assertThat(exchange.delivered()).isEqualTo(20);
        assertThat(exchange.endpoint.allAcknowledged()).isTrue();
        exchange.forget();
        exchange.arrives("P. 1:11(10) ack 11 win 10000");
        assertThat(exchange.remarks()).containsExactly(Remark.DUPLICATE);
    }
}
