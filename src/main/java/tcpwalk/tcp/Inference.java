package tcpwalk.tcp;

import tcpwalk.wire.Segment;
import tcpwalk.wire.SequenceNumber;
import tcpwalk.wire.TcpFlags;

/**
 * What one segment tells of both ends: what its sender did, what it proves that the sender had received, and what it
 * will cause at the receiver if it arrives. The order is that of RFC 9293 §3.10.7: reset, SYN, ACK, FIN.
 *
 * <p>One instance serves a table's segments one after the other.
 */
final class Inference {

    /** While no round trip is known: less than the smallest retransmission time-out, 200 ms on Linux. */
    private static final long DEFAULT_PATIENCE = 150_000_000;
    /** Linux delays an acknowledgment by 40 ms at least (TCP_DELACK_MIN). */
    private static final long DELAYED_ACK = 40_000_000;

    private static final int NOT_ORDINARY = TcpFlags.SYN | TcpFlags.FIN | TcpFlags.RST;

    private final Presumptions presumptions = new Presumptions();
    private Connection connection;
    private Segment segment;
    private Side from;
    private Endpoint sender;
    private Endpoint receiver;

    /** Takes a connection's next segment. */
    void observe(Connection of, Segment next, Side by) {
        connection = of;
        segment = next;
        from = by;
        sender = of.end(by);
        receiver = of.end(by.other());
        if (isOrdinary()) {
            sender.record(segment);
            receiver.acknowledged(segment.ack());
        } else if (segment.isRst()) {
            reset();
        } else if (isPlausible()) {
            connection.timeHandshake(segment, from);
            exchange();
        } else {
            sender.countOnly(segment);
        }
    }

    /** The next in-order segment of an open connection, which can change no state: by far the most are. */
    private boolean isOrdinary() {
        return (segment.flags() & NOT_ORDINARY) == 0 && segment.isAck() && segment.seq() == sender.sndNxt()
                && sender.isQuiet() && receiver.isQuiet() && connection.handshakeRtt() >= 0;
    }

    /**
     * Whether the sender can have sent this in its stream. A number beyond everything that the receiver ever offered
     * to take (RFC 9293 §3.10.7.4, first check) changes nothing at either end.
     */
    private boolean isPlausible() {
        if (!sender.isNumbered() || segment.seq() == sender.sndNxt() || segment.isSyn()) {
            return true;
        }
        return !receiver.isWindowKnown() || !receiver.acknowledges()
                || SequenceNumber.isAtMost(segment.seq(), receiver.rightEdge());
    }

    private void exchange() {
        if (segment.isSyn()) {
            openStream();
        } else if (sender.state() == TcpState.UNKNOWN) {
            assumeEstablished();
        }
        Event act = act();
        int fresh = sender.record(segment);
        if (receiver.isFinSent()) {
            confirmFin();
        }
        if (act == Event.SENDS_FIN && closedBeforePeer()) {
            sender.actedBefore(Event.FIN_ARRIVES, act, connection.log(from));
        } else if (act != null || sender.isPresumed()) {
            sender.settle(presumptions.by(segment, sender, receiver, patience()), act, connection.log(from));
        }
        if (act == Event.SENDS_FIN) {
            connection.closes(from);
        }
        if (segment.isSyn()) {
            agreeOnScale();
            synArrives();
        }
        if (segment.isAck()) {
            ackArrives();
        }
        if (sender.isFinSent() && (fresh > 0 || segment.isFin() || segment.length() > 0 && sender.fin().isHeld())) {
            finArrives();
        }
    }

    /** Puts right what was assumed of an end before its SYN was seen. */
    private void openStream() {
        boolean bare = !segment.isAck();
        if (bare && sender.isNumbered() && sender.iss() != segment.seq() && sender.state() == TcpState.SYN_SENT) {
            sender.renumber();
        }
        if (bare && sender.state() == TcpState.LISTEN) {
            // It was taken for a listener; a SYN of its own shows an active open (RFC 9293 §3.5, Figure 7).
            sender.restart(TcpState.CLOSED);
        }
        if (!bare && !receiver.isNumbered()) {
            receiver.number(segment.ack() - 1);
            receiver.assume(TcpState.SYN_SENT, connection.log(from.other()));
        }
    }

    private void assumeEstablished() {
        sender.assume(TcpState.ESTABLISHED, connection.log(from));
        if (receiver.state() == TcpState.UNKNOWN) {
            receiver.assume(TcpState.ESTABLISHED, connection.log(from.other()));
        }
    }

