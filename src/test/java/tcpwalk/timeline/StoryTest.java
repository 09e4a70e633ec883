package tcpwalk.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static tcpwalk.tcp.Side.CLIENT;
import static tcpwalk.tcp.Side.SERVER;

import org.junit.jupiter.api.Test;
import tcpwalk.tcp.FindingKind;
import tcpwalk.tcp.Outcome;
import tcpwalk.tcp.Roles;
import tcpwalk.tcp.ResetCause;

class StoryTest {

    @Test
    void anOrdinaryConnectionIsCalledNormal() {
        assertThat(Walks.closedByClient().ends(Outcome.CLOSED, CLIENT).story()).isEqualTo(
                "The client connected in 5.1 ms, sent 5 bytes and received 1.2 kB."
                        + " The client closed first, the server 10.3 ms later. Normal.");
    }

    @Test
    void aRetryAndAHalfCloseAreToldWithTheirTimes() {
        assertThat(Walks.lostSyn().ends(Outcome.CLOSED, SERVER).story()).isEqualTo(
                "The client connected in 5.1 ms after 1 retry (SYN lost or dropped at the server), sent 100 bytes and"
                        + " received 12.5 kB in 78 ms."
                        + " The server closed first; the client kept its half open for 2.1 s, then closed. Normal.");
    }

    @Test
    void withoutRowsTheTimesAreLeftOutAndNothingElse() {
        assertThat(Walks.lostSyn().endsUnseen(Outcome.CLOSED, SERVER).story()).isEqualTo(
                "The client connected in 5.1 ms after 1 retry (SYN lost or dropped at the server), sent 100 bytes and"
                        + " received 12.5 kB. The server closed first, then the client. Normal.");
    }

    @Test
    void momentsThatSomebodyElseKeptStandInForRows() {
        Timeline withRows = Walks.lostSyn().ends(Outcome.CLOSED, SERVER);
        Timeline without = Walks.lostSyn().endsUnseen(Outcome.CLOSED, SERVER);
        assertThat(Story.of(without, Milestones.of(withRows.rows()))).isEqualTo(withRows.story());
    }

    @Test
    void aResetIsToldWithItsCause() {
        assertThat(Walks.resetAfterClose().ends(Outcome.RESET, CLIENT).story()).endsWith(
                "The client reset the connection 40 µs after the server's data arrived: its application had already"
                        + " closed (data after close).");
        assertThat(Walks.halfOpenDiscovered().ends(Outcome.RESET, CLIENT).story()).endsWith(
                "The client reset the connection 1 ms after the server's last segment: it no longer knew the"
                        + " connection (half-open connection discovered).");
        assertThat(Walks.aborted().ends(Outcome.RESET, CLIENT).story()).endsWith(
                "The client reset the connection 889 ms after the server's last segment: its application probably"
                        + " aborted it.");
    }

    @Test
    void aResetThatAcknowledgesNothingOfTheDataBeforeItIsNotTiedToThatData() {
        var walk = Walks.opened()
                .row(6, "< P. 1:101(100) ack 1 win 502", "ESTABLISHED | ESTABLISHED")
                .row(8, "> R. 1:1(0) ack 1 win 0", "CLOSED | CLOSED?").because(ResetCause.APPLICATION_ABORTED);
        assertThat(walk.ends(Outcome.RESET, CLIENT).story()).endsWith("The client reset the connection 2 ms after the"
                + " server's last segment: its application probably aborted it.");
    }

    @Test
    void aResetOfDataThatNobodyReadIsToldSo() {
        var walk = Walks.opened()
                .row(6, "> P. 1:101(100) ack 1 win 502", "ESTABLISHED | ESTABLISHED")
                .row(6.04, "< R. 1:1(0) ack 101 win 0", "CLOSED? | CLOSED");
        assertThat(walk.because(ResetCause.UNREAD_DATA).ends(Outcome.RESET, SERVER).story())
                .endsWith("The server reset the connection 40 µs after the client's data arrived: its application"
                        + " probably closed without reading it.");
    }

    @Test
    void aResetAfterUnansweredKeepAlivesIsToldSo() {
        var walk = Walks.keepAlive().row(170_005, "> R. 1:1(0) ack 1 win 0", "CLOSED | CLOSED?");
        assertThat(walk.because(ResetCause.KEEP_ALIVE_FAILED).ends(Outcome.RESET, CLIENT).story())
                .contains("its keep-alive probes had gone unanswered.");
    }

