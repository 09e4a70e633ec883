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

    private static final int CONTROLS = TcpFlags.SYN | TcpFlags.FIN | TcpFlags.RST | TcpFlags.URG | TcpFlags.ACK;

    private final Observation seen = new Observation();
    private final Assumptions assumptions = new Assumptions(seen);
    private final Presumptions presumptions = new Presumptions();
    private final Diagnosis diagnosis;
    private Connection connection;
    private Segment segment;
    private Side from;
    private Endpoint sender;
    private Endpoint receiver;

    Inference(Diagnosis diagnosis) {
        this.diagnosis = diagnosis;
    }

    /** Takes a connection's next segment. */
    void observe(Connection of, Segment next, Side by) {
        look(of, next, by);
        if (isOrdinary() && !of.isFirstCut(next)) {
            int lastAck = receiver.rcvNxt();
            sender.confirmAll();
            sender.record(segment);
            if (segment.length() > 0) {
                connection.speaks(from);
            }
            receiver.acknowledged(segment.ack(), segment.time());
            if (segment.options().hasTimestamps()) {
                sender.stamp(segment, lastAck);
            }
            return;
        }
        seen.begin(of, next, by);
        seen.became(segment.isRst() ? reset() : admit());
        diagnosis.observed(seen);
    }

    /** Takes a frame that holds the same packet as an earlier one: it tells nothing of either end. */
    void observeAgain(Connection of, Segment copy, Side by) {
        look(of, copy, by);
        seen.begin(of, copy, by);
        seen.became(Acceptance.CAPTURED_TWICE);
        diagnosis.observed(seen);
    }

    /** Nothing more comes of a connection. */
    void conclude(Connection of, long now) {
        seen.end(of, now);
        diagnosis.ended(seen);
    }

    /** A connection goes on from its row; its first segment without all its payload was in that frame, if not 0. */
    void resume(Connection of, long cutFrame) {
        if (cutFrame != 0) {
            seen.end(of, of.lastTime());
            diagnosis.cutBefore(seen, cutFrame);
        }
    }

    /** The next connection begins in another one's place; null if not. */
    void follows(Connection earlier) {
        seen.follows(earlier);
    }

    private void look(Connection of, Segment next, Side by) {
        connection = of;
        segment = next;
        from = by;
        sender = of.end(by);
        receiver = of.end(by.other());
    }

    /** The next in-order segment of an open connection, in which nothing can stand out: by far the most are. */
    private boolean isOrdinary() {
        return (segment.flags() & CONTROLS) == TcpFlags.ACK && sender.isOpen() && receiver.isOpen()
                && sender.continuesWith(segment) && receiver.expects(segment) && connection.isTimed()
                && segment.time() >= connection.lastTime() && !segment.truncated()
                && (!sender.isPresumed() || isProofOfOpening());
    }

    /** Whether the sender can send this only because the handshake is complete, as it was presumed to be. */
    private boolean isProofOfOpening() {
        return !receiver.isFastOpen() && !sender.presumes(Event.SYN_ARRIVES);
    }

    private Acceptance admit() {
        Acceptance fate = Admission.of(segment, sender, receiver);
        if (fate == Acceptance.TAKEN) {
            connection.timeHandshake(segment, from);
            exchange();
        } else {
            sender.countOnly(segment);
        }
        return fate;
    }

    private void exchange() {
        assumptions.accountForSegment();
        Event act = act();
        int lastAck = receiver.rcvNxt();
        int fresh = sender.record(segment);
        seen.brought(fresh);
        if (segment.length() > 0) {
            connection.speaks(from);
        }
        if (segment.options().hasTimestamps()) {
            sender.stamp(segment, lastAck);
        }
        if (segment.isSyn() && receiver.isSynSeen()) {
            sender.settleScale(receiver);
        }
        if (receiver.isFinSent()) {
            confirmFin();
        }
        if (act == Event.SENDS_FIN && closedBeforePeer()) {
            sender.actedBefore(Event.FIN_ARRIVES, act, seen.log(from));
        } else if (act != null || sender.isPresumed()) {
            settle(act);
        }
        if (receiver.isFinSent()) {
            receiver.fin().reported(segment);
        }
        if (act == Event.SENDS_FIN) {
            connection.closes(from);
        }
        if (segment.isSyn()) {
            synArrives();
        }
        if (segment.isAck()) {
            ackArrives();
        }
        if (sender.isFinSent() && (fresh > 0 || segment.isFin() || segment.length() > 0 && sender.fin().isHeld())) {
            finArrives();
        }
    }

    private void settle(Event act) {
        long patience = HandshakeClock.patience(connection.handshakeRtt());
        sender.settle(presumptions.by(segment, sender, receiver, patience), act, seen.log(from));
        seen.showsLost(presumptions.lost());
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
                sender.apply(Event.FIN_ARRIVES, Evidence.CONFIRMED, seen.log(from));
            }
        }
    }

    /** Whether this FIN, the first one seen, repeats one that was sent before the peer's arrived, and lost. */
    private boolean closedBeforePeer() {
        return sender.state() == TcpState.CLOSE_WAIT && !sender.isPresumed() && receiver.isFinSent()
                && receiver.fin().isAnsweredAfter(segment.end());
    }

    private void presume(Event event) {
        receiver.presume(event, segment.time(), seen.log(from.other()));
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
            sender.presume(Event.SYN_ARRIVES, segment.time(), seen.log(from));
        }
    }

    /** SND.UNA < SEG.ACK =< SND.NXT counted from the SYN on (RFC 9293 §3.10.7.3, first check). */
    private boolean acknowledgesSent() {
        return receiver.isNumbered() && SequenceNumber.isBefore(receiver.iss(), segment.ack())
                && SequenceNumber.isAtMost(segment.ack(), receiver.sndNxt());
    }

    private void ackArrives() {
        if (!receiver.isNumbered()) {
            if (sender.isSynSeen()) {
                receiver.number(segment.ack() - 1);
            } else {
                receiver.numberMidStream(segment.ack() - 1);
            }
            return;
        }
        boolean beyond = SequenceNumber.isBefore(receiver.sndNxt(), segment.ack());
        if (beyond && (receiver.isFinSent() || !receiver.state().isSynchronized())) {
            return;
        }
        seen.acknowledgesUnseen(receiver.missingBelow(segment.ack())
                + (beyond ? segment.ack() - receiver.sndNxt() : 0));
        receiver.acknowledged(segment.ack(), segment.time());
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

    private Acceptance reset() {
        sender.countOnly(segment);
        switch (ResetRule.judge(segment, sender, receiver)) {
            case IGNORED:
                return Acceptance.RESET_IGNORED;
            case CHALLENGED:
                return Acceptance.RESET_CHALLENGED;
            case CLOSES:
                break;
        }
        if (ResetRule.answersBadAck(segment, sender, receiver)) {
            presume(Event.RST_ARRIVES);
            return Acceptance.RESETS;
        }
        boolean listened = sender.state() == TcpState.LISTEN;
        boolean refused = connection.outcome() == Outcome.REFUSED;
        if ((listened || refused) && (receiver.state() == TcpState.SYN_SENT || !receiver.isNumbered())) {
            connection.refuses();
        } else if (!connection.isOver()) {
            connection.resets(from);
        }
        settle(Event.SENDS_RST);
        if (listened) {
            // That something listened was an assumption; its reset shows that nothing did.
            sender.restart(TcpState.CLOSED);
        }
        presume(Event.RST_ARRIVES);
        return Acceptance.RESETS;
    }
}
