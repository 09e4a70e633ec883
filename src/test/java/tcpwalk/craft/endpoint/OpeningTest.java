package tcpwalk.craft.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tcpwalk.tcp.Rule;
import tcpwalk.tcp.Side;
import tcpwalk.tcp.TcpState;

class OpeningTest {

    private static final String SYN = "S 0:0(0) win 65535 <mss 1460>";

    private static Exchange opening() {
        Exchange exchange = new Exchange(Exchange.PLAIN);
        exchange.endpoint.open(0);
        return exchange;
    }

    @Test
    void activeOpenSendsSynAndWaits() {
        Exchange exchange = opening();
        assertThat(exchange.sent()).containsExactly(SYN);
        assertThat(exchange.state()).isEqualTo(TcpState.SYN_SENT);
    }

    @Test
    void synOffersEverythingThatIsWanted() {
        Exchange exchange = new Exchange(new Offer(1400, 64240, 7, true, true, true));
        exchange.endpoint.open(0);
        assertThat(exchange.sent()).containsExactly("SEW 0:0(0) win 64240 <mss 1400,sackOK,TS val 0 ecr 0,wscale 7>");
    }

    @Test
    void synAckCompletesTheOpenAndIsAcknowledged() {
        Exchange exchange = opening();
        exchange.forget();
        exchange.arrives("S. 0:0(0) ack 1 win 10000 <mss 1460>");
        assertThat(exchange.sent()).containsExactly(". 1:1(0) ack 1 win 65535");
        assertThat(exchange.rules()).containsExactly(Rule.SYN_ACK_COMPLETES_OPEN);
    }

    @Test
    void thirdSegmentIsBareEvenWhenDataWaits() {
        Exchange exchange = opening();
        exchange.write(5);
        exchange.forget();
        exchange.arrives("S. 0:0(0) ack 1 win 10000 <mss 1460>");
        assertThat(exchange.sent()).containsExactly(". 1:1(0) ack 1 win 65535", "P. 1:6(5) ack 1 win 65535");
    }

    @Test
    void dataInTheSynAckIsTakenAndAcknowledgedOnce() {
        Exchange exchange = opening();
        exchange.forget();
        exchange.arrives(exchange.segment("S. 0:10(10) ack 1 win 10000 <mss 1460>"));
        assertThat(exchange.sent()).containsExactly(". 1:1(0) ack 11 win 65535");
        assertThat(exchange.delivered()).isEqualTo(10);
    }

