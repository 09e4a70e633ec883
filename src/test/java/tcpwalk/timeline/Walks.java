package tcpwalk.timeline;

import static tcpwalk.tcp.Side.CLIENT;
import static tcpwalk.tcp.Side.SERVER;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.TreeMap;
import tcpwalk.tcp.FindingKind;
import tcpwalk.tcp.ResetCause;
import tcpwalk.tcp.Roles;

/** Connections as they go on the wire, for the tests of everything that shows or explains them. */
public final class Walks {

    private static final String SYN_OPTIONS = " <mss 1460,sackOK,TS val 3101234567 ecr 0,wscale 7>";
    private static final String SYN_ACK_OPTIONS = " <mss 1460,sackOK,TS val 1190817263 ecr 3101234567,wscale 7>";

    private Walks() {
    }

    /** Every walk of this class by its name. */
    public static Map<String, TestWalk> all() {
        Map<String, TestWalk> walks = new TreeMap<>();
        for (Method method : Walks.class.getMethods()) {
            if (method.getReturnType() == TestWalk.class) {
                try {
                    walks.put(method.getName(), (TestWalk) method.invoke(null));
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException(method.getName(), e);
                }
            }
        }
        return walks;
    }

    /** Handshake only: the next segment is the caller's. */
    public static TestWalk opened() {
        return new TestWalk()
                .row(0.000, "> S 0:0(0) win 64240" + SYN_OPTIONS, "SYN-SENT | LISTEN")
                .row(5.058, "< S. 0:0(0) ack 1 win 65160" + SYN_ACK_OPTIONS, "ESTABLISHED? | SYN-RECEIVED")
                .row(5.116, "> . 1:1(0) ack 1 win 502", "ESTABLISHED | ESTABLISHED?");
    }

    /** RFC 9293 §3.6, Figure 12, with data both ways. */
    public static TestWalk closedByClient() {
        return opened()
                .row(5.301, "> P. 1:6(5) ack 1 win 502", "ESTABLISHED | ESTABLISHED?")
                .row(10.377, "< . 1:1(0) ack 6 win 509", "ESTABLISHED | ESTABLISHED")
                .row(11.020, "< P. 1:1201(1200) ack 6 win 509", "ESTABLISHED | ESTABLISHED")
                .row(11.060, "> . 6:6(0) ack 1201 win 501", "ESTABLISHED | ESTABLISHED")
                .row(50.402, "> F. 6:6(0) ack 1201 win 501", "FIN-WAIT-1 | CLOSE-WAIT?")
                .row(55.480, "< . 1201:1201(0) ack 7 win 509", "FIN-WAIT-2? | CLOSE-WAIT")
                .row(60.655, "< F. 1201:1201(0) ack 7 win 509", "TIME-WAIT? | LAST-ACK")
                .row(60.740, "> . 7:7(0) ack 1202 win 501", "TIME-WAIT | CLOSED?")
                .event(60_060.740, CLIENT, "2 MSL pass", "CLOSED | CLOSED?");
    }

    public static TestWalk threeSegmentClose() {
        return opened()
                .row(7.0, "< P. 1:22(21) ack 1 win 510", "ESTABLISHED | ESTABLISHED")
                .row(7.1, "> . 1:1(0) ack 22 win 502", "ESTABLISHED | ESTABLISHED")
                .row(8.0, "< F. 22:22(0) ack 1 win 510", "CLOSE-WAIT? | FIN-WAIT-1")
                .row(8.1, "> F. 1:1(0) ack 23 win 502", "LAST-ACK | FIN-WAIT-2?+TIME-WAIT?")
                .row(13.2, "< . 23:23(0) ack 2 win 510", "CLOSED? | TIME-WAIT");
    }

    public static TestWalk halfClosed() {
        return opened()
                .row(20, "> F. 1:1(0) ack 1 win 502", "FIN-WAIT-1 | CLOSE-WAIT?")
                .row(25, "< . 1:1(0) ack 2 win 509", "FIN-WAIT-2? | CLOSE-WAIT")
                .row(30, "< P. 1:12401(12400) ack 2 win 509", "FIN-WAIT-2 | CLOSE-WAIT")
                .row(30.1, "> . 2:2(0) ack 12401 win 300", "FIN-WAIT-2 | CLOSE-WAIT")
                .row(2120, "< F. 12401:12401(0) ack 2 win 509", "TIME-WAIT? | LAST-ACK")
                .finding(FindingKind.HALF_CLOSE, "the client closed its half 2.1 s before the server did")
                .row(2120.1, "> . 2:2(0) ack 12402 win 300", "TIME-WAIT | CLOSED?");
    }