    /** What the sender did by sending this, or null for data and acknowledgments. */
    private Event act() {
        if (segment.isSyn()) {
            return segment.isAck() ? Event.SENDS_SYN_ACK : Event.SENDS_SYN;
        }
        return segment.isFin() && !sender.isFinSent() ? Event.SENDS_FIN : null;
    }

    /** An acknowledgment of the peer's FIN proves its receipt, also where the presumption had been taken back. */
    private void confirmFin() {
        Fin fin = receiver.fin();
        if (segment.isAck() && segment.ack() == fin.end()) {
            fin.answered(segment);
            if (!sender.presumes(Event.FIN_ARRIVES)) {
                sender.apply(Event.FIN_ARRIVES, Evidence.CONFIRMED, connection.log(from));
            }
        } else if (fin.isReportedBy(segment.options())) {
            fin.holds();
        }
    }

    /** Whether this FIN, the first one seen, repeats one that was sent before the peer's arrived, and lost. */
    private boolean closedBeforePeer() {
        return sender.state() == TcpState.CLOSE_WAIT && !sender.isPresumed() && receiver.isFinSent()
                && receiver.fin().isAnsweredAfter(segment.end());
    }

    /** How long a segment may be on its way to and fro before its sender must have known. */
    private long patience() {
        long roundTrip = connection.handshakeRtt();
        return roundTrip < 0 ? DEFAULT_PATIENCE : 2 * roundTrip + DELAYED_ACK;
    }

    private void presume(Event event) {
        receiver.presume(event, segment.time(), connection.log(from.other()));
    }

    private void synArrives() {
        if (segment.isAck()) {
            if (acknowledgesSent()) {
                presume(Event.SYN_ACK_ARRIVES);
            }
            return;
        }
        boolean crossing = receiver.isSynSeen() && receiver.state() == TcpState.SYN_SENT;
        presume(Event.SYN_ARRIVES);
        if (crossing) {
            // The receiver's own SYN passed first and was taken for one to a listener.
            sender.presume(Event.SYN_ARRIVES, segment.time(), connection.log(from));
        }
    }

    /** Windows are scaled only when both SYNs say so (RFC 7323 §2.2). */
    private void agreeOnScale() {
        if (receiver.isSynSeen() && !(sender.offersScale() && receiver.offersScale())) {
            sender.refuseScale();
            receiver.refuseScale();
        }
    }

    /** SND.UNA < SEG.ACK =< SND.NXT counted from the SYN on (RFC 9293 §3.10.7.3, first check). */
    private boolean acknowledgesSent() {
        return receiver.isNumbered() && SequenceNumber.isBefore(receiver.iss(), segment.ack())
                && SequenceNumber.isAtMost(segment.ack(), receiver.sndNxt());
    }

    private void ackArrives() {
        if (!receiver.isNumbered()) {
            receiver.number(segment.ack() - 1);
            return;
        }
        boolean beyond = SequenceNumber.isBefore(receiver.sndNxt(), segment.ack());
        if (beyond && (receiver.isFinSent() || !receiver.state().isSynchronized())) {
            return;
        }
        receiver.acknowledged(segment.ack());
        if (receiver.state() == TcpState.SYN_RECEIVED && !segment.isSyn() && acknowledgesSent()) {
            presume(Event.ACK_OF_SYN_ARRIVES);
        }
        if (receiver.isFinAcknowledged()) {
            presume(Event.ACK_OF_FIN_ARRIVES);
        }
    }

    /** The receiver processes a FIN once everything before it has arrived, and never one without ACK. */
    private void finArrives() {
        if (segment.isAck() && sender.contiguous() == sender.finEnd()) {
            presume(Event.FIN_ARRIVES);
        }
    }

    private void reset() {
        sender.countOnly(segment);
        if (!ResetRule.takesEffect(segment, sender, receiver)) {
            return;
        }
        boolean listened = sender.state() == TcpState.LISTEN;
        if (listened && receiver.state() == TcpState.SYN_SENT) {
            connection.refuses();
        } else if (!connection.isOver()) {
            connection.resets(from);
        }
        sender.settle(presumptions.by(segment, sender, receiver, patience()), Event.SENDS_RST, connection.log(from));
        if (listened) {
            // That something listened was an assumption; its reset shows that nothing did.
            sender.restart(TcpState.CLOSED);
        }
        presume(Event.RST_ARRIVES);
    }
}
