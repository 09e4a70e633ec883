package tcpwalk.craft.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import tcpwalk.tcp.Rule;
import tcpwalk.tcp.TcpState;

class SendingTest {

    @Test
    void dataIsRepeatedWithDoubledWaitsThenTheConnectionIsReset() {
        Exchange exchange = Exchange.established();
        exchange.write(5);
        for (int i = 0; i <= Exchange.RETRIES; i++) {
            exchange.untilDeadline();
        }
        String data = "P. 1:6(5) ack 1 win 65535";
        assertThat(exchange.sent()).containsExactly(data, data, data, data, "R. 6:6(0) ack 1 win 0");
        assertThat(exchange.waits()).containsExactly(1000, 2000, 4000);
        assertThat(exchange.rules()).containsExactly(Rule.ABORT_IN_ESTABLISHED);
        assertThat(exchange.gaveUpAfter()).isEqualTo(3);
    }

    @Test
    void anAcknowledgmentStopsTheTimer() {
        Exchange exchange = Exchange.established();
        exchange.write(5);
        exchange.arrives(". 1:1(0) ack 6 win 10000");
        assertThat(exchange.endpoint.nextDeadline()).isEqualTo(Long.MAX_VALUE);
        assertThat(exchange.endpoint.allAcknowledged()).isTrue();
    }

    @Test
    void theWindowOfThePeerIsRespected() {
        Exchange exchange = Exchange.established();
        exchange.arrives(". 1:1(0) ack 1 win 3000");
        exchange.write(5000);
        assertThat(exchange.sent()).as("80 bytes more would fit, but wait for a whole segment")
                .containsExactly(". 1:1461(1460) ack 1 win 65535", ". 1461:2921(1460) ack 1 win 65535");
        exchange.arrives(". 1:1(0) ack 1461 win 3000");
        assertThat(exchange.sent()).containsExactly(". 2921:4381(1460) ack 1 win 65535");
    }

    @Test
    void aClosedWindowIsProbedByOneByteAsLongAsThePeerAnswers() {
        Exchange exchange = Exchange.established();
        exchange.arrives(". 1:1(0) ack 1 win 0");
        exchange.write(10);
        assertThat(exchange.sent()).isEmpty();
        for (int i = 0; i < 10; i++) {
            exchange.untilDeadline();
            assertThat(exchange.sent()).containsExactly(". 1:2(1) ack 1 win 65535");
            exchange.arrives(". 1:1(0) ack 1 win 0");
        }
        exchange.arrives(". 1:1(0) ack 1 win 10000");
        assertThat(exchange.sent()).containsExactly("P. 1:11(10) ack 1 win 65535");
        assertThat(exchange.gaveUpAfter()).isEqualTo(-1);
    }

    @Test
    void aPeerThatTakesTheProbeByteGetsTheRestFromThere() {
        Exchange exchange = Exchange.established();
        exchange.arrives(". 1:1(0) ack 1 win 0");
        exchange.write(10).untilDeadline().forget();
        exchange.arrives(". 1:1(0) ack 2 win 10000");
        assertThat(exchange.sent()).containsExactly("P. 2:11(9) ack 1 win 65535");
    }

    @Test
    void unansweredProbesAreGivenUpWithAResetThatThePeerAccepts() {
        Exchange exchange = Exchange.established();
        exchange.arrives(". 1:1(0) ack 1 win 0");
        exchange.write(10);
        for (int i = 0; i <= Exchange.RETRIES; i++) {
            exchange.untilDeadline();
        }
        assertThat(exchange.sent()).as("SND.NXT is 2, but the peer's window ends at 1").endsWith("R. 1:1(0) ack 1 win 0");
    }

    @Test
    void aClosedWindowHoldsTheFinBackAndTheProbeCarriesIt() {
        Exchange exchange = Exchange.established();
        exchange.arrives(". 1:1(0) ack 1 win 0");
        exchange.close();
        assertThat(exchange.sent()).isEmpty();
        exchange.untilDeadline();
        assertThat(exchange.sent()).containsExactly("F. 1:1(0) ack 1 win 65535");
        assertThat(exchange.state()).isEqualTo(TcpState.FIN_WAIT_1);
    }

    @Test
    void ackWhileTheWindowIsClosedIsSentFromTheWindowsEdge() {
        Exchange exchange = Exchange.established();
        exchange.arrives(". 1:1(0) ack 1 win 0");
        exchange.write(10).untilDeadline().forget();
        exchange.arrives("P. 1:6(5) ack 1 win 0");
        assertThat(exchange.sent()).containsExactly(". 1:1(0) ack 6 win 65535");
    }