    public static TestWalk lostThirdAck() {
        return opened()
                .row(1010, "< S. 0:0(0) ack 1 win 65160" + SYN_ACK_OPTIONS, "ESTABLISHED | ~SYN-RECEIVED")
                .finding(FindingKind.SYN_ACK_RETRANSMITTED, "sent again 1.0 s later")
                .finding(FindingKind.THIRD_ACK_LOST, "the server repeated its SYN,ACK 1.0 s after the third ACK passed")
                .row(1010.1, "> . 1:1(0) ack 1 win 502", "ESTABLISHED | ESTABLISHED?");
    }

    public static TestWalk lostSyn() {
        return new TestWalk()
                .row(0, "> S 0:0(0) win 64240" + SYN_OPTIONS, "SYN-SENT | LISTEN")
                .row(1024, "> S 0:0(0) win 64240" + SYN_OPTIONS, "SYN-SENT | LISTEN")
                .finding(FindingKind.SYN_RETRANSMITTED, "sent again after 1.02 s")
                .row(1029, "< S. 0:0(0) ack 1 win 65160" + SYN_ACK_OPTIONS, "ESTABLISHED? | SYN-RECEIVED")
                .row(1029.1, "> P. 1:101(100) ack 1 win 502", "ESTABLISHED | ESTABLISHED?")
                .row(1034, "< P. 1:12401(12400) ack 101 win 509", "ESTABLISHED | ESTABLISHED")
                .row(1112, "< FP. 12401:12501(100) ack 101 win 509", "CLOSE-WAIT? | FIN-WAIT-1")
                .row(1112.1, "> . 101:101(0) ack 12502 win 502", "CLOSE-WAIT | FIN-WAIT-2?")
                .row(3212, "> F. 101:101(0) ack 12502 win 502", "LAST-ACK | TIME-WAIT?")
                .row(3217, "< . 12502:12502(0) ack 102 win 509", "CLOSED? | TIME-WAIT");
    }

    public static TestWalk noAnswer() {
        return new TestWalk()
                .row(0, "> S 0:0(0) win 64240 <mss 1460>", "SYN-SENT | LISTEN")
                .row(1000, "> S 0:0(0) win 64240 <mss 1460>", "SYN-SENT | LISTEN")
                .finding(FindingKind.SYN_RETRANSMITTED, "sent again after 1 s")
                .row(3000, "> S 0:0(0) win 64240 <mss 1460>", "SYN-SENT | LISTEN")
                .finding(FindingKind.SYN_RETRANSMITTED, "sent again after 2 s")
                .finding(FindingKind.NO_ANSWER, "3 SYNs in 3 s, none answered");
    }

    public static TestWalk refused() {
        return new TestWalk()
                .row(0, "> S 0:0(0) win 64240" + SYN_OPTIONS, "SYN-SENT | LISTEN")
                .row(0.081, "< R. 3470901288:3470901288(0) ack 1 win 0", "CLOSED? | CLOSED")
                .finding(FindingKind.REFUSED, "port 8080 answered with RST").because(ResetCause.NOTHING_LISTENS);
    }

    public static TestWalk refusedTwice() {
        return refused()
                .row(500, "> S 0:0(0) win 64240" + SYN_OPTIONS, "~SYN-SENT | CLOSED")
                .finding(FindingKind.SYN_RETRANSMITTED, "sent again after 500 ms")
                .row(500.08, "< R. 3470901288:3470901288(0) ack 1 win 0", "CLOSED? | CLOSED")
                .finding(FindingKind.REFUSED, "port 8080 answered with RST again").because(ResetCause.NOTHING_LISTENS);
    }

