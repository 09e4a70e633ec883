package tcpwalk.craft.endpoint;

import tcpwalk.tcp.Acceptability;
import tcpwalk.tcp.Event;
import tcpwalk.tcp.TcpState;
import tcpwalk.wire.Segment;
import tcpwalk.wire.SequenceNumber;
import tcpwalk.wire.TcpFlags;

/** A segment arrives in SYN-RECEIVED or later: the checks of RFC 9293 §3.10.7.4, in their order. */
final class SegmentArrival {

    private final Tcb tcb;
    private final Emitter emitter;
    private final Transmitter transmitter;
    private final Reassembly reassembly;
    private final ChallengeLimit challenges = new ChallengeLimit();
    private boolean peerClosed;
    private long received;

    SegmentArrival(Tcb tcb, Emitter emitter, Transmitter transmitter, Reassembly reassembly) {
        this.tcb = tcb;
        this.emitter = emitter;
        this.transmitter = transmitter;
        this.reassembly = reassembly;
    }

    /** Payload bytes of the peer's stream that are here without a gap. */
    long received() {
        return received;
    }

    /** Whether the peer's FIN has been taken. */
    boolean peerClosed() {
        return peerClosed;
    }

    void process(Segment arriving, long now) {
        Segment segment = withoutRepeatedSyn(arriving);
        boolean taken = passesTimestampCheck(segment, now) && passesSequenceCheck(segment, now)
                && passesResetCheck(segment, now) && passesSynCheck(segment, now) && passesAckCheck(segment, now);
        if (taken) {
            receiveStream(segment, segment.seq());
        }
    }

    /**
     * In a simultaneous open the peer's SYN comes twice, the second time with the ACK of ours (RFC 9293 §3.5, Figure
     * 7). What is new of it begins after the SYN.
     */
    private Segment withoutRepeatedSyn(Segment segment) {
        boolean crossed = tcb.state == TcpState.SYN_RECEIVED && segment.isSyn() && segment.isAck()
                && !segment.isRst() && segment.seq() == tcb.irs;
        if (!crossed) {
            return segment;
        }
        tcb.ackPending = true;
        return segment.copyWithPayload().flags(segment.flags() & ~TcpFlags.SYN).seq(segment.seq() + 1);
    }

    /** RFC 7323 §5.3: before all other checks, and not for resets. */
    private boolean passesTimestampCheck(Segment segment, long now) {
        if (tcb.timestamps.isMissingFrom(segment)) {
            tcb.remark(Remark.TIMESTAMP_MISSING, segment);
            return false;
        }
        if (segment.isRst() || !tcb.timestamps.isOld(segment)) {
            return true;
        }
        tcb.remark(Remark.OLD_TIMESTAMP, segment);
        answer(segment, now);
        return false;
    }

    /** First check: some of it must lie in the window. */
    private boolean passesSequenceCheck(Segment segment, long now) {
        boolean inWindow = Acceptability.isInWindow(segment.seq(), segment.sequenceLength(), tcb.rcvNxt, tcb.rcvWnd);
        // With a closed window the ACK and RST of the segment that comes next still count (RFC 9293 §3.10.7.4).
        boolean next = tcb.rcvWnd == 0 && segment.seq() == tcb.rcvNxt;
        if (inWindow || next) {
            tcb.timestamps.note(segment);
            return true;
        }
        if (segment.isRst()) {
            tcb.remark(Remark.RESET_IGNORED, segment);
            return false;
        }
        tcb.remark(reasonOutside(segment), segment);
        boolean repeatedFin = segment.isFin() && segment.end() == tcb.rcvNxt;
        if (tcb.state == TcpState.TIME_WAIT && repeatedFin) {
            // Our last ACK was lost: repeat it and wait 2 MSL anew (RFC 9293 §3.10.7.4, eighth check).
            tcb.timeWaitUntil = now + tcb.settings.twoMsl();
        }
        answer(segment, now);
        return false;
    }

    private Remark reasonOutside(Segment segment) {
        if (!SequenceNumber.isAtMost(segment.end(), tcb.rcvNxt)) {
            return Remark.OUTSIDE_WINDOW;
        }
        boolean probe = segment.seq() == tcb.rcvNxt - 1 && segment.length() <= 1
                && (segment.flags() & (TcpFlags.SYN | TcpFlags.FIN)) == 0;
        return probe ? Remark.KEEP_ALIVE : Remark.DUPLICATE;
    }

    /** Repeats what is expected next. A repetition of bytes always deserves it, an empty segment within limits. */
    private void answer(Segment segment, long now) {
        boolean repeatsBytes = segment.length() > 0 || segment.isFin();
        if (repeatsBytes || challenges.allows(now)) {
            emitter.ack(now);
        }
    }