    @Test
    void threeDuplicateAcksRepeatTheFirstSegmentAtOnce() {
        Exchange exchange = Exchange.established();
        exchange.write(1460 * 6);
        exchange.forget();
        exchange.arrives(". 1:1(0) ack 1 win 10000").arrives(". 1:1(0) ack 1 win 10000");
        assertThat(exchange.sent()).isEmpty();
        exchange.arrives(". 1:1(0) ack 1 win 10000");
        assertThat(exchange.sent()).containsExactly(". 1:1461(1460) ack 1 win 65535");
        exchange.arrives(". 1:1(0) ack 2921 win 10000");
        assertThat(exchange.sent()).as("a partial acknowledgment: the next one is lost too")
                .containsExactly(". 2921:4381(1460) ack 1 win 65535");
        exchange.arrives(". 1:1(0) ack 8761 win 10000");
        assertThat(exchange.sent()).isEmpty();
    }

    @Test
    void afterATimeOutWhatIsMissingGoesOutAgainAsAcknowledgmentsComeIn() {
        Exchange exchange = Exchange.established();
        exchange.write(1460 * 4);
        exchange.forget();
        exchange.untilDeadline();
        assertThat(exchange.sent()).containsExactly(". 1:1461(1460) ack 1 win 65535");
        exchange.arrives(". 1:1(0) ack 1461 win 10000");
        assertThat(exchange.sent())
                .containsExactly(". 1461:2921(1460) ack 1 win 65535", ". 2921:4381(1460) ack 1 win 65535");
        exchange.arrives(". 1:1(0) ack 5841 win 10000");
        assertThat(exchange.sent()).isEmpty();
        assertThat(exchange.endpoint.allAcknowledged()).isTrue();
    }

    @Test
    void theRoundTripSetsTheNextTimeOut() {
        Exchange exchange = Exchange.established();
        exchange.write(5).after(900);
        exchange.arrives(". 1:1(0) ack 6 win 10000");
        exchange.write(5);
        long wait = exchange.endpoint.nextDeadline() - exchange.now();
        // SRTT 0, RTTVAR 0 from the SYN; then 7/8 * 0 + 900/8 and 3/4 * 0 + 900/4, so 112.5 + 4 * 225 ms.
        assertThat(wait).isEqualTo(1_012_500_000L);
    }

    @Test
    void anAcknowledgmentOfARepeatedSegmentIsAmbiguousAndMeasuresNothing() {
        Exchange exchange = Exchange.established();
        exchange.write(5).untilDeadline().after(1500);
        exchange.arrives(". 1:1(0) ack 6 win 10000");
        assertThat(exchange.endpoint.smoothedRoundTrip()).isZero();
        exchange.write(5);
        assertThat(exchange.endpoint.nextDeadline() - exchange.now()).as("backed off until a clear measurement")
                .isEqualTo(2_000_000_000L);
    }

    @Test
    void theEchoedTimestampClearsTheAmbiguity() {
        Exchange exchange = Exchange.establishedWithOptions();
        exchange.write(5).untilDeadline().after(400);
        exchange.arrives(". 1:1(0) ack 6 win 500 <TS val 200 ecr 1000>");
        assertThat(exchange.endpoint.smoothedRoundTrip()).isEqualTo(50_000_000L);
    }

    @Test
    void anEchoOfWhatWasNeverSentMeasuresNothing() {
        Exchange exchange = Exchange.establishedWithOptions();
        exchange.write(5).untilDeadline().after(400);
        exchange.arrives(". 1:1(0) ack 6 win 500 <TS val 200 ecr 77777>");
        assertThat(exchange.endpoint.smoothedRoundTrip()).isZero();
    }

    @Test
    void afterALostSynTheDataWaitsThreeSeconds() {
        Exchange exchange = new Exchange(Exchange.PLAIN);
        exchange.endpoint.open(0);
        exchange.untilDeadline();
        exchange.arrives("S. 0:0(0) ack 1 win 10000 <mss 1460>");
        exchange.write(5000);
        assertThat(exchange.endpoint.nextDeadline() - exchange.now()).isEqualTo(3_000_000_000L);
        assertThat(exchange.lastSegment().seq()).as("and begins with one segment").isEqualTo(1001);
    }

    @Test
    void bytesCarryWhatWasWritten() {
        Exchange exchange = Exchange.established();
        exchange.endpoint.send("hello".getBytes(StandardCharsets.US_ASCII), 0);
        byte[] payload = new byte[5];
        exchange.lastSegment().payload().get(payload);
        assertThat(payload).asString().isEqualTo("hello");
    }

    @Test
    void nothingIsSentBehindAFin() {
        Exchange exchange = Exchange.established();
        exchange.close();
        assertThatIllegalStateException().isThrownBy(() -> exchange.write(1));
    }

    @Test
    void aShrunkWindowIsSurvived() {
        Exchange exchange = Exchange.established();
        exchange.write(5000);
        exchange.arrives(". 1:1(0) ack 1461 win 100");
        exchange.forget();
        exchange.untilDeadline();
        assertThat(exchange.sent()).containsExactly(". 1461:1561(100) ack 1 win 65535");
        exchange.arrives(". 1:1(0) ack 5001 win 100");
        assertThat(exchange.endpoint.allAcknowledged()).isTrue();
    }
}
