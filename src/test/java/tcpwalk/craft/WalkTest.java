package tcpwalk.craft;

import static org.assertj.core.api.Assertions.assertThat;
import static tcpwalk.craft.MemoryNetwork.ISS;
import static tcpwalk.craft.MemoryNetwork.SECOND;
import static tcpwalk.craft.MemoryNetwork.bytes;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import tcpwalk.tcp.Outcome;
import tcpwalk.tcp.TcpState;
import tcpwalk.wire.Segment;

class WalkTest {

    private static final String SYN_ACK = "S. 0:0(0) ack 1 win 65160 <mss 1460>";

    @Test
    void wholeWalkFromSynToTimeWait() {
        MemoryNetwork network = new MemoryNetwork().withListener().closingAfterUs();
        WalkResult result = network.walk(CloseMode.FIN, "hello");
        assertThat(network.rows()).containsExactly(
                "0 SYN-SENT > S 0:0(0) LISTEN",
                "20 ESTABLISHED < S. 0:0(0) ack 1 SYN-RECEIVED",
                "20 ESTABLISHED > . 1:1(0) ack 1 ESTABLISHED?",
                "20 ESTABLISHED > P. 1:6(5) ack 1 ESTABLISHED?",
                "40 ESTABLISHED < . 1:1(0) ack 6 ESTABLISHED",
                "40 FIN-WAIT-1 > F. 6:6(0) ack 1 CLOSE-WAIT?",
                "60 FIN-WAIT-2 < . 1:1(0) ack 7 CLOSE-WAIT",
                "60 TIME-WAIT < F. 1:1(0) ack 7 LAST-ACK",
                "60 TIME-WAIT > . 7:7(0) ack 2 CLOSED?");
        assertThat(result.ending()).isEqualTo(Ending.DONE);
        assertThat(result.path()).containsExactly(TcpState.CLOSED, TcpState.SYN_SENT, TcpState.ESTABLISHED,
                TcpState.FIN_WAIT_1, TcpState.FIN_WAIT_2, TcpState.TIME_WAIT).isEqualTo(network.shownPath());
        assertThat(result.connection().outcome()).isEqualTo(Outcome.CLOSED);
        assertThat(result.roundTrip()).isEqualTo(20 * MemoryNetwork.MILLISECOND);
        assertThat(network.now()).as("one second of lingering").isEqualTo(1060 * MemoryNetwork.MILLISECOND);
        assertThat(network.notices()).isEmpty();
    }

    @Test
    void fullTimeWaitEndsInClosed() {
        MemoryNetwork network = new MemoryNetwork().withListener().closingAfterUs();
        WalkResult result = network.walk(new WalkPlan(List.of(), CloseMode.FIN, 0, 20 * SECOND, true));
        assertThat(network.rows()).endsWith("60040 CLOSED 2 MSL pass CLOSED?");
        assertThat(result.path()).endsWith(TcpState.TIME_WAIT, TcpState.CLOSED).isEqualTo(network.shownPath());
    }

    @Test
    void bannerIsAcknowledgedAndCounted() {
        MemoryNetwork network = new MemoryNetwork().withListener().closingAfterUs();
        network.at(35, () -> network.peer().send("SSH-2.0-x\r\n".getBytes(), network.now()));
        WalkResult result = network.walk(new WalkPlan(List.of(), CloseMode.FIN, 100 * MemoryNetwork.MILLISECOND,
                20 * SECOND, false));
        assertThat(network.rows()).contains("45 ESTABLISHED < P. 1:12(11) ack 1 ESTABLISHED",
                "45 ESTABLISHED > . 1:1(0) ack 12 ESTABLISHED");
        assertThat(result.ending()).isEqualTo(Ending.DONE);
        assertThat(result.connection().server().bytes()).isEqualTo(11);
    }

