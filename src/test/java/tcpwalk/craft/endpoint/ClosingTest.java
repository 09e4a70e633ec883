package tcpwalk.craft.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tcpwalk.tcp.Rule;
import tcpwalk.tcp.TcpState;

class ClosingTest {

    private static final String FIN = "F. 1:1(0) ack 1 win 65535";

    private static Exchange closing() {
        Exchange exchange = Exchange.established();
        exchange.close();
        return exchange;
    }

    private static Exchange timeWait() {
        Exchange exchange = closing();
        exchange.arrives("F. 1:1(0) ack 2 win 10000");
        exchange.forget();
        return exchange;
    }

    @Test
    void fourStepsThroughFinWait2() {
        Exchange exchange = closing();
        assertThat(exchange.sent()).containsExactly(FIN);
        exchange.arrives(". 1:1(0) ack 2 win 10000");
        assertThat(exchange.state()).isEqualTo(TcpState.FIN_WAIT_2);
        assertThat(exchange.endpoint.nextDeadline()).isEqualTo(Long.MAX_VALUE);
        exchange.arrives("F. 1:1(0) ack 2 win 10000");
        assertThat(exchange.sent()).containsExactly(". 2:2(0) ack 2 win 65535");
        assertThat(exchange.rules()).containsExactly(Rule.CLOSE, Rule.FIN_ACKNOWLEDGED, Rule.PEER_CLOSES_TOO);
    }

    @Test
    void threeStepsPassTheSameStates() {
        Exchange exchange = closing();
        exchange.arrives("F. 1:1(0) ack 2 win 10000");
        assertThat(exchange.rules()).containsExactly(Rule.CLOSE, Rule.FIN_ACKNOWLEDGED, Rule.PEER_CLOSES_TOO);
    }

    @Test
    void crossingFinsPassClosing() {
        Exchange exchange = closing();
        exchange.forget();
        exchange.arrives("F. 1:1(0) ack 1 win 10000");
        assertThat(exchange.state()).isEqualTo(TcpState.CLOSING);
        assertThat(exchange.sent()).containsExactly(". 2:2(0) ack 2 win 65535");
        exchange.arrives(". 2:2(0) ack 2 win 10000");
        assertThat(exchange.rules()).containsExactly(Rule.SIMULTANEOUS_CLOSE, Rule.CROSSED_FIN_ACKNOWLEDGED);
        assertThat(exchange.state()).isEqualTo(TcpState.TIME_WAIT);
    }