    public static TestWalk lostLastAck() {
        return opened()
                .row(20, "> F. 1:1(0) ack 1 win 502", "FIN-WAIT-1 | CLOSE-WAIT?")
                .row(25, "< F. 1:1(0) ack 2 win 509", "FIN-WAIT-2?+TIME-WAIT? | LAST-ACK")
                .row(25.1, "> . 2:2(0) ack 2 win 502", "TIME-WAIT | CLOSED?")
                .row(230, "< F. 1:1(0) ack 2 win 509", "TIME-WAIT | ~LAST-ACK")
                .finding(FindingKind.FIN_RETRANSMITTED, "sent again after 205 ms")
                .finding(FindingKind.LAST_ACK_LOST, "the ACK 25.1 ms into the connection did not arrive")
                .row(230.1, "> . 2:2(0) ack 2 win 502", "TIME-WAIT | CLOSED?");
    }

    public static TestWalk lostFin() {
        return opened()
                .row(20, "> F. 1:1(0) ack 1 win 502", "FIN-WAIT-1 | CLOSE-WAIT?")
                .row(240, "> F. 1:1(0) ack 1 win 502", "FIN-WAIT-1 | ~ESTABLISHED")
                .finding(FindingKind.FIN_RETRANSMITTED, "sent again after 220 ms")
                .row(245, "< . 1:1(0) ack 2 win 509", "FIN-WAIT-2? | CLOSE-WAIT")
                .row(246, "> F. 1:1(0) ack 1 win 502", "~FIN-WAIT-1 | CLOSE-WAIT");
    }

    public static TestWalk simultaneousClose() {
        return opened()
                .row(20, "> F. 1:1(0) ack 1 win 502", "FIN-WAIT-1 | ESTABLISHED")
                .row(20.1, "< F. 1:1(0) ack 1 win 509", "CLOSING? | FIN-WAIT-1+CLOSING?")
                .finding(FindingKind.SIMULTANEOUS_CLOSE, "both FINs were under way at once")
                .row(25, "> . 2:2(0) ack 2 win 502", "CLOSING | TIME-WAIT?")
                .row(25.1, "< . 2:2(0) ack 2 win 509", "TIME-WAIT? | TIME-WAIT");
    }

    /** Both close at once, and the tap stands beside the server. */
    public static TestWalk simultaneousCloseFromAfar() {
        return opened()
                .row(20, "< F. 1:1(0) ack 1 win 509", "CLOSE-WAIT? | FIN-WAIT-1")
                .row(22, "> F. 1:1(0) ack 1 win 502", "~ESTABLISHED+FIN-WAIT-1+CLOSING? | CLOSING?")
                .finding(FindingKind.SIMULTANEOUS_CLOSE, "both FINs were under way at once");
    }

    /** RFC 9293 §3.5, Figure 7. */
    public static TestWalk simultaneousOpen() {
        return new TestWalk().from("CLOSED | CLOSED", Roles.SYN)
                .row(0, "> S 0:0(0) win 64240 <mss 1460>", "SYN-SENT | CLOSED")
                .row(0.1, "< S 0:0(0) win 64240 <mss 1460>", "SYN-RECEIVED? | SYN-SENT+SYN-RECEIVED?")
                .finding(FindingKind.SIMULTANEOUS_OPEN, "the SYNs crossed")
                .row(5, "> S. 0:0(0) ack 1 win 64240", "SYN-RECEIVED | ESTABLISHED?")
                .row(5.1, "< S. 0:0(0) ack 1 win 64240", "ESTABLISHED? | ESTABLISHED");
    }

    /** Both open at once, and the tap stands beside the client: its SYN,ACK passes before the server has seen any. */
    public static TestWalk simultaneousOpenFromAfar() {
        return new TestWalk().from("CLOSED | LISTEN", Roles.SYN)
                .row(0, "> S 0:0(0) win 64240 <mss 1460>", "SYN-SENT | LISTEN")
                .row(7.6, "< S 0:0(0) win 64240 <mss 1460>", "SYN-RECEIVED? | SYN-RECEIVED?")
                .row(7.7, "> S. 0:0(0) ack 1 win 64240", "SYN-RECEIVED | ESTABLISHED?")
                .row(8.8, "< S. 0:0(0) ack 1 win 64240", "ESTABLISHED? | ~SYN-RECEIVED+ESTABLISHED?")
                .finding(FindingKind.SIMULTANEOUS_OPEN, "the SYNs crossed");
    }