    @Test
    void peerMayCloseFirst() {
        MemoryNetwork network = new MemoryNetwork().withListener();
        network.at(50, () -> network.peer().close(network.now()));
        WalkResult result = network.walk(new WalkPlan(List.of(), CloseMode.FIN, 10 * SECOND, 20 * SECOND, false));
        assertThat(network.rows()).endsWith(
                "60 CLOSE-WAIT < F. 1:1(0) ack 1 FIN-WAIT-1",
                "60 CLOSE-WAIT > . 1:1(0) ack 2 FIN-WAIT-2?",
                "60 LAST-ACK > F. 1:1(0) ack 2 TIME-WAIT?",
                "80 CLOSED < . 2:2(0) ack 2 TIME-WAIT");
        assertThat(result.ending()).isEqualTo(Ending.DONE);
        assertThat(network.now()).as("the one who closes second waits for nothing")
                .isEqualTo(80 * MemoryNetwork.MILLISECOND);
    }

    @Test
    void halfCloseGoesOnReceiving() {
        MemoryNetwork network = new MemoryNetwork().withListener();
        network.at(2000, () -> network.peer().send("late answer".getBytes(), network.now()));
        network.at(3000, () -> network.peer().close(network.now()));
        WalkResult result = network.walk(CloseMode.HALF, "GET");
        assertThat(network.rows()).contains("20 ESTABLISHED > P. 1:4(3) ack 1 ESTABLISHED?",
                "20 FIN-WAIT-1 > F. 4:4(0) ack 1 CLOSE-WAIT?",
                "2010 FIN-WAIT-2 < P. 1:12(11) ack 5 CLOSE-WAIT", "3010 TIME-WAIT < F. 12:12(0) ack 5 LAST-ACK");
        assertThat(result.ending()).isEqualTo(Ending.DONE);
    }

    @Test
    void peerThatNeverClosesIsReset() {
        MemoryNetwork network = new MemoryNetwork().withListener();
        WalkResult result = network.walk(CloseMode.FIN);
        assertThat(result.ending()).isEqualTo(Ending.PEER_STAYS_OPEN);
        assertThat(network.rows()).endsWith("20020 CLOSED > R. 2:2(0) ack 1 CLOSED?");
        assertThat(result.explanation()).contains("10.0.0.2:80").contains("20.0 s").contains("half open");
        assertThat(network.peer().state()).as("the reset is on its way").isEqualTo(TcpState.CLOSE_WAIT);
    }

    @Test
    void closeByReset() {
        MemoryNetwork network = new MemoryNetwork().withListener();
        WalkResult result = network.walk(CloseMode.RST, "x");
        assertThat(network.rows()).endsWith("40 CLOSED > R. 2:2(0) ack 1 CLOSED?");
        assertThat(result.ending()).isEqualTo(Ending.DONE);
        assertThat(result.path()).isEqualTo(network.shownPath());
    }

    @Test
    void closeNoneLeavesTheConnectionOpenWhileReading() {
        MemoryNetwork network = new MemoryNetwork().withListener();
        network.at(1000, () -> network.peer().close(network.now()));
        WalkResult result = network.walk(new WalkPlan(List.of(), CloseMode.NONE, 5 * SECOND, 20 * SECOND, false));
        assertThat(network.rows()).contains("1010 CLOSE-WAIT > . 1:1(0) ack 2 FIN-WAIT-2?")
                .endsWith("5020 CLOSED > R. 1:1(0) ack 2 CLOSED?");
        assertThat(result.ending()).isEqualTo(Ending.DONE);
    }

    @Test
    void refusalIsExplained() {
        MemoryNetwork network = new MemoryNetwork();
        network.with(segment -> network.fromPeer("R. 0:0(0) ack 1 win 0"));
        WalkResult result = network.walk(CloseMode.FIN);
        assertThat(result.ending()).isEqualTo(Ending.REFUSED);
        assertThat(result.explanation()).contains("refused").contains("nothing listens on port 80");
        assertThat(network.rows()).endsWith("20 CLOSED < R. 0:0(0) ack 1 CLOSED");
    }

