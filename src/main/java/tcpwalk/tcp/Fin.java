package tcpwalk.tcp;

import tcpwalk.wire.Segment;
import tcpwalk.wire.SequenceNumber;
import tcpwalk.wire.TcpOptions;

/** The FIN of one end: where it lies, whether it was repeated, and how the peer first acknowledged it. */
final class Fin {

    private final int end;
    private final long time;
    private final long frame;
    private boolean stamped;
    private int timestamp;
    private boolean answered;
    private int answerSeq;

    /** A FIN with the number before {@code end}, as it first passed. */
    Fin(int end, Segment first) {
        this.end = end;
        time = first.time();
        frame = first.frame();
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
        stamped = copy.options().hasTimestamps();
        timestamp = copy.options().timestampValue();
    }

    /**
     * Whether these options of the peer echo the last repetition. Then that copy moved the peer's TS.Recent
     * (RFC 7323 §4.3) and the first was lost: a peer in TIME-WAIT keeps TS.Recent when a FIN comes that it has.
     */
    boolean isRepetitionEchoedBy(TcpOptions options) {
        return stamped && options.hasTimestamps() && options.timestampEcho() == timestamp;
    }

    /** The peer acknowledges it by a segment with this sequence number. */
    void answeredAt(int seq) {
        if (!answered) {
            answered = true;
            answerSeq = seq;
        }
    }

    /**
     * Whether the peer had sent its own FIN, which ends at {@code peerEnd}, before it received this one: the answer
     * goes out at once and with SND.NXT (RFC 9293 §3.10.7.4, eighth check), and lay beyond the peer's FIN.
     */
    boolean isAnsweredAfter(int peerEnd) {
        return answered && SequenceNumber.isAtMost(peerEnd, answerSeq);
    }
}