    /** The client's kernel, or its application, does not stand by the SYN when it is answered. */
    public static TestWalk openerGone() {
        return new TestWalk()
                .row(0, "> S 0:0(0) win 1024 <mss 1460>", "SYN-SENT | LISTEN")
                .row(0.1, "< S. 0:0(0) ack 1 win 64240 <mss 1460>", "ESTABLISHED? | SYN-RECEIVED")
                .row(0.2, "> R 1:1(0) win 0", "~SYN-SENT+CLOSED | CLOSED?")
                .finding(FindingKind.RESET, "sent by the client in SYN-SENT").because(ResetCause.OPENER_GONE);
    }

    /** A probe that carries the last byte once more draws a report that it came twice. */
    public static TestWalk keepAliveWithAByte() {
        return opened()
                .row(6, "> P. 1:6(5) ack 1 win 502", "ESTABLISHED | ESTABLISHED?")
                .row(11, "< . 1:1(0) ack 6 win 509", "ESTABLISHED | ESTABLISHED")
                .row(10_005, "> . 5:6(1) ack 1 win 502", "ESTABLISHED | ESTABLISHED")
                .finding(FindingKind.KEEP_ALIVE, "after 10 s without traffic")
                .row(10_010, "< . 1:1(0) ack 6 win 509 <sack 5:6>", "ESTABLISHED | ESTABLISHED")
                .finding(FindingKind.D_SACK, "1 byte came twice");
    }

    public static TestWalk resetAfterClose() {
        return opened()
                .row(6, "> F. 1:1(0) ack 1 win 502", "FIN-WAIT-1 | CLOSE-WAIT?")
                .row(11, "< . 1:1(0) ack 2 win 509", "FIN-WAIT-2? | CLOSE-WAIT")
                .row(12, "< P. 1:101(100) ack 2 win 509", "FIN-WAIT-2 | CLOSE-WAIT")
                .row(12.040, "> R 2:2(0) win 0", "CLOSED | CLOSED?")
                .finding(FindingKind.RESET, "sent 40 µs after data arrived in FIN-WAIT-2")
                .finding(FindingKind.DATA_AFTER_CLOSE, "100 bytes for a closed application")
                .because(ResetCause.DATA_AFTER_CLOSE);
    }

    public static TestWalk aborted() {
        return opened()
                .row(6, "> P. 1:101(100) ack 1 win 502", "ESTABLISHED | ESTABLISHED?")
                .row(11, "< . 1:1(0) ack 101 win 509", "ESTABLISHED | ESTABLISHED")
                .row(900, "> R. 101:101(0) ack 1 win 502", "CLOSED | CLOSED?")
                .finding(FindingKind.RESET, "sent by the client in ESTABLISHED")
                .because(ResetCause.APPLICATION_ABORTED);
    }

    /** RFC 9293 §3.5, Figure 8. */
    public static TestWalk oldDuplicateSyn() {
        return new TestWalk()
                .row(0, "> S 0:0(0) win 64240 <mss 1460>", "SYN-SENT | LISTEN")
                .row(2, "< S. 4294900000:4294900000(0) ack 4294967287 win 65160 <mss 1460>",
                        "SYN-SENT | SYN-RECEIVED")
                .finding(FindingKind.BAD_SYN_ACK, "it acknowledges number 10 below the SYN's")
                .row(2.1, "> R 4294967287:4294967287(0) win 0", "SYN-SENT | CLOSED?")
                .finding(FindingKind.OLD_DUPLICATE, "a SYN of an earlier attempt reached the server");
    }

    public static TestWalk halfOpenDiscovered() {
        return opened()
                .row(60_000, "> S 99999:99999(0) win 64240 <mss 1460>", "ESTABLISHED | ESTABLISHED")
                .row(60_001, "< . 1:1(0) ack 1 win 509", "ESTABLISHED | ESTABLISHED")
                .finding(FindingKind.CHALLENGE_ACK, "a SYN in ESTABLISHED was answered by ACK")
                .row(60_002, "> R 1:1(0) win 0", "CLOSED | CLOSED?")
                .finding(FindingKind.RESET, "sent by the client in answer to the challenge ACK")
                .because(ResetCause.NO_SUCH_CONNECTION);
    }