    /** Second check, with the precision of RFC 5961 §3.2. */
    private boolean passesResetCheck(Segment segment, long now) {
        if (!segment.isRst()) {
            return true;
        }
        switch (Acceptability.ofReset(segment.seq(), tcb.rcvNxt, tcb.rcvWnd)) {
            case CLOSES -> tcb.fire(Event.RST_ARRIVES);
            case CHALLENGED -> {
                tcb.remark(Remark.RESET_CHALLENGED, segment);
                challenge(now);
            }
            case IGNORED -> tcb.remark(Remark.RESET_IGNORED, segment);
        }
        return false;
    }

    /** Fourth check: whoever sends a SYN into an open connection is asked what it knows (RFC 5961 §4.2). */
    private boolean passesSynCheck(Segment segment, long now) {
        if (!segment.isSyn()) {
            return true;
        }
        tcb.remark(Remark.SYN_CHALLENGED, segment);
        challenge(now);
        return false;
    }

    private void challenge(long now) {
        if (challenges.allows(now)) {
            emitter.ack(now);
        }
    }

    /** Fifth check: the ACK field. */
    private boolean passesAckCheck(Segment segment, long now) {
        if (!segment.isAck()) {
            tcb.remark(Remark.NO_ACK, segment);
            return false;
        }
        if (tcb.state == TcpState.SYN_RECEIVED && !completesOpen(segment, now)) {
            return false;
        }
        if (!Acceptability.isAcceptableAck(segment.ack(), tcb.sndUna, tcb.sndNxt, tcb.maxSndWnd)) {
            tcb.remark(Remark.BAD_ACK, segment);
            challenge(now);
            return false;
        }
        transmitter.acknowledged(segment, now);
        return tcb.state != TcpState.CLOSED;
    }

    private boolean completesOpen(Segment segment, long now) {
        boolean acksOurSyn = SequenceNumber.isBefore(tcb.sndUna, segment.ack())
                && SequenceNumber.isAtMost(segment.ack(), tcb.sndNxt);
        if (!acksOurSyn) {
            tcb.remark(Remark.BAD_ACK, segment);
            emitter.reset(segment.ack(), now);
            return false;
        }
        tcb.fire(Event.ACK_OF_SYN_ARRIVES);
        tcb.takeWindow(segment);
        return true;
    }

    /** Sixth to eighth checks: urgent pointer, text and FIN; {@code start} is the number of the first payload byte. */
    void receiveStream(Segment segment, int start) {
        if ((segment.flags() & TcpFlags.URG) != 0) {
            tcb.remark(Remark.URGENT, segment);
        }
        if (segment.length() == 0 && !segment.isFin()) {
            return;
        }
        if (peerClosed) {
            tcb.remark(Remark.DATA_AFTER_FIN, segment);
            return;
        }
        int end = start + segment.length();
        int edge = tcb.rcvNxt + (int) tcb.rcvWnd;
        boolean whole = SequenceNumber.isAtMost(end + (segment.isFin() ? 1 : 0), edge);
        if (segment.isFin() && whole) {
            reassembly.finAt(end);
        }
        if (!whole) {
            tcb.remark(Remark.BEYOND_WINDOW, segment);
        }
        int cut = whole ? end : SequenceNumber.isBefore(edge, end) ? edge : end;
        tcb.ackPending = true;
        takeInOrder(take(segment, start, reassembly.cutAtFin(cut)));
    }

    /** Sorts the numbers from {@code start} to {@code end} in; says how far the stream now reaches by them alone. */
    private int take(Segment segment, int start, int end) {
        int left = SequenceNumber.later(start, tcb.rcvNxt);
        if (left != start) {
            tcb.remark(Remark.OVERLAP, segment);
        }
        if (left == tcb.rcvNxt) {
            return SequenceNumber.later(left, end);
        }
        boolean kept = !SequenceNumber.isBefore(left, end) || reassembly.keep(left, end);
        tcb.remark(kept ? Remark.OUT_OF_ORDER : Remark.TOO_MANY_GAPS, segment);
        return tcb.rcvNxt;
    }

    private void takeInOrder(int arrived) {
        int reached = reassembly.cutAtFin(reassembly.advance(arrived));
        int length = reached - tcb.rcvNxt;
        if (length > 0) {
            tcb.listener.delivered(received, length);
            received += length;
            tcb.rcvNxt = reached;
        }
        if (reassembly.isFinNext(tcb.rcvNxt)) {
            peerClosed = true;
            tcb.rcvNxt++;
            tcb.fire(Event.FIN_ARRIVES);
        }
    }
}