    @Test
    void silenceIsExplainedByWhatWasTriedAndWhen() {
        MemoryNetwork network = new MemoryNetwork();
        WalkResult result = network.walk(CloseMode.FIN);
        assertThat(result.ending()).isEqualTo(Ending.NO_ANSWER);
        assertThat(result.explanation()).contains("4 SYNs at 0.0, 1.0, 3.0, 7.0 s").contains("firewall");
        assertThat(network.rows()).endsWith("15000 CLOSED gives up LISTEN").hasSize(5);
        assertThat(result.path()).isEqualTo(network.shownPath());
        assertThat(result.connection().outcome()).isEqualTo(Outcome.NO_ANSWER);
    }

    @Test
    void timeoutMayEndTheOpeningBeforeTheRetriesDo() {
        MemoryNetwork network = new MemoryNetwork();
        WalkResult result = network.walk(new WalkPlan(List.of(), CloseMode.FIN, 0, 2 * SECOND, false));
        assertThat(result.explanation()).contains("2 SYNs at 0.0, 1.0 s");
        assertThat(network.now()).isEqualTo(2 * SECOND);
    }

    @Test
    void vanishedPeerIsExplainedByWhatWasRepeated() {
        MemoryNetwork network = new MemoryNetwork().withListener();
        network.losing(Segment::isFin);
        WalkResult fin = network.walk(CloseMode.FIN);
        assertThat(fin.ending()).isEqualTo(Ending.NO_ANSWER);
        assertThat(fin.explanation()).contains("our FIN was repeated").contains("FIN-WAIT-1");
        MemoryNetwork other = new MemoryNetwork().withListener();
        other.losing(segment -> segment.length() > 0);
        assertThat(other.walk(CloseMode.FIN, "x").explanation()).contains("our data was repeated");
    }

    @Test
    void unreachableEndsTheOpeningAndNamesTheSender() {
        MemoryNetwork network = new MemoryNetwork();
        network.at(30, () -> network.see(new Sighting.ErrorSeen(network.icmp(3, 13, -1, ISS))));
        WalkResult result = network.walk(CloseMode.FIN);
        assertThat(result.ending()).isEqualTo(Ending.UNREACHABLE);
        assertThat(result.explanation()).contains("10.0.0.254").contains("communication administratively prohibited")
                .contains("firewall");
        assertThat(network.rows()).containsExactly("0 SYN-SENT > S 0:0(0) LISTEN",
                "30 SYN-SENT ICMP from 10.0.0.254: communication administratively prohibited LISTEN",
                "30 CLOSED gives up LISTEN");
    }

    @Test
    void icmpErrorThatQuotesNothingOfOursIsShownAndIgnored() {
        MemoryNetwork network = new MemoryNetwork().withListener().closingAfterUs();
        network.at(5, () -> network.see(new Sighting.ErrorSeen(network.icmp(3, 1, -1, 77))));
        assertThat(network.walk(CloseMode.FIN).ending()).isEqualTo(Ending.DONE);
        assertThat(network.rows()).contains("5 SYN-SENT ICMP from 10.0.0.254: host unreachable LISTEN");
    }

    @Test
    void openConnectionSurvivesAnUnreachable() {
        MemoryNetwork network = new MemoryNetwork().withListener().closingAfterUs();
        network.at(25, () -> network.see(new Sighting.ErrorSeen(network.icmp(3, 1, -1, ISS + 1))));
        assertThat(network.walk(CloseMode.FIN, "hello").ending()).isEqualTo(Ending.DONE);
    }

    @Test
    void shorterPacketsAreSentWhereARouterAsksForThem() {
        MemoryNetwork network = new MemoryNetwork().withListener().closingAfterUs();
        network.losing(segment -> segment.length() > 1000);
        network.at(25, () -> network.see(new Sighting.ErrorSeen(network.icmp(3, 4, 1000, ISS + 1))));
        WalkResult result = network.walk(CloseMode.FIN, "x".repeat(3000));
        assertThat(result.ending()).isEqualTo(Ending.DONE);
        assertThat(network.peer().bytesReceived()).isEqualTo(3000);
        assertThat(network.rows()).anySatisfy(row -> assertThat(row).contains("(948)"));
    }