    public static TestWalk resetInSynReceived() {
        return new TestWalk()
                .row(0, "> S 0:0(0) win 1024 <mss 1460>", "SYN-SENT | LISTEN")
                .row(0.1, "< S. 0:0(0) ack 1 win 64240 <mss 1460>", "SYN-SENT | SYN-RECEIVED")
                .row(0.2, "> R 1:1(0) win 0", "CLOSED | CLOSED?")
                .finding(FindingKind.RESET, "sent by the client in SYN-SENT").because(ResetCause.OPENER_GONE);
    }

    public static TestWalk resetIgnored() {
        return opened()
                .row(20, "> R 50000001:50000001(0) win 0", "ESTABLISHED | ESTABLISHED")
                .finding(FindingKind.RESET_IGNORED, "seq is 50000000 above the number expected");
    }

    public static TestWalk keepAlive() {
        return opened()
                .row(10_005, "> . 0:0(0) ack 1 win 502", "ESTABLISHED | ESTABLISHED")
                .finding(FindingKind.KEEP_ALIVE, "after 10 s without traffic")
                .row(10_010, "< . 1:1(0) ack 1 win 509", "ESTABLISHED | ESTABLISHED")
                .row(20_005, "> . 0:0(0) ack 1 win 502", "ESTABLISHED | ESTABLISHED")
                .finding(FindingKind.KEEP_ALIVE, "after 10 s without traffic")
                .row(95_005, "> . 0:0(0) ack 1 win 502", "ESTABLISHED | ESTABLISHED")
                .finding(FindingKind.KEEP_ALIVE, "75 s after the one before")
                .finding(FindingKind.KEEP_ALIVE_UNANSWERED, "1 probe without an answer");
    }

    public static TestWalk zeroWindow() {
        return opened()
                .row(6, "> . 1:1449(1448) ack 1 win 502", "ESTABLISHED | ESTABLISHED")
                .finding(FindingKind.WINDOW_FULL, "1448 of 1448 bytes are under way")
                .row(11, "< . 1:1(0) ack 1449 win 0", "ESTABLISHED | ESTABLISHED")
                .finding(FindingKind.ZERO_WINDOW, "the server offers no room")
                .row(220, "> . 1448:1448(0) ack 1 win 502", "ESTABLISHED | ESTABLISHED")
                .finding(FindingKind.ZERO_WINDOW_PROBE, "after 209 ms")
                .row(225, "< . 1:1(0) ack 1449 win 0", "ESTABLISHED | ESTABLISHED")
                .row(430, "< . 1:1(0) ack 1449 win 509", "ESTABLISHED | ESTABLISHED")
                .row(431, "< . 1:1(0) ack 1449 win 100", "ESTABLISHED | ESTABLISHED")
                .finding(FindingKind.WINDOW_SHRUNK, "the right edge went back by 52352 bytes");
    }

    public static TestWalk lostData() {
        return opened()
                .row(6, "> . 1:101(100) ack 1 win 502", "ESTABLISHED | ESTABLISHED")
                .row(7, "> . 201:301(100) ack 1 win 502", "ESTABLISHED | ESTABLISHED")
                .row(11, "< . 1:1(0) ack 101 win 509", "ESTABLISHED | ESTABLISHED")
                .row(12, "< . 1:1(0) ack 101 win 509 <sack 201:301>", "ESTABLISHED | ESTABLISHED")
                .finding(FindingKind.DUPLICATE_ACK, "the first repeat of ack 101")
                .row(13, "> . 101:201(100) ack 1 win 502", "ESTABLISHED | ESTABLISHED")
                .finding(FindingKind.FAST_RETRANSMISSION, "after 3 duplicate ACKs")
                .row(14, "> . 1:101(100) ack 1 win 502", "ESTABLISHED | ESTABLISHED")
                .finding(FindingKind.SPURIOUS_RETRANSMISSION, "acknowledged 3 ms before")
                .row(19, "< . 1:1(0) ack 301 win 509 <sack 1:101>", "ESTABLISHED | ESTABLISHED")
                .finding(FindingKind.D_SACK, "bytes 1 to 100 came twice")
                .row(20, "> P. 401:501(100) ack 1 win 502", "ESTABLISHED | ESTABLISHED")
                .row(20.1, "> . 301:401(100) ack 1 win 502", "ESTABLISHED | ESTABLISHED")
                .finding(FindingKind.OUT_OF_ORDER, "100 µs behind the segment after it");
    }

