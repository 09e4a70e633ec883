package tcpwalk.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static tcpwalk.tcp.FindingKind.*;

import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Thirty situations that other analysers were tried on, many of which they get wrong; here is what is true of them by
 * RFC 9293, as states, outcome and findings.
 */
class PeersMatrixTest {

    private static List<String> path(Endpoint end) {
        return end.states().stream().map(TcpState::toString).toList();
    }

    private static void assertPaths(Dialogue talk, String client, String server) {
        talk.ends();
        assertThat(String.join(" ", path(talk.connection().client()))).isEqualTo(client);
        assertThat(String.join(" ", path(talk.connection().server()))).isEqualTo(server);
    }

    @Test
    void normalCloseByTheClient() {
        Dialogue talk = new Dialogue().opened().exchanged()
                .client("F. 101:101(0) ack 1001 win 64000").states("FIN-WAIT-1 | CLOSE-WAIT?").after(20)
                .server("F. 1001:1001(0) ack 102 win 64000").states("TIME-WAIT? | LAST-ACK").after(0.1)
                .client(". 102:102(0) ack 1002 win 64000").states("TIME-WAIT | CLOSED?");
        assertPaths(talk, "CLOSED SYN-SENT ESTABLISHED FIN-WAIT-1 FIN-WAIT-2 TIME-WAIT",
                "LISTEN SYN-RECEIVED ESTABLISHED CLOSE-WAIT LAST-ACK CLOSED");
        assertThat(talk.kinds()).isEmpty();
        assertThat(talk.connection().outcome()).isEqualTo(Outcome.CLOSED);
        assertThat(talk.connection().closedBy()).isEqualTo(Side.CLIENT);
    }

    @Test
    void simultaneousOpen() {
        Dialogue talk = new Dialogue().client("S 0:0(0) win 64000 <mss 1460>").after(10)
                .server("S 0:0(0) win 64000 <mss 1460>").after(0.1)
                .client("S. 0:0(0) ack 1 win 64000 <mss 1460>").after(10)
                .server("S. 0:0(0) ack 1 win 64000 <mss 1460>").after(0.1)
                .client(". 1:1(0) ack 1 win 64000").after(20).server(". 1:1(0) ack 1 win 64000")
                .states("ESTABLISHED | ESTABLISHED");
        assertPaths(talk, "CLOSED SYN-SENT SYN-RECEIVED ESTABLISHED", "CLOSED SYN-SENT SYN-RECEIVED ESTABLISHED");
        assertThat(talk.kinds()).containsExactly(SIMULTANEOUS_OPEN);
        assertThat(talk.connection().client().retransmitted() + talk.connection().server().retransmitted()).isZero();
    }

    @Test
    void splitHandshake() {
        Dialogue talk = new Dialogue().client("S 0:0(0) win 64000 <mss 1460>").after(20)
                .server("S 0:0(0) win 64000 <mss 1460>").after(0.1)
                .client("S. 0:0(0) ack 1 win 64000 <mss 1460>").after(20)
                .server(". 1:1(0) ack 1 win 64000").after(10).client("P. 1:11(10) ack 1 win 64000")
                .states("ESTABLISHED | ESTABLISHED");
        assertThat(path(talk.connection().client()))
                .containsExactly("CLOSED", "SYN-SENT", "SYN-RECEIVED", "ESTABLISHED");
        assertThat(talk.kinds()).containsExactly(SPLIT_HANDSHAKE);
        assertThat(talk.connection().client().retransmitted()).isZero();
    }

    @Test
    void simultaneousClose() {
        Dialogue talk = new Dialogue().opened().exchanged()
                .client("F. 101:101(0) ack 1001 win 64000").after(1)
                .server("F. 1001:1001(0) ack 101 win 64000").states("CLOSING? | CLOSING?").after(0.1)
                .client(". 102:102(0) ack 1002 win 64000").after(18)
                .server(". 1002:1002(0) ack 102 win 64000").states("TIME-WAIT? | TIME-WAIT?");
        assertPaths(talk, "CLOSED SYN-SENT ESTABLISHED FIN-WAIT-1 CLOSING TIME-WAIT",
                "LISTEN SYN-RECEIVED ESTABLISHED FIN-WAIT-1 CLOSING TIME-WAIT");
        assertThat(talk.kinds()).containsExactly(SIMULTANEOUS_CLOSE);
        assertThat(talk.connection().outcome()).isEqualTo(Outcome.CLOSED);
    }