    @Test
    void finInTheSynAckIsTakenToo() {
        Exchange exchange = opening();
        exchange.forget();
        exchange.arrives("SF. 0:0(0) ack 1 win 10000 <mss 1460>");
        assertThat(exchange.sent()).containsExactly(". 1:1(0) ack 2 win 65535");
        assertThat(exchange.state()).isEqualTo(TcpState.CLOSE_WAIT);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 77777})
    void synAckOfAnotherSynIsAnsweredByResetAtItsAckAndTheWaitGoesOn(int ack) {
        Exchange exchange = opening();
        exchange.forget();
        exchange.arrives("S. 0:0(0) ack " + ack + " win 10000 <mss 1460>");
        assertThat(exchange.sent()).containsExactly("R " + ack + ":" + ack + "(0) win 0");
        assertThat(exchange.remarks()).containsExactly(Remark.BAD_SYN_ACK);
        assertThat(exchange.state()).isEqualTo(TcpState.SYN_SENT);
        exchange.arrives("S. 0:0(0) ack 1 win 10000 <mss 1460>");
        assertThat(exchange.state()).isEqualTo(TcpState.ESTABLISHED);
    }

    @Test
    void strayAckWithoutSynIsAnsweredByResetWhenItAcknowledgesSomethingElse() {
        Exchange exchange = opening();
        exchange.forget();
        exchange.arrives(". 400:400(0) ack 900 win 10000");
        assertThat(exchange.sent()).containsExactly("R 900:900(0) win 0");
        assertThat(exchange.state()).isEqualTo(TcpState.SYN_SENT);
    }

    @Test
    void ackOfOurSynWithoutSynIsDropped() {
        Exchange exchange = opening();
        exchange.forget();
        exchange.arrives(". 0:0(0) ack 1 win 10000");
        assertThat(exchange.sent()).isEmpty();
        assertThat(exchange.remarks()).containsExactly(Remark.NOT_A_SYN);
    }

    @Test
    void resetThatAcknowledgesTheSynRefuses() {
        Exchange exchange = opening();
        exchange.forget();
        exchange.arrives("R. 0:0(0) ack 1 win 0");
        assertThat(exchange.rules()).containsExactly(Rule.REFUSED);
        assertThat(exchange.sent()).isEmpty();
        assertThat(exchange.endpoint.nextDeadline()).isEqualTo(Long.MAX_VALUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"R 0:0(0) win 0", "R. 0:0(0) ack 2 win 0", "R. 0:0(0) ack 0 win 0"})
    void resetThatDoesNotAcknowledgeTheSynIsIgnored(String reset) {
        Exchange exchange = opening();
        exchange.forget();
        exchange.arrives(reset);
        assertThat(exchange.remarks()).containsExactly(Remark.BARE_RESET_IGNORED);
        assertThat(exchange.sent()).isEmpty();
        assertThat(exchange.state()).isEqualTo(TcpState.SYN_SENT);
    }

    @Test
    void synIsRepeatedAfterOneTwoAndFourSecondsThenGivenUp() {
        Exchange exchange = opening();
        for (int i = 0; i < Exchange.RETRIES; i++) {
            exchange.untilDeadline();
        }
        assertThat(exchange.sent()).containsExactly(SYN, SYN, SYN, SYN);
        assertThat(exchange.waits()).containsExactly(1000, 2000, 4000);
        exchange.untilDeadline();
        assertThat(exchange.milliseconds()).isEqualTo(15_000);
        assertThat(exchange.sent()).isEmpty();
        assertThat(exchange.gaveUpAfter()).isEqualTo(Exchange.RETRIES);
        assertThat(exchange.state()).isEqualTo(TcpState.CLOSED);
    }

    @Test
    void timerThatIsNotDueDoesNothing() {
        Exchange exchange = opening();
        exchange.forget();
        exchange.after(999);
        assertThat(exchange.sent()).isEmpty();
    }

    @Test
    void aRepeatedSynCarriesTheNewTime() {
        Exchange exchange = new Exchange(Exchange.FULL);
        exchange.endpoint.open(0);
        exchange.forget();
        exchange.untilDeadline();
        assertThat(exchange.sent())
                .containsExactly("S 0:0(0) win 64240 <mss 1460,sackOK,TS val 1000 ecr 0,wscale 7>");
    }

    @Test
    void crossingSynsOpenSimultaneously() {
        Exchange exchange = opening();
        exchange.forget();
        exchange.arrives("S 0:0(0) win 10000 <mss 1460>");
        assertThat(exchange.sent()).containsExactly("S. 0:0(0) ack 1 win 65535 <mss 1460>");
        assertThat(exchange.state()).isEqualTo(TcpState.SYN_RECEIVED);
        exchange.arrives("S. 0:0(0) ack 1 win 10000 <mss 1460>");
        assertThat(exchange.rules()).containsExactly(Rule.SIMULTANEOUS_OPEN, Rule.ACK_COMPLETES_OPEN);
        assertThat(exchange.sent()).containsExactly(". 1:1(0) ack 1 win 65535");
    }

    @Test
    void splitHandshakeEndsWithThePeersBareAck() {
        Exchange exchange = opening();
        exchange.arrives("S 0:0(0) win 10000 <mss 1460>");
        exchange.forget();
        exchange.arrives(". 1:1(0) ack 1 win 10000");
        assertThat(exchange.rules()).containsExactly(Rule.ACK_COMPLETES_OPEN);
        assertThat(exchange.sent()).isEmpty();
    }

    @Test
    void synThatArrivesTwiceInSynReceivedGetsTheSynAckAgain() {
        Exchange exchange = opening();
        exchange.arrives("S 0:0(0) win 10000 <mss 1460>");
        exchange.forget();
        exchange.arrives("S 0:0(0) win 10000 <mss 1460>");
        assertThat(exchange.sent()).containsExactly("S. 0:0(0) ack 1 win 65535 <mss 1460>");
    }

    @Test
    void synAckIsRepeatedInSynReceivedAndResetWhenNobodyAnswers() {
        Exchange exchange = opening();
        exchange.arrives("S 0:0(0) win 10000 <mss 1460>");
        exchange.forget();
        for (int i = 0; i <= Exchange.RETRIES; i++) {
            exchange.untilDeadline();
        }
        String synAck = "S. 0:0(0) ack 1 win 65535 <mss 1460>";
        assertThat(exchange.sent()).containsExactly(synAck, synAck, synAck, "R. 1:1(0) ack 1 win 0");
        assertThat(exchange.rules()).containsExactly(Rule.ABORT_IN_SYN_RECEIVED);
    }

    @Test
    void wrongAckInSynReceivedIsAnsweredByReset() {
        Exchange exchange = opening();
        exchange.arrives("S 0:0(0) win 10000 <mss 1460>");
        exchange.forget();
        exchange.arrives(". 1:1(0) ack 500 win 10000");
        assertThat(exchange.sent()).containsExactly("R 500:500(0) win 0");
        assertThat(exchange.state()).isEqualTo(TcpState.SYN_RECEIVED);
    }

    @Test
    void resetInSynReceivedCloses() {
        Exchange exchange = opening();
        exchange.arrives("S 0:0(0) win 10000 <mss 1460>");
        exchange.forget();
        exchange.arrives("R 1:1(0) win 0");
        assertThat(exchange.rules()).containsExactly(Rule.RESET_IN_SYN_RECEIVED);
    }

    @Test
    void abortInSynSentTellsThePeerThatMayHaveAnswered() {
        Exchange exchange = opening();
        exchange.forget();
        exchange.endpoint.abort(exchange.now());
        assertThat(exchange.sent()).containsExactly("R 1:1(0) win 0");
        exchange.arrives("S. 0:0(0) ack 1 win 10000 <mss 1460>");
        assertThat(exchange.sent()).containsExactly("R 1:1(0) win 0");
    }

    @Test
    void listenerAnswersASynAndOpensWithTheThirdSegment() {
        Exchange exchange = new Exchange(Exchange.PLAIN, 1000, 5000, Side.SERVER);
        exchange.endpoint.listen();
        exchange.arrives("S 0:0(0) win 10000 <mss 1460,sackOK,wscale 7>");
        assertThat(exchange.sent()).containsExactly("S. 0:0(0) ack 1 win 65535 <mss 1460>");
        exchange.arrives(". 1:1(0) ack 1 win 10000");
        assertThat(exchange.rules()).containsExactly(Rule.PASSIVE_OPEN_ANSWERS, Rule.ACK_COMPLETES_OPEN);
        assertThat(exchange.state()).isEqualTo(TcpState.ESTABLISHED);
    }

    @Test
    void listenerResetsAnAckAndIgnoresAReset() {
        Exchange exchange = new Exchange(Exchange.PLAIN, 1000, 5000, Side.SERVER);
        exchange.endpoint.listen();
        exchange.arrives(". 1:1(0) ack 7 win 10000").arrives("R 1:1(0) win 0");
        assertThat(exchange.sent()).containsExactly("R 7:7(0) win 0");
        assertThat(exchange.state()).isEqualTo(TcpState.LISTEN);
    }

    @Test
    void anEndpointOpensOnlyOnce() {
        Exchange exchange = opening();
        assertThatIllegalStateException().isThrownBy(() -> exchange.endpoint.open(0)).withMessageContaining("SYN-SENT");
    }

    @Test
    void segmentsToANeverOpenedEndAreLeftToTheKernel() {
        Exchange exchange = new Exchange(Exchange.PLAIN);
        exchange.arrives("S 0:0(0) win 10000");
        assertThat(exchange.sent()).isEmpty();
    }
}
