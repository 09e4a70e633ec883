package tcpwalk.tcp;

import tcpwalk.wire.Segment;
import tcpwalk.wire.SequenceNumber;
import tcpwalk.wire.TcpOptions;

/** The FIN of one end: where it lies, whether it was repeated, and how the peer first acknowledged it. */
final class Fin {

    private static final long NEVER = Long.MIN_VALUE;

    private final int end;
    private final long time;
    private final long frame;
    private long repetition = NEVER;
    private boolean stamped;
    private int timestamp;
    private boolean held;
    private boolean answered;
    private boolean answerIsFirst;
    private int answerSeq;

    /** A FIN with the number before {@code end}, as it first passed. */
    Fin(int end, Segment first) {
        this(end, first.time(), first.frame());
    }

    Fin(int end, long time, long frame) {
        this.end = end;
        this.time = time;
        this.frame = frame;
    }

    /** It was answered, once and in order, by a segment with that number. */
    void resumeAnswer(int seq) {
        answered = true;
        answerIsFirst = true;
        answerSeq = seq;
    }

    long frame() {
        return frame;
    }

    long time() {
        return time;
    }

    /** The number after it. */
    int end() {
        return end;
    }

    void repeated(Segment copy) {
        repetition = copy.time();
        stamped = copy.options().hasTimestamps();
        timestamp = stamped ? copy.options().timestampValue() : 0;
    }

    /**
     * Whether it was repeated at {@code since} or after it, and the first copy of it that arrived was this one: the
     * peer's options echo its timestamp, and do not report it as a duplicate. A peer in TIME-WAIT, which has the FIN,
     * leaves TS.Recent as it is (RFC 7323 §4.3); one in another state reports the duplicate (RFC 2883 §4).
     */
    boolean arrivedAsRepetition(TcpOptions answer, long since) {
        return repetition >= since && echoes(answer);
    }

    private boolean echoes(TcpOptions answer) {
        return stamped && answer.hasTimestamps() && answer.timestampEcho() == timestamp && !isReportedBy(answer);
    }

    /**
     * Whether selective acknowledgments report it: as a duplicate where the cumulative one covers it (RFC 2883 §4), and
     * else as received out of order, with something before it missing (RFC 2018 §3).
     */
    boolean isReportedBy(TcpOptions options) {
        for (int block = 0; block < options.sackBlocks(); block++) {
            if (options.sackRight(block) == end) {
                return true;
            }
        }
        return false;
    }

    /** The peer has it, but not all that goes before it: any repetition may be what is missing. */
    boolean isHeld() {
        return held;
    }

    /** The peer may report it to be held. */
    void reported(Segment report) {
        held |= report.ack() != end && isReportedBy(report.options());
    }

    /** The peer acknowledges it; what counts is the first answer, by whichever copy it was caused. */
    void answered(Segment answer) {
        if (!answered) {
            answered = true;
            answerIsFirst = repetition == NEVER || echoes(answer.options());
            answerSeq = answer.seq();
        }
    }

    /**
     * Whether the peer had sent its own FIN, which ends at {@code peerEnd}, before it received this one: the answer
     * goes out at once and with SND.NXT (RFC 9293 §3.10.7.4, eighth check), and lay beyond the peer's FIN. Where the
     * answer may be to a duplicate, nothing follows: the first one may have been the peer's FIN itself, and lost.
     */
    boolean isAnsweredAfter(int peerEnd) {
        return answerIsFirst && SequenceNumber.isAtMost(peerEnd, answerSeq);
    }
}
