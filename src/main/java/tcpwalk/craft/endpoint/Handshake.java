package tcpwalk.craft.endpoint;

import tcpwalk.tcp.Event;
import tcpwalk.wire.Segment;
import tcpwalk.wire.SequenceNumber;

/** A segment arrives while the connection is not yet open, or is gone: RFC 9293 §3.10.7.1 to §3.10.7.3. */
final class Handshake {

    private final Tcb tcb;
    private final Emitter emitter;
    private final Transmitter transmitter;
    private final SegmentArrival arrival;

    Handshake(Tcb tcb, Emitter emitter, Transmitter transmitter, SegmentArrival arrival) {
        this.tcb = tcb;
        this.emitter = emitter;
        this.transmitter = transmitter;
        this.arrival = arrival;
    }

    /** Active open: the SYN goes out. */
    void open(long now) {
        tcb.fire(Event.SENDS_SYN);
        transmitter.opened(now);
        emitter.syn(now);
    }

    /**
     * What a segment meets in CLOSED. Only an end that aborted answers: its reset may have been lost or challenged. A
     * connection that ended in good order stays silent, since its peer has nothing left that a reset could tell.
     */
    void inClosed(Segment segment, long now) {
        if (!tcb.aborted || segment.isRst()) {
            return;
        }
        tcb.remark(Remark.AFTER_ABORT, segment);
        refuse(segment, now);
    }

    private void refuse(Segment segment, long now) {
        if (segment.isAck()) {
            emitter.reset(segment.ack(), now);
        } else {
            emitter.resetUnacknowledging(segment);
        }
    }

    void inListen(Segment segment, long now) {
        if (segment.isRst()) {
            return;
        }
        if (segment.isAck()) {
            emitter.reset(segment.ack(), now);
            return;
        }
        if (segment.isSyn()) {
            tcb.synchronize(segment);
            tcb.ecn.asked(segment);
            tcb.fire(Event.SENDS_SYN_ACK);
            transmitter.opened(now);
            emitter.synAck(now);
        }
    }

    void inSynSent(Segment segment, long now) {
        boolean acksOurSyn = segment.isAck() && SequenceNumber.isBefore(tcb.sndUna, segment.ack())
                && SequenceNumber.isAtMost(segment.ack(), tcb.sndNxt);
        if (segment.isAck() && !acksOurSyn) {
            refuseBadAck(segment, now);
        } else if (segment.isRst()) {
            takeReset(segment, acksOurSyn);
        } else if (!segment.isSyn()) {
            tcb.remark(Remark.NOT_A_SYN, segment);
        } else if (acksOurSyn) {
            complete(segment, now);
        } else {
            cross(segment, now);
        }
    }

    /** First check: an ACK of something else belongs to another connection, which its sender must forget. */
    private void refuseBadAck(Segment segment, long now) {
        if (segment.isRst()) {
            tcb.remark(Remark.BARE_RESET_IGNORED, segment);
            return;
        }
        tcb.remark(Remark.BAD_SYN_ACK, segment);
        emitter.reset(segment.ack(), now);
    }

    /** Second check: a reset counts only with proof that its sender saw our SYN (RFC 5961 §3.2). */
    private void takeReset(Segment segment, boolean acksOurSyn) {
        if (acksOurSyn) {
            tcb.fire(Event.RST_ARRIVES);
        } else {
            tcb.remark(Remark.BARE_RESET_IGNORED, segment);
        }
    }

    /** Fourth check, first case: the SYN,ACK. Its ACK goes out bare, so that the third step is seen as such. */
    private void complete(Segment synAck, long now) {
        tcb.synchronize(synAck);
        tcb.ecn.answered(synAck);
        tcb.fire(Event.SYN_ACK_ARRIVES);
        transmitter.acknowledged(synAck, now);
        arrival.receiveStream(synAck, synAck.seq() + 1);
        emitter.ack(now);
    }

    /** Fourth check, second case: both ends open at once. */
    private void cross(Segment syn, long now) {
        tcb.synchronize(syn);
        tcb.fire(Event.SYN_ARRIVES);
        transmitter.restarted(now);
        emitter.synAck(now);
    }

    /**
     * What a SYN means in SYN-RECEIVED.
     *
     * @return whether there is nothing else to look at in this segment
     */
    boolean repeatsSyn(Segment segment, long now) {
        boolean sameSyn = segment.isSyn() && !segment.isRst() && segment.seq() == tcb.irs;
        if (!sameSyn || segment.isAck()) {
            return false;
        }
        // The RFC acknowledges a duplicate; only the SYN,ACK itself helps a peer that has not seen it. So does Linux.
        tcb.remark(Remark.DUPLICATE, segment);
        emitter.synAck(now);
        return true;
    }
}