    @Test
    void aResetOfAnUnfinishedHandshakeDoesNotClaimAConnection() {
        assertThat(Walks.resetInSynReceived().ends(Outcome.RESET, CLIENT).story()).isEqualTo(
                "The client reset the connection before the handshake was complete, 100 µs after the server's last"
                        + " segment: it no longer waited for the answer (its application gave up, or it only scans).");
    }

    @Test
    void aResetThatWasIgnoredEndedNothing() {
        assertThat(Walks.resetIgnored().ends(Outcome.ESTABLISHED, null).story()).isEqualTo(
                "The client connected in 5.1 ms, and no data was sent. Still open when the observation ended."
                        + " Stands out: reset-ignored.");
    }

    @Test
    void refusalAndSilenceAreToldApart() {
        assertThat(Walks.refused().ends(Outcome.REFUSED, null).story()).isEqualTo(
                "The server refused the connection after 81 µs: nothing listens on port 8080.");
        assertThat(Walks.noAnswer().ends(Outcome.NO_ANSWER, null).story()).isEqualTo("Nothing answered 3 SYNs in 3 s:"
                + " the host is down or unreachable, or a firewall drops them silently.");
    }

    @Test
    void anUnfinishedHandshakeIsBlamedOnTheClient() {
        assertThat(Walks.halfOpen().ends(Outcome.HALF_OPEN, null).story()).isEqualTo("The server answered, but the"
                + " client did not finish the handshake; the server repeated its SYN,ACK once. Stands out: syn-flood.");
    }

    @Test
    void anUnfinishedTeardownNamesWhoHasNotClosed() {
        assertThat(Walks.unansweredFin().ends(Outcome.CLOSING, CLIENT).story()).contains(
                "The client closed; its FIN was never acknowledged.");
        var waiting = Walks.opened()
                .row(20, "> F. 1:1(0) ack 1 win 502", "FIN-WAIT-1 | CLOSE-WAIT?")
                .row(25, "< . 1:1(0) ack 2 win 509", "FIN-WAIT-2? | CLOSE-WAIT");
        assertThat(waiting.ends(Outcome.CLOSING, CLIENT).story()).endsWith(
                "The client closed; the server's application had not closed when the observation ended.");
    }

    @Test
    void bothEndsAtOnceAreNotSaidToBeFirst() {
        assertThat(Walks.simultaneousClose().ends(Outcome.CLOSED, CLIENT).story())
                .contains("Both ends closed at the same time.");
        assertThat(Walks.simultaneousOpen().ends(Outcome.ESTABLISHED, null).story())
                .startsWith("Both ends opened at the same time, and no data was sent.");
    }

    @Test
    void aCaptureOfTheMiddleIsToldAsSuch() {
        assertThat(Walks.midStream().ends(Outcome.ESTABLISHED, null).story()).startsWith(
                "The capture began in mid-connection; the client sent nothing, the server 100 bytes.");
    }

    @Test
    void whatWasNotCapturedIsNotCalledNothing() {
        var walk = new TestWalk().from("UNKNOWN | UNKNOWN", Roles.PORT)
                .row(0, "> P. 1:101(100) ack 1 win 502", "ESTABLISHED | ESTABLISHED")
                .finding(FindingKind.ONE_WAY, "");
        assertThat(walk.ends(Outcome.ESTABLISHED, null).story())
                .contains("the client sent 100 bytes, the server what was not captured.");
    }

    @Test
    void onlyThreeKindsOfTroubleAreNamed() {
        var walk = Walks.opened().row(6, "> P. 1:101(100) ack 1 win 502", "ESTABLISHED | ESTABLISHED")
                .finding(FindingKind.RETRANSMISSION, "").finding(FindingKind.RETRANSMISSION, "")
                .finding(FindingKind.WINDOW_FULL, "").finding(FindingKind.ZERO_WINDOW, "")
                .finding(FindingKind.OUTSIDE_WINDOW, "").finding(FindingKind.D_SACK, "");
        assertThat(walk.ends(Outcome.ESTABLISHED, null).story()).endsWith(
                "Stands out: retransmission (2 times), window-full, zero-window and 1 more.");
    }

    @Test
    void everyWalkHasAStoryForEveryOutcome() {
        Walks.all().forEach((name, walk) -> {
            for (Outcome outcome : Outcome.values()) {
                assertThat(walk.ends(outcome, CLIENT).story()).as(name).endsWith(".").doesNotContain("null", "  ");
                assertThat(walk.endsUnseen(outcome, null).story()).as(name).endsWith(".").doesNotContain("null");
            }
        });
    }
}
