package tcpwalk.tcp;

import tcpwalk.wire.Segment;
import tcpwalk.wire.SequenceNumber;

/** Whether a reset takes effect, seen from outside: RFC 9293 §3.10.7 with RFC 5961 §3.2. */
final class ResetRule {

    private ResetRule() {
    }

    /**
     * What the receiver makes of a reset. Its RCV.NXT lies between what it has acknowledged and what has passed the tap
     * without a gap; a reset at either bound, or at the end of everything seen, is taken as the exact one.
     */
    static Acceptability.Reset judge(Segment segment, Endpoint sender, Endpoint receiver) {
        return switch (receiver.state()) {
            // A listener ignores a reset, whatever else the segment asks for (RFC 9293 §3.10.7.2, first check).
            case CLOSED, LISTEN -> segment.isSyn() || answersBadAck(segment, sender, receiver)
                    ? Acceptability.Reset.IGNORED : Acceptability.Reset.CLOSES;
            case SYN_SENT -> inSynSent(segment, receiver) ? Acceptability.Reset.CLOSES : Acceptability.Reset.IGNORED;
            case UNKNOWN -> Acceptability.Reset.CLOSES;
            case SYN_RECEIVED, ESTABLISHED, FIN_WAIT_1, FIN_WAIT_2, CLOSE_WAIT, CLOSING, LAST_ACK, TIME_WAIT ->
                    bySequence(segment, sender, receiver);
        };
    }

    /** In the states in which the sequence number counts. */
    private static Acceptability.Reset bySequence(Segment segment, Endpoint sender, Endpoint receiver) {
        if (!sender.isNumbered()) {
            return Acceptability.Reset.CLOSES;
        }
        int seq = segment.seq();
        boolean exact = seq == sender.contiguous() || seq == sender.sndNxt()
                || receiver.acknowledges() && seq == receiver.rcvNxt();
        if (exact) {
            return Acceptability.Reset.CLOSES;
        }
        int rcvNxt = receiver.acknowledges() ? receiver.rcvNxt() : sender.contiguous();
        if (SequenceNumber.isBefore(rcvNxt, seq) && SequenceNumber.isBefore(seq, sender.contiguous())) {
            return Acceptability.Reset.CLOSES;
        }
        return Acceptability.ofReset(seq, sender.contiguous(), receiver.window());
    }

    /** In SYN-SENT the reset must acknowledge our SYN (RFC 9293 §3.10.7.3, second check). */
    private static boolean inSynSent(Segment segment, Endpoint receiver) {
        return segment.isAck() && SequenceNumber.isBefore(receiver.iss(), segment.ack())
                && SequenceNumber.isAtMost(segment.ack(), receiver.sndNxt());
    }

    /**
     * A reset of a bad acknowledgment leaves its sender as it was (RFC 9293 §3.10.7.3, first check). One that has
     * aborted opens nothing any more.
     */
    static boolean answersBadAck(Segment segment, Endpoint sender, Endpoint receiver) {
        return !segment.isAck() && !sender.state().isSynchronized() && sender.state() != TcpState.CLOSED
                && receiver.acknowledges() && segment.seq() == receiver.rcvNxt()
                && receiver.rcvNxt() != sender.iss() + 1;
    }
}