    @Test
    void halfCloseWithDataAfterTheFin() {
        Dialogue talk = new Dialogue().opened().exchanged()
                .client("F. 101:101(0) ack 1001 win 64000").after(20)
                .server(". 1001:1001(0) ack 102 win 64000").states("FIN-WAIT-2? | CLOSE-WAIT").after(100)
                .server("P. 1001:2001(1000) ack 102 win 64000").states("FIN-WAIT-2? | CLOSE-WAIT").after(0.1)
                .client(". 102:102(0) ack 2001 win 64000").states("FIN-WAIT-2? | CLOSE-WAIT").after(2000)
                .server("F. 2001:2001(0) ack 102 win 64000").after(0.1)
                .client(". 102:102(0) ack 2002 win 64000").states("TIME-WAIT | CLOSED?");
        assertThat(talk.kinds()).containsExactly(HALF_CLOSE);
        assertThat(talk.finding(HALF_CLOSE).text()).contains("1000 bytes more", "2.12 s");
        assertThat(talk.connection().outcome()).isEqualTo(Outcome.CLOSED);
    }

    @Test
    void refused() {
        Dialogue talk = new Dialogue().client("S 0:0(0) win 64000 <mss 1460>").after(5)
                .server("R. 0:0(0) ack 1 win 0").states("CLOSED? | CLOSED");
        assertPaths(talk, "CLOSED SYN-SENT CLOSED", "CLOSED");
        assertThat(talk.kinds()).containsExactly(REFUSED);
        assertThat(talk.connection().outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(talk.connection().resetCause()).isEqualTo(ResetCause.NOTHING_LISTENS);
    }

    @Test
    void fourSynsWithBackOffAndNoReply() {
        Dialogue talk = new Dialogue().client("S 0:0(0) win 64000").after(1000).client("S 0:0(0) win 64000").after(2000)
                .client("S 0:0(0) win 64000").after(4000).client("S 0:0(0) win 64000").states("SYN-SENT | LISTEN");
        assertThat(talk.connections()).hasSize(1);
        assertThat(talk.kinds()).containsExactly(SYN_RETRANSMITTED, NO_ANSWER);
        assertThat(talk.finding(SYN_RETRANSMITTED).count()).isEqualTo(3);
        assertThat(talk.finding(SYN_RETRANSMITTED).text()).contains("1 s at first", "4 s at last", "back-off");
        assertThat(talk.connection().outcome()).isEqualTo(Outcome.NO_ANSWER);
        assertThat(talk.connection().client().retransmitted()).isEqualTo(3);
    }

    @Test
    void anotherAttemptWithANewInitialNumber() {
        Dialogue talk = new Dialogue().client("S 0:0(0) win 64000").after(1000).client("S 70000:70000(0) win 64000")
                .after(20).server("S. 0:0(0) ack 70001 win 64000").after(0.1).client(". 70001:70001(0) ack 1 win 64000")
                .states("ESTABLISHED | ESTABLISHED?");
        assertThat(talk.connections()).hasSize(1);
        assertThat(talk.kinds()).containsExactly(NEW_ISN_RETRY);
    }

    @Test
    void repeatedSynAck() {
        Dialogue talk = new Dialogue().client("S 0:0(0) win 64000 <mss 1460>").after(20)
                .server("S. 0:0(0) ack 1 win 64000 <mss 1460>").after(0.1).client(". 1:1(0) ack 1 win 64000")
                .states("ESTABLISHED | ESTABLISHED?").after(1000)
                .server("S. 0:0(0) ack 1 win 64000 <mss 1460>").states("ESTABLISHED | SYN-RECEIVED").after(0.1)
                .client(". 1:1(0) ack 1 win 64000").states("ESTABLISHED | ESTABLISHED?");
        assertThat(talk.kinds()).contains(SYN_ACK_RETRANSMITTED, THIRD_ACK_LOST)
                .doesNotContain(SIMULTANEOUS_OPEN, SPURIOUS_RETRANSMISSION);
        assertThat(talk.connection().server().retransmitted()).isEqualTo(1);
    }

    @Test
    void portReusedAfterFin() {
        Dialogue talk = closed(new Dialogue().opened()).after(3000)
                .client("S 900000:900000(0) win 64000 <mss 1460>").states("SYN-SENT | LISTEN").after(20)
                .server("S. 800000:800000(0) ack 900001 win 64000 <mss 1460>").after(0.1)
                .client(". 900001:900001(0) ack 800001 win 64000").states("ESTABLISHED | ESTABLISHED?");
        assertThat(talk.connections()).hasSize(2);
        assertThat(talk.kinds()).containsExactly(TIME_WAIT_REUSE);
        assertThat(talk.connections().get(0).outcome()).isEqualTo(Outcome.CLOSED);
    }

    static Dialogue closed(Dialogue talk) {
        return talk.client("F. 1:1(0) ack 1 win 64000").after(20).server("F. 1:1(0) ack 2 win 64000").after(0.1)
                .client(". 2:2(0) ack 2 win 64000");
    }

    @Test
    void portReusedAfterResetWithTheSameNumber() {
        Dialogue talk = new Dialogue().opened().client("R. 1:1(0) ack 1 win 0").states("CLOSED | CLOSED?").after(500)
                .client("S 0:0(0) win 64000 <mss 1460>").states("SYN-SENT | LISTEN").after(20)
                .server("S. 70000:70000(0) ack 1 win 64000 <mss 1460>").after(0.1)
                .client(". 1:1(0) ack 70001 win 64000").states("ESTABLISHED | ESTABLISHED?");
        assertThat(talk.connections()).hasSize(2);
        assertThat(talk.kinds()).isEmpty();
        assertThat(talk.connections().get(0).outcome()).isEqualTo(Outcome.RESET);
    }

    @Test
    void midStreamWhereTheServerSpeaksFirst() {
        Dialogue talk = new Dialogue().server("P. 1000:1500(500) ack 1 win 500").states("ESTABLISHED | ESTABLISHED")
                .after(1).client(". 1:1(0) ack 1500 win 500");
        assertThat(talk.connection().roles()).isEqualTo(Roles.PORT);
        assertThat(talk.connection().address(Side.SERVER).port()).isEqualTo(80);
        assertThat(talk.kinds()).containsExactly(MID_STREAM);
        assertThat(talk.connection().outcome()).isEqualTo(Outcome.ESTABLISHED);
    }

    @Test
    void sequenceWrapsInMidData() {
        Dialogue talk = closedAfterExchange(new Dialogue(-50, -500).opened().exchanged());
        assertThat(talk.kinds()).isEmpty();
        assertThat(talk.connection().server().bytes()).isEqualTo(1000);
        assertThat(talk.connection().outcome()).isEqualTo(Outcome.CLOSED);
    }

    private static Dialogue closedAfterExchange(Dialogue talk) {
        return talk.client("F. 101:101(0) ack 1001 win 64000").after(20).server("F. 1001:1001(0) ack 102 win 64000")
                .after(0.1).client(". 102:102(0) ack 1002 win 64000");
    }

    @Test
    void keepAliveWithNoByteAndWithOne() {
        for (String probe : List.of(". 100:100(0) ack 1001 win 64000", ". 100:101(1) ack 1001 win 64000")) {
            Dialogue talk = new Dialogue().opened().exchanged().after(10_000).client(probe).after(20)
                    .server(". 1001:1001(0) ack 101 win 64000");
            assertThat(talk.kinds()).as(probe).containsExactly(KEEP_ALIVE);
            assertThat(talk.connection().client().retransmitted()).isZero();
            assertThat(talk.connection().client().bytes()).isEqualTo(100);
        }
    }

    @Test
    void zeroWindowProbeAnswerAndUpdate() {
        Dialogue talk = new Dialogue().opened().client("P. 1:1001(1000) ack 1 win 64000").after(20)
                .server(". 1:1(0) ack 1001 win 0").after(300).client(". 1001:1002(1) ack 1 win 64000").after(20)
                .server(". 1:1(0) ack 1001 win 0").after(1000).server(". 1:1(0) ack 1001 win 64000").after(0.1)
                .client("P. 1001:2001(1000) ack 1 win 64000").after(20).server(". 1:1(0) ack 2001 win 64000");
        assertThat(talk.kinds()).containsExactlyInAnyOrder(ZERO_WINDOW, ZERO_WINDOW_PROBE);
        assertThat(talk.finding(ZERO_WINDOW).text()).contains("1.32 s");
        assertThat(talk.connection().client().retransmitted()).isZero();
    }

    @Test
    void windowFull() {
        Dialogue talk = new Dialogue().opened().client(". 1:32001(32000) ack 1 win 64000")
                .client(". 32001:64001(32000) ack 1 win 64000");
        assertThat(talk.frames(WINDOW_FULL)).containsExactly(5L);
        assertThat(talk.kinds()).doesNotContain(RETRANSMISSION, OUTSIDE_WINDOW);
    }

    @Test
    void fastRetransmission() {
        Dialogue talk = new Dialogue().opened();
        for (int i = 0; i < 5; i++) {
            talk.client(". %d:%d(1000) ack 1 win 64000".formatted(1 + 1000 * i, 1001 + 1000 * i));
        }
        talk.after(20).server(". 1:1(0) ack 1001 win 64000").server(". 1:1(0) ack 1001 win 64000")
                .server(". 1:1(0) ack 1001 win 64000").server(". 1:1(0) ack 1001 win 64000").after(0.1)
                .client(". 1001:2001(1000) ack 1 win 64000").after(20).server(". 1:1(0) ack 5001 win 64000");
        assertThat(talk.kinds()).containsExactly(DUPLICATE_ACK, FAST_RETRANSMISSION);
        assertThat(talk.finding(DUPLICATE_ACK).count()).isEqualTo(3);
        assertThat(talk.finding(FAST_RETRANSMISSION).text()).contains("3 duplicate acknowledgments");
        assertThat(talk.connection().client().retransmitted()).isEqualTo(1);
    }

    @Test
    void spuriousRetransmission() {
        Dialogue talk = new Dialogue().opened().client("P. 1:1001(1000) ack 1 win 64000").after(250)
                .server(". 1:1(0) ack 1001 win 64000").after(0.1).client("P. 1:1001(1000) ack 1 win 64000").after(20)
                .server(". 1:1(0) ack 1001 win 64000");
        assertThat(talk.kinds()).containsExactly(SPURIOUS_RETRANSMISSION, DUPLICATE_ACK);
        assertThat(talk.connection().client().retransmitted()).isEqualTo(1);
    }

    @Test
    void timeOutRetransmission() {
        Dialogue talk = new Dialogue().opened().client("P. 1:1001(1000) ack 1 win 64000").after(240)
                .client("P. 1:1001(1000) ack 1 win 64000").after(20).server(". 1:1(0) ack 1001 win 64000");
        assertThat(talk.kinds()).containsExactly(RETRANSMISSION);
        assertThat(talk.finding(RETRANSMISSION).text()).contains("time-out of about 240 ms");
    }

    @Test
    void outOfOrderWithinARoundTrip() {
        Dialogue talk = new Dialogue().opened()
                .identification(1011).client(". 1001:2001(1000) ack 1 win 64000").after(0.5)
                .identification(1010).client(". 1:1001(1000) ack 1 win 64000").after(20)
                .server(". 1:1(0) ack 2001 win 64000");
        assertThat(talk.kinds()).containsExactly(OUT_OF_ORDER);
        assertThat(talk.connection().client().retransmitted()).isZero();
        assertThat(talk.connection().client().bytes()).isEqualTo(2000);
    }

    @Test
    void gapThatIsNeverFilledAndYetAcknowledged() {
        Dialogue talk = new Dialogue().opened().client(". 1:1001(1000) ack 1 win 64000")
                .client(". 2001:3001(1000) ack 1 win 64000").after(20).server(". 1:1(0) ack 3001 win 64000");
        assertThat(talk.kinds()).containsExactly(PREVIOUS_SEGMENT_MISSING, ACKED_UNSEEN_SEGMENT, CAPTURE_LOSS);
        assertThat(talk.finding(CAPTURE_LOSS).text()).contains("1000 bytes");
    }

    @Test
    void resetFarOutsideTheWindow() {
        Dialogue talk = new Dialogue().opened().exchanged().server("R 50000000:50000000(0) win 0")
                .states("ESTABLISHED | ESTABLISHED").after(1).client("P. 101:201(100) ack 1001 win 64000").after(20)
                .server(". 1001:1001(0) ack 201 win 64000").states("ESTABLISHED | ESTABLISHED");
        assertThat(talk.kinds()).containsExactly(RESET_IGNORED);
        assertThat(talk.connection().outcome()).isEqualTo(Outcome.ESTABLISHED);
    }

    @Test
    void resetInTheWindowThenChallengeAckThenTheExactOne() {
        Dialogue talk = new Dialogue().opened().exchanged().server("R 1501:1501(0) win 0")
                .states("ESTABLISHED | ESTABLISHED").after(0.1)
                .client(". 101:101(0) ack 1001 win 64000").states("ESTABLISHED | ESTABLISHED").after(20)
                .server("R 1001:1001(0) win 0").states("CLOSED? | CLOSED");
        assertThat(talk.kinds()).containsExactly(RESET_IGNORED, CHALLENGE_ACK, RESET);
        assertThat(talk.connection().resetCause()).isEqualTo(ResetCause.CHALLENGE_ANSWERED);
        assertThat(talk.connection().outcome()).isEqualTo(Outcome.RESET);
    }

    @Test
    void finRetransmitted() {
        Dialogue talk = new Dialogue().opened().client("F. 1:1(0) ack 1 win 64000").after(220)
                .client("F. 1:1(0) ack 1 win 64000").states("FIN-WAIT-1 | CLOSE-WAIT?");
        assertThat(talk.kinds()).containsExactly(FIN_RETRANSMITTED, UNANSWERED_FIN);
        assertThat(talk.connection().client().retransmitted()).isEqualTo(1);
    }

    @Test
    void finWithoutAck() {
        Dialogue talk = new Dialogue().opened().client("F 1:1(0) win 64000").states("ESTABLISHED | ESTABLISHED?");
        assertThat(talk.kinds()).containsExactly(ILLEGAL_FLAGS);
        assertThat(talk.finding(ILLEGAL_FLAGS).text()).contains("changes nothing");
        assertThat(talk.connection().closedBy()).isNull();
        assertThat(talk.connection().outcome()).isEqualTo(Outcome.ESTABLISHED);
    }

    @Test
    void resetAfterItsOwnFinBecauseDataCame() {
        Dialogue talk = new Dialogue().opened().client("F. 1:1(0) ack 1 win 64000").after(20)
                .server("P. 1:501(500) ack 2 win 64000").states("FIN-WAIT-2? | CLOSE-WAIT").after(0.1)
                .client("R 2:2(0) win 0").states("CLOSED | CLOSED?");
        assertThat(talk.kinds()).contains(RESET, DATA_AFTER_CLOSE);
        assertThat(talk.connection().resetCause()).isEqualTo(ResetCause.DATA_AFTER_CLOSE);
        assertThat(talk.frames(DATA_AFTER_CLOSE)).contains(5L);
    }

    @Test
    void synAckCapturedBeforeItsSyn() {
        Dialogue talk = new Dialogue().server("S. 0:0(0) ack 1 win 64000 <mss 1460>").after(0.01)
                .client("S 0:0(0) win 64000 <mss 1460>").after(0.1).client(". 1:1(0) ack 1 win 64000")
                .states("ESTABLISHED | ESTABLISHED?");
        assertThat(talk.connections()).hasSize(1);
        assertThat(talk.connection().address(Side.SERVER).port()).isEqualTo(80);
        assertThat(talk.kinds()).containsExactly(OUT_OF_ORDER);
        assertThat(talk.connection().roles()).isEqualTo(Roles.SYN);
    }

    @Test
    void synInEstablishedDiscoversAHalfOpenConnection() {
        Dialogue talk = new Dialogue().opened().exchanged().after(60_000)
                .client("S 777777:777777(0) win 64000 <mss 1460>").states("ESTABLISHED | ESTABLISHED").after(20)
                .server(". 1001:1001(0) ack 101 win 64000").states("ESTABLISHED | ESTABLISHED").after(0.1)
                .client("R 101:101(0) win 0").states("CLOSED | CLOSED?");
        assertThat(talk.connections()).hasSize(1);
        assertThat(talk.kinds()).containsExactly(CHALLENGE_ACK, RESET);
        assertThat(talk.connection().resetCause()).isEqualTo(ResetCause.NO_SUCH_CONNECTION);
        assertThat(talk.finding(RESET).text()).contains("half-open");
    }

    @Test
    void synWithFin() {
        Dialogue talk = new Dialogue().client("SF 0:0(0) win 1024").states("CLOSED | LISTEN").after(1)
                .server("R. 0:0(0) ack 2 win 0").states("CLOSED | CLOSED");
        assertThat(talk.kinds()).containsExactly(ILLEGAL_FLAGS, REFUSED);
        assertThat(talk.connection().outcome()).isEqualTo(Outcome.REFUSED);
    }

    @Test
    void snapLengthOfSixtyBytesCutsPayloadAndNothingElse() {
        Dialogue talk = new Dialogue().opened();
        talk.with(PeersMatrixTest::cut).client("P. 1:895(894) ack 1 win 64000").after(20)
                .with(PeersMatrixTest::cut).server("P. 1:95(94) ack 895 win 64000").after(0.1)
                .client(". 895:895(0) ack 95 win 64000");
        assertThat(talk.kinds()).containsExactly(TRUNCATED);
        assertThat(talk.connection().client().bytes()).isEqualTo(894);
    }

    private static void cut(tcpwalk.wire.Segment segment) {
        segment.payload(java.nio.ByteBuffer.allocate(6), 0, 6);
    }
}