    @Test
    void resetOnAnOpenConnectionSaysWhoInWhichStateAndWhy() {
        MemoryNetwork network = new MemoryNetwork().withListener();
        network.at(2000, () -> network.peer().abort(network.now()));
        WalkResult result = network.walk(new WalkPlan(bytes("x"), CloseMode.FIN, 10 * SECOND, 20 * SECOND, false));
        assertThat(result.ending()).isEqualTo(Ending.RESET);
        assertThat(result.explanation()).contains("10.0.0.2:80 reset the connection in ESTABLISHED")
                .contains("1990.0 ms after our last segment").contains("aborted on what we sent");
        assertThat(result.connection().outcome()).isEqualTo(Outcome.RESET);
        assertThat(result.path()).endsWith(TcpState.ESTABLISHED, TcpState.CLOSED);
    }

    @Test
    void resetInTimeWaitSpoilsNothing() {
        MemoryNetwork network = new MemoryNetwork();
        network.with(segment -> {
            if (segment.isSyn()) {
                network.fromPeer(SYN_ACK);
            } else if (segment.isFin()) {
                network.fromPeer("F. 1:1(0) ack 2 win 500");
                network.fromPeer("R 2:2(0) win 0");
            }
        });
        assertThat(network.walk(CloseMode.FIN).ending()).isEqualTo(Ending.DONE);
    }

    @Test
    void doubtfulSegmentsAreShownAndRemarkedUpon() {
        MemoryNetwork network = new MemoryNetwork();
        network.with(segment -> {
            if (segment.isSyn()) {
                network.fromPeer(network.now() < SECOND ? "S. 0:0(0) ack 77 win 65160" : SYN_ACK);
            } else if (segment.isAck() && segment.length() == 0 && !segment.isFin()) {
                network.fromPeer("R 3000:3000(0) win 0");
                network.with(ignored -> { });
            }
        });
        WalkResult result = network.walk(new WalkPlan(List.of(), CloseMode.RST, SECOND, 5 * SECOND, false));
        assertThat(result.ending()).isEqualTo(Ending.DONE);
        assertThat(network.rows()).anySatisfy(row -> assertThat(row).startsWith("20 SYN-SENT > R 77:77(0)"))
                .contains("1020 ESTABLISHED < S. 0:0(0) ack 1 SYN-RECEIVED");
        assertThat(network.notices()).hasSize(2)
                .anySatisfy(notice -> assertThat(notice).contains("SYN that was not sent"))
                .anySatisfy(notice -> assertThat(notice).contains("challenge ACK (RFC 5961 §3.2)"));
    }

    @Test
    void resetFromThisHostIsRecognizedAndNamed() {
        MemoryNetwork network = new MemoryNetwork().withListener();
        network.at(500, () -> network.foreign("R 1:1(0) win 0"));
        WalkResult result = network.walk(new WalkPlan(List.of(), CloseMode.FIN, 10 * SECOND, 20 * SECOND, false));
        assertThat(result.ending()).isEqualTo(Ending.RESET_BY_THIS_HOST);
        assertThat(result.explanation()).contains("This host itself").contains("kernel");
        assertThat(network.notices()).anySatisfy(notice -> assertThat(notice).contains("not sent by tcpwalk"));
    }

    @Test
    void packetsThatTheCaptureShowsTwiceAreOnce() {
        MemoryNetwork network = new MemoryNetwork().withListener().closingAfterUs();
        network.at(1, () -> network.foreign("S 0:0(0) win 64240 <mss 1460,sackOK,TS val 0 ecr 0,wscale 7>"));
        WalkResult result = network.walk(CloseMode.FIN);
        assertThat(result.ending()).isEqualTo(Ending.DONE);
        assertThat(network.rows()).filteredOn(row -> row.contains("> S 0")).hasSize(1);
        assertThat(network.notices()).isEmpty();
    }