    @Test
    void peerClosesFirst() {
        Exchange exchange = Exchange.established();
        exchange.arrives("F. 1:1(0) ack 1 win 10000");
        assertThat(exchange.sent()).containsExactly(". 1:1(0) ack 2 win 65535");
        assertThat(exchange.state()).isEqualTo(TcpState.CLOSE_WAIT);
        assertThat(exchange.endpoint.peerClosed()).isTrue();
        exchange.write(3);
        assertThat(exchange.sent()).as("this end may still send").containsExactly("P. 1:4(3) ack 2 win 65535");
        exchange.close();
        exchange.arrives(". 2:2(0) ack 4 win 10000");
        assertThat(exchange.state()).isEqualTo(TcpState.LAST_ACK);
        exchange.arrives(". 2:2(0) ack 5 win 10000");
        assertThat(exchange.rules())
                .containsExactly(Rule.PEER_CLOSES, Rule.CLOSE_AFTER_PEER, Rule.LAST_ACK_ARRIVES);
        assertThat(exchange.endpoint.nextDeadline()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void finRidesBehindTheLastByte() {
        Exchange exchange = Exchange.established();
        exchange.write(2000);
        exchange.arrives(". 1:1(0) ack 1461 win 500");
        exchange.forget();
        exchange.close();
        assertThat(exchange.sent()).as("500 bytes of window less 540 on their way: the FIN waits").isEmpty();
        exchange.arrives(". 1:1(0) ack 2001 win 500");
        assertThat(exchange.sent()).containsExactly("F. 2001:2001(0) ack 1 win 65535");
    }

    @Test
    void finThatFollowsUnsentDataSharesItsSegment() {
        Exchange exchange = Exchange.established();
        exchange.arrives(". 1:1(0) ack 1 win 0");
        exchange.write(10).close();
        exchange.forget();
        exchange.arrives(". 1:1(0) ack 1 win 1000");
        assertThat(exchange.sent()).containsExactly("FP. 1:11(10) ack 1 win 65535");
    }

    @Test
    void halfClosedEndGoesOnReceiving() {
        Exchange exchange = closing();
        exchange.arrives(". 1:1(0) ack 2 win 10000");
        exchange.forget();
        exchange.arrives("P. 1:501(500) ack 2 win 10000").arrives("P. 501:601(100) ack 2 win 10000");
        assertThat(exchange.sent())
                .containsExactly(". 2:2(0) ack 501 win 65535", ". 2:2(0) ack 601 win 65535");
        assertThat(exchange.delivered()).isEqualTo(600);
        assertThat(exchange.state()).isEqualTo(TcpState.FIN_WAIT_2);
    }

    @Test
    void lostFinIsRepeated() {
        Exchange exchange = closing();
        exchange.untilDeadline().untilDeadline();
        assertThat(exchange.sent()).containsExactly(FIN, FIN, FIN);
        assertThat(exchange.milliseconds()).isEqualTo(3000);
        exchange.arrives(". 1:1(0) ack 2 win 10000");
        assertThat(exchange.state()).isEqualTo(TcpState.FIN_WAIT_2);
    }

    @Test
    void unansweredFinEndsInAReset() {
        Exchange exchange = closing();
        for (int i = 0; i <= Exchange.RETRIES; i++) {
            exchange.untilDeadline();
        }
        assertThat(exchange.sent()).containsExactly(FIN, FIN, FIN, FIN, "R. 2:2(0) ack 1 win 0");
        assertThat(exchange.rules()).containsExactly(Rule.CLOSE, Rule.ABORT_IN_FIN_WAIT_1);
    }

    @Test
    void timeWaitAcknowledgesARepeatedFinAndStartsAnew() {
        Exchange exchange = timeWait();
        exchange.after(30_000);
        exchange.arrives("F. 1:1(0) ack 2 win 10000");
        assertThat(exchange.sent()).containsExactly(". 2:2(0) ack 2 win 65535");
        exchange.after(31_000);
        assertThat(exchange.state()).isEqualTo(TcpState.TIME_WAIT);
        exchange.untilDeadline();
        assertThat(exchange.milliseconds()).isEqualTo(90_000);
        assertThat(exchange.rules()).containsExactly(Rule.TIME_WAIT_ENDS);
    }

    @Test
    void anotherOldSegmentDoesNotProlongTimeWait() {
        Exchange exchange = timeWait();
        exchange.after(30_000);
        exchange.arrives(". 0:0(0) ack 2 win 10000");
        exchange.untilDeadline();
        assertThat(exchange.milliseconds()).isEqualTo(60_000);
    }

    @Test
    void resetCutsTimeWaitShort() {
        Exchange exchange = timeWait();
        exchange.arrives("R 2:2(0) win 0");
        assertThat(exchange.rules()).containsExactly(Rule.RESET_IN_TIME_WAIT);
    }

    @Test
    void resetClosesEveryState() {
        Exchange finWait1 = closing();
        finWait1.arrives("R. 1:1(0) ack 2 win 0");
        assertThat(finWait1.rules()).endsWith(Rule.RESET_IN_FIN_WAIT_1);
        Exchange finWait2 = closing();
        finWait2.arrives(". 1:1(0) ack 2 win 10000").arrives("R 1:1(0) win 0");
        assertThat(finWait2.rules()).endsWith(Rule.RESET_IN_FIN_WAIT_2);
        Exchange closing = closing();
        closing.arrives("F. 1:1(0) ack 1 win 10000").arrives("R 2:2(0) win 0");
        assertThat(closing.rules()).endsWith(Rule.RESET_IN_CLOSING);
        Exchange closeWait = Exchange.established();
        closeWait.arrives("F. 1:1(0) ack 1 win 10000").arrives("R 2:2(0) win 0");
        assertThat(closeWait.rules()).endsWith(Rule.RESET_IN_CLOSE_WAIT);
        Exchange lastAck = Exchange.established();
        lastAck.arrives("F. 1:1(0) ack 1 win 10000").close().arrives("R 2:2(0) win 0");
        assertThat(lastAck.rules()).endsWith(Rule.RESET_IN_LAST_ACK);
    }

    @Test
    void abortResetsInEveryOpenState() {
        Exchange established = Exchange.established();
        established.write(10);
        established.endpoint.abort(0);
        assertThat(established.sent()).endsWith("R. 11:11(0) ack 1 win 0");
        assertThat(established.rules()).containsExactly(Rule.ABORT_IN_ESTABLISHED);
        Exchange finWait2 = closing();
        finWait2.arrives(". 1:1(0) ack 2 win 10000");
        finWait2.endpoint.abort(0);
        assertThat(finWait2.rules()).endsWith(Rule.ABORT_IN_FIN_WAIT_2);
        assertThat(finWait2.sent()).endsWith("R. 2:2(0) ack 1 win 0");
    }

    @Test
    void abortInTimeWaitIsSilent() {
        Exchange exchange = timeWait();
        exchange.endpoint.abort(0);
        assertThat(exchange.sent()).isEmpty();
        assertThat(exchange.state()).isEqualTo(TcpState.TIME_WAIT);
    }

    @Test
    void whatArrivesAfterAnAbortIsAnsweredByTheResetThatItAsksFor() {
        Exchange exchange = Exchange.established();
        exchange.write(10);
        exchange.endpoint.abort(0);
        exchange.forget();
        exchange.arrives(". 1:1(0) ack 1 win 10000");
        assertThat(exchange.remarks()).containsExactly(Remark.AFTER_ABORT);
        assertThat(exchange.sent()).as("the data was lost, so the peer challenged our reset: now at its own number")
                .containsExactly("R 1:1(0) win 0");
        exchange.arrives("R 1:1(0) win 0");
        assertThat(exchange.sent()).isEmpty();
    }

    @Test
    void orderlyClosedEndStaysSilent() {
        Exchange exchange = Exchange.established();
        exchange.arrives("F. 1:1(0) ack 1 win 10000").close().arrives(". 2:2(0) ack 2 win 10000");
        exchange.forget();
        exchange.arrives(". 2:2(0) ack 2 win 10000");
        assertThat(exchange.sent()).isEmpty();
    }

    @Test
    void closeBeforeTheAnswerWaitsForIt() {
        Exchange exchange = new Exchange(Exchange.PLAIN);
        exchange.endpoint.open(0);
        exchange.write(4).close();
        exchange.forget();
        exchange.arrives("S. 0:0(0) ack 1 win 10000 <mss 1460>");
        assertThat(exchange.sent()).containsExactly(". 1:1(0) ack 1 win 65535", "FP. 1:5(4) ack 1 win 65535");
        assertThat(exchange.state()).isEqualTo(TcpState.FIN_WAIT_1);
    }
}