    public static TestWalk deadPeer() {
        return opened()
                .row(6, "> P. 1:101(100) ack 1 win 502", "ESTABLISHED | ESTABLISHED")
                .row(210, "> P. 1:101(100) ack 1 win 502", "ESTABLISHED | ESTABLISHED")
                .finding(FindingKind.RETRANSMISSION, "after 204 ms")
                .row(620, "> P. 1:101(100) ack 1 win 502", "ESTABLISHED | ESTABLISHED")
                .finding(FindingKind.RETRANSMISSION, "after 410 ms")
                .row(1440, "> P. 1:101(100) ack 1 win 502", "ESTABLISHED | ESTABLISHED")
                .finding(FindingKind.RETRANSMISSION, "after 820 ms")
                .event(2000, null, "ICMP host unreachable from 10.99.0.254", "ESTABLISHED | ESTABLISHED");
    }

    public static TestWalk outsideWindow() {
        return opened()
                .row(20, "> . 4294966400:4294966401(1) ack 1 win 502", "ESTABLISHED | ESTABLISHED")
                .finding(FindingKind.OUTSIDE_WINDOW, "897 below the number expected")
                .row(20.1, "< . 1:1(0) ack 1 win 509", "ESTABLISHED | ESTABLISHED")
                .row(30, "> U. 1:2(1) ack 1 win 502 urg 1", "ESTABLISHED | ESTABLISHED")
                .finding(FindingKind.URGENT, "urgent pointer 1")
                .row(31, "> SFRPU 2:2(0) win 0", "ESTABLISHED | ESTABLISHED")
                .finding(FindingKind.ILLEGAL_FLAGS, "SYN, FIN and RST together");
    }

    public static TestWalk fastOpen() {
        return new TestWalk()
                .row(0, "> S 0:100(100) win 64240 <mss 1460,fastopen 8>", "SYN-SENT | LISTEN")
                .finding(FindingKind.FAST_OPEN, "100 bytes in the SYN")
                .row(5, "< S. 0:0(0) ack 101 win 65160 <mss 1460>", "ESTABLISHED? | SYN-RECEIVED")
                .row(6, "< F. 1:1(0) ack 101 win 509", "CLOSE-WAIT? | FIN-WAIT-1");
    }

    public static TestWalk fastOpenRequest() {
        return new TestWalk()
                .row(0, "> S 0:0(0) win 64240 <mss 1460,fastopen 0>", "SYN-SENT | LISTEN")
                .row(5, "< S. 0:0(0) ack 1 win 65160", "SYN-SENT | SYN-RECEIVED")
                .finding(FindingKind.SYN_COOKIE_SUSPECTED, "the SYN,ACK has no options")
                .row(6, "> F. 1:1(0) ack 1 win 64240", "ESTABLISHED+FIN-WAIT-1 | CLOSE-WAIT?");
    }

    public static TestWalk halfOpen() {
        return new TestWalk()
                .row(0, "> S 0:0(0) win 64240 <mss 1460>", "SYN-SENT | LISTEN")
                .row(1, "< S. 0:0(0) ack 1 win 65160 <mss 1460>", "SYN-SENT | SYN-RECEIVED")
                .row(1001, "< S. 0:0(0) ack 1 win 65160 <mss 1460>", "SYN-SENT | SYN-RECEIVED")
                .finding(FindingKind.SYN_ACK_RETRANSMITTED, "sent again after 1 s")
                .row(3001, "< S. 0:0(0) ack 1 win 65160 <mss 1460>", "SYN-SENT | SYN-RECEIVED")
                .finding(FindingKind.HANDSHAKE_INCOMPLETE, "no third segment in 3 s")
                .finding(FindingKind.SYN_FLOOD, "214 half-open connections to 10.99.0.2:8080");
    }

    public static TestWalk splitHandshake() {
        return new TestWalk()
                .row(0, "> S 0:0(0) win 64240 <mss 1460>", "SYN-SENT | LISTEN")
                .row(1, "< S 0:0(0) win 65160 <mss 1460>", "SYN-RECEIVED? | LISTEN")
                .finding(FindingKind.SPLIT_HANDSHAKE, "the server sent a bare SYN");
    }

    public static TestWalk newIsnRetry() {
        return new TestWalk()
                .row(0, "> S 0:0(0) win 64240 <mss 1460>", "SYN-SENT | LISTEN")
                .row(1000, "> S 777:777(0) win 64240 <mss 1460>", "SYN-SENT | LISTEN")
                .finding(FindingKind.NEW_ISN_RETRY, "777 above the first");
    }