    @Test
    void segmentsThatTheCaptureMissesAreShownAtTheEnd() {
        MemoryNetwork network = new MemoryNetwork().withListener().closingAfterUs();
        network.notCapturing(Segment::isFin);
        WalkResult result = network.walk(CloseMode.FIN);
        assertThat(result.ending()).isEqualTo(Ending.DONE);
        assertThat(result.steps()).anySatisfy(step -> assertThat(step.frame()).isZero());
        assertThat(network.notices()).anySatisfy(notice -> assertThat(notice).contains("did not appear"));
        assertThat(result.path()).isEqualTo(network.shownPath());
    }

    @Test
    void interruptionResetsAnOpenConnection() {
        MemoryNetwork network = new MemoryNetwork().withListener();
        network.at(300, () -> network.see(new Sighting.Interruption("Ctrl-C")));
        WalkResult result = network.walk(new WalkPlan(List.of(), CloseMode.FIN, 10 * SECOND, 20 * SECOND, false));
        assertThat(result.ending()).isEqualTo(Ending.INTERRUPTED);
        assertThat(network.rows()).endsWith("300 CLOSED > R. 1:1(0) ack 1 CLOSED?");
        assertThat(result.explanation()).isEqualTo("Stopped by Ctrl-C.");
    }

    @Test
    void interruptionInTimeWaitOnlyEndsTheWait() {
        MemoryNetwork network = new MemoryNetwork().withListener().closingAfterUs();
        network.at(300, () -> network.see(new Sighting.Interruption("Ctrl-C")));
        WalkResult result = network.walk(CloseMode.FIN);
        assertThat(result.ending()).isEqualTo(Ending.DONE);
        assertThat(network.rows()).noneSatisfy(row -> assertThat(row).contains("> R"));
    }

    @Test
    void lostCaptureEndsTheWalk() {
        MemoryNetwork network = new MemoryNetwork().withListener();
        network.at(300, () -> network.see(new Sighting.CaptureLost("the interface went away")));
        WalkResult result = network.walk(new WalkPlan(List.of(), CloseMode.FIN, 10 * SECOND, 20 * SECOND, false));
        assertThat(result.ending()).isEqualTo(Ending.CAPTURE_LOST);
        assertThat(result.explanation()).contains("the interface went away");
    }

    @Test
    void machineThatRefusesToSendIsQuoted() {
        MemoryNetwork network = new MemoryNetwork().refusing(new IOException("a rule of this machine forbids it"));
        WalkResult result = network.walk(CloseMode.FIN);
        assertThat(result.ending()).isEqualTo(Ending.CANNOT_SEND);
        assertThat(result.explanation()).contains("a rule of this machine forbids it");
    }

    @Test
    void simultaneousCloseShowsBothThroughClosing() {
        MemoryNetwork network = new MemoryNetwork().withListener();
        network.at(20, () -> network.peer().close(network.now()));
        WalkResult result = network.walk(CloseMode.FIN);
        assertThat(result.path()).contains(TcpState.CLOSING).isEqualTo(network.shownPath());
        assertThat(network.peer().state()).isEqualTo(TcpState.TIME_WAIT);
    }

    @Test
    void arrivalCapturedBeforeOurFinButProcessedAfterItKeepsTheStatesInOrder() {
        MemoryNetwork network = new MemoryNetwork();
        network.notCapturing(Segment::isFin);
        network.with(segment -> {
            if (segment.isSyn()) {
                network.fromPeer(SYN_ACK);
            } else if (segment.isFin()) {
                network.fromPeer("F. 1:1(0) ack 1 win 500");
            }
        });
        WalkResult result = network.walk(new WalkPlan(List.of(), CloseMode.FIN, 0, SECOND, false));
        assertThat(network.shownPath()).startsWith(TcpState.CLOSED, TcpState.SYN_SENT, TcpState.ESTABLISHED,
                TcpState.FIN_WAIT_1, TcpState.CLOSING).isEqualTo(result.path());
    }
}
