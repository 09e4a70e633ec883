package tcpwalk.tcp;

import tcpwalk.wire.Segment;
import tcpwalk.wire.SequenceNumber;

/**
 * Whether a segment can be taken at all, seen from outside: the checks that RFC 9293 §3.10.7.4 puts before everything
 * else. What fails them changes nothing at either end. Resets are judged by {@link ResetRule}.
 */
final class Admission {

    /** After so long without a segment, TS.Recent no longer counts (RFC 7323 §5.5). */
    private static final long TIMESTAMPS_EXPIRE = 24L * 24 * 3600 * 1_000_000_000;

    private Admission() {
    }

    static Acceptance of(Segment segment, Endpoint sender, Endpoint receiver) {
        if (IllegalFlags.isDropped(segment.flags())) {
            return Acceptance.ILLEGAL_FLAGS;
        }
        if (segment.isSyn()) {
            return questions(segment, sender, receiver) ? Acceptance.SYN_CHALLENGED : Acceptance.TAKEN;
        }
        boolean oldAck = segment.isAck() && receiver.state().isSynchronized() && receiver.predates(segment.ack());
        if (sender.predates(segment.seq()) || oldAck) {
            return Acceptance.PREDATES;
        }
        if (isOutsideWindow(segment, sender, receiver)) {
            return Acceptance.OUTSIDE_WINDOW;
        }
        if (hasOldTimestamp(segment, sender, receiver)) {
            return Acceptance.OLD_TIMESTAMP;
        }
        return acknowledgesUnsent(segment, sender, receiver) ? Acceptance.ACKS_UNSENT : Acceptance.TAKEN;
    }

    /**
     * A SYN that its receiver must question: one with another number from an end that is synchronized (RFC 5961 §4.2),
     * or one in TIME-WAIT that nothing shows to be new.
     */
    static boolean questions(Segment syn, Endpoint sender, Endpoint receiver) {
        if (sender.state() == TcpState.TIME_WAIT) {
            return false;
        }
        if (!syn.isAck() && receiver.state() == TcpState.TIME_WAIT) {
            return !isNewTo(syn, sender);
        }
        return sender.state().isSynchronized() && sender.iss() != syn.seq() && (sender.isSynSeen() || !syn.isAck());
    }

    /** A greater sequence number or a newer timestamp than the last connection's (RFC 9293 §3.6.1, RFC 6191 §2). */
    private static boolean isNewTo(Segment syn, Endpoint sender) {
        boolean stamped = sender.isTimestamped() && syn.options().hasTimestamps();
        return SequenceNumber.isBefore(sender.sndNxt(), syn.seq())
                || stamped && SequenceNumber.isBefore(sender.timestamp(), syn.options().timestampValue());
    }

    /** A number beyond everything that the receiver ever offered to take (RFC 9293 §3.10.7.4, first check). */
    private static boolean isOutsideWindow(Segment segment, Endpoint sender, Endpoint receiver) {
        if (!sender.isNumbered() || segment.seq() == sender.sndNxt()) {
            return false;
        }
        return receiver.isWindowKnown() && receiver.acknowledges()
                && SequenceNumber.isBefore(receiver.rightEdge(), segment.seq());
    }

    /** Protection against wrapped sequence numbers (RFC 7323 §5.3); bare acknowledgments may come late. */
    private static boolean hasOldTimestamp(Segment segment, Endpoint sender, Endpoint receiver) {
        return segment.options().hasTimestamps() && sender.isTimestamped() && segment.sequenceLength() > 0
                && receiver.state().isSynchronized()
                && SequenceNumber.isBefore(segment.options().timestampValue(), sender.timestamp())
                && segment.time() - sender.lastTime() < TIMESTAMPS_EXPIRE;
    }

    /**
     * An acknowledgment of something that cannot have been sent: beyond a FIN, or beyond every window that was offered
     * for it. One that is merely beyond what passed the tap may tell of a segment that the capture missed.
     */
    private static boolean acknowledgesUnsent(Segment segment, Endpoint sender, Endpoint receiver) {
        if (!segment.isAck() || !receiver.isNumbered() || !receiver.state().isSynchronized()
                || SequenceNumber.isAtMost(segment.ack(), receiver.sndNxt())) {
            return false;
        }
        return receiver.isFinSent() || sender.isWindowKnown() && sender.acknowledges()
                && SequenceNumber.isBefore(sender.rightEdge(), segment.ack());
    }
}