    public static TestWalk midStream() {
        return new TestWalk().from("UNKNOWN | UNKNOWN", Roles.PORT)
                .row(0, "< P. 1:101(100) ack 1 win 509", "ESTABLISHED | ESTABLISHED")
                .finding(FindingKind.MID_STREAM, "no SYN was captured")
                .row(0.1, "> . 1:1(0) ack 101 win 502", "ESTABLISHED | ESTABLISHED");
    }

    public static TestWalk unansweredFin() {
        return opened()
                .row(20, "> F. 1:1(0) ack 1 win 502", "FIN-WAIT-1 | CLOSE-WAIT?")
                .row(240, "> F. 1:1(0) ack 1 win 502", "FIN-WAIT-1 | ~ESTABLISHED")
                .finding(FindingKind.FIN_RETRANSMITTED, "sent again after 220 ms")
                .finding(FindingKind.UNANSWERED_FIN, "2 FINs in 220 ms");
    }

    public static TestWalk closesBeforeEstablished() {
        return new TestWalk()
                .row(0, "> S 0:0(0) win 64240 <mss 1460>", "SYN-SENT | LISTEN")
                .row(1, "< S. 0:0(0) ack 1 win 65160 <mss 1460>", "ESTABLISHED? | SYN-RECEIVED")
                .row(2, "< F. 1:1(0) ack 1 win 65160", "CLOSE-WAIT? | FIN-WAIT-1");
    }

    public static TestWalk finBeforeEstablished() {
        return new TestWalk()
                .row(0, "> S 0:0(0) win 64240 <mss 1460>", "SYN-SENT | LISTEN")
                .row(1, "< S. 0:0(0) ack 1 win 65160 <mss 1460>", "ESTABLISHED? | SYN-RECEIVED")
                .row(2, "> F. 1:1(0) ack 0 win 65160", "FIN-WAIT-1 | CLOSE-WAIT?");
    }

    public static TestWalk reusedTimeWait() {
        return new TestWalk()
                .row(0, "> S 0:0(0) win 64240 <mss 1460>", "SYN-SENT | LISTEN")
                .finding(FindingKind.TIME_WAIT_REUSE, "20 s into the server's TIME-WAIT");
    }

    public static TestWalk overIpv6() {
        return closedByClient().between("2001:db8:85a3:8d3:1319:8a2e:370:7348", 47076, "fd99::2", 8080)
                .on("veth\u202e\u001b[31m0").id(7).peers(new PeerVerdicts("SF", "ShADadFf", 31));
    }

    public static TestWalk timersOfBothEnds() {
        return opened()
                .event(100, SERVER, "the application has not read for 95 ms", "ESTABLISHED | ESTABLISHED")
                .event(200, CLIENT, "the retransmission timer fires", "ESTABLISHED | ESTABLISHED");
    }

    /** Presumptions that fall for less common reasons. */
    public static TestWalk takenBack() {
        return new TestWalk()
                .row(0, "> S 0:0(0) win 64240 <mss 1460>", "SYN-SENT | LISTEN")
                .row(1, "< S. 0:0(0) ack 1 win 65160 <mss 1460>", "ESTABLISHED? | SYN-RECEIVED")
                .row(1000, "> S 0:0(0) win 64240 <mss 1460>", "~SYN-SENT | SYN-RECEIVED")
                .row(1001, "< S. 0:0(0) ack 1 win 65160 <mss 1460>", "ESTABLISHED? | SYN-RECEIVED")
                .row(1002, "> . 1:1(0) ack 1 win 502", "ESTABLISHED | ESTABLISHED")
                .row(1003, "< R. 1:1(0) ack 1 win 0", "CLOSED? | CLOSED")
                .row(1004, "> . 1:101(100) ack 1 win 502", "~ESTABLISHED | CLOSED");
    }

    public static TestWalk forgottenFin() {
        return opened()
                .row(20, "> F. 1:1(0) ack 1 win 502", "FIN-WAIT-1 | CLOSE-WAIT?")
                .row(25, "< P. 1:101(100) ack 1 win 509", "FIN-WAIT-1 | ~ESTABLISHED");
    }
}
