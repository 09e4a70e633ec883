package tcpwalk.tcp;

import tcpwalk.tcp.peers.SendSequence;
import tcpwalk.wire.Segment;
import tcpwalk.wire.SequenceNumber;

/**
 * The stream that an endpoint sends, as it passes the tap: the send variables of RFC 9293 §3.3.1, and what is missing
 * of it. {@code sndUna} and {@code sndNxt} bound what may be under way.
 */
abstract class SentStream extends Transmissions implements SendSequence {

    /** Half the sequence space has no order (RFC 9293 §3.4); beyond this, numbers are not compared with the first. */
    private static final long COMPARABLE = 1L << 30;

    private boolean numbered;
    private boolean synSeen;
    private boolean fastOpen;
    private boolean midStream;
    private boolean joined;
    private int firstSeen;
    private boolean answeredTwice;
    private int firstAnswer;
    private int iss;
    private int sndUna;
    private int sndNxt;
    private Fin fin;
    private Gaps gaps;
    private long bytes;

    SentStream(TcpState start) {
        super(start);
    }

    /** Payload bytes that it sent, each counted once. */
    public long bytes() {
        return bytes;
    }

    /** Whether any number of this end is known. */
    public boolean isNumbered() {
        return numbered;
    }

    /** Whether its SYN was seen, so that {@link #iss()} is its true initial sequence number. */
    public boolean isSynSeen() {
        return synSeen;
    }

    /** The initial sequence number; without a SYN, one before the first number seen. */
    @Override
    public int iss() {
        return iss;
    }

    /** The lowest number not yet acknowledged by the peer. */
    @Override
    public int sndUna() {
        return sndUna;
    }

    /** The number after the highest that it sent. */
    @Override
    public int sndNxt() {
        return sndNxt;
    }

    public boolean isFinSent() {
        return fin != null;
    }

    /** The number after its FIN; means something only where {@link #isFinSent()}. */
    public int finEnd() {
        return fin == null ? sndNxt : fin.end();
    }

    /** When its first FIN passed, nanoseconds since the epoch; means something only where {@link #isFinSent()}. */
    public long finTime() {
        return fin == null ? 0 : fin.time();
    }

    /** The frame of its first FIN, or 0 while it has sent none. */
    public long finFrame() {
        return fin == null ? 0 : fin.frame();
    }

    /** Its FIN, or null while it has sent none. */
    Fin fin() {
        return fin;
    }

    /** Whether the peer has acknowledged its FIN, as far as the tap knows. */
    public boolean isFinAcknowledged() {
        return fin != null && SequenceNumber.isAtMost(fin.end(), sndUna);
    }

    /** Whether its SYN carried data (RFC 7413). */
    public boolean isFastOpen() {
        return fastOpen;
    }

    /** Up to where everything it sent has passed the tap without a gap. */
    public int contiguous() {
        return hasGaps() ? gaps.first() : sndNxt;
    }

    /** Whether something that it must have sent has not passed the tap. */
    public boolean hasGaps() {
        return gaps != null && !gaps.isEmpty();
    }

    /** How many numbers below this one should have passed the tap and have not. */
    public int missingBelow(int number) {
        if (!hasGaps()) {
            return 0;
        }
        int below = gaps.sizeBelow(number);
        return joined ? below - gaps.sizeBelow(SequenceNumber.isBefore(number, firstSeen) ? number : firstSeen) : below;
    }

    /**
     * Whether a number may have passed before the capture began: it lies beyond the peer's acknowledgment, by which
     * alone this end was known, and before the first segment that it was seen to send.
     */
    public boolean mayPredateCapture(int number) {
        return joined && SequenceNumber.isBefore(number, firstSeen);
    }

    /** Whether {@link #sndNxt()} rests on an acknowledgment of numbers that have not passed the tap. */
    public boolean isAhead() {
        return gaps != null && gaps.isAhead();
    }

    /** Whether a number comes before the initial one, so that it belongs to an earlier connection or to nobody. */
    public boolean predates(int number) {
        return synSeen && bytes < COMPARABLE && SequenceNumber.isBefore(number, iss);
    }

    /** Begins with an initial sequence number that was not seen itself but follows from the peer's acknowledgment. */
    void number(int isn) {
        iss = isn;
        sndUna = isn;
        sndNxt = isn + 1;
        numbered = true;
    }

    /** The same where the acknowledgment came within the connection: more may have been under way by then. */
    void numberMidStream(int isn) {
        number(isn);
        midStream = true;
    }

    /** Answers the same SYN again with another initial sequence number; the peer settles for one of them. */
    void answerAnew() {
        answeredTwice = true;
        firstAnswer = iss;
        renumber();
    }

    /** The peer, which takes the answer that reaches it first, acknowledges this number as its first. */
    void settle(int ack) {
        if (answeredTwice) {
            answeredTwice = false;
            if (ack == firstAnswer + 1 && bytes == 0) {
                renumber();
                number(firstAnswer);
            }
        }
    }

    /** Forgets the stream and begins again with another initial sequence number. */
    void renumber() {
        numbered = false;
        midStream = false;
        joined = false;
        fin = null;
        gaps = null;
    }

    /**
     * Takes note of a segment that this end sent and says how many of its numbers the tap had not seen before.
     *
     * @return new sequence numbers, SYN and FIN included; 0 for a bare ACK and for a pure repetition
     */
    int send(Segment segment) {
        countOnly(segment);
        if (!numbered) {
            numbered = true;
            iss = segment.isSyn() ? segment.seq() : segment.seq() - 1;
            sndUna = segment.seq();
            sndNxt = segment.seq();
        }
        if (segment.isSyn()) {
            synSeen = true;
            fastOpen |= segment.length() > 0;
        }
        int end = segment.end();
        if (midStream) {
            midStream = false;
            joined = SequenceNumber.isBefore(sndNxt, segment.seq());
            firstSeen = segment.seq();
        }
        if (segment.isFin()) {
            recordFin(segment, end);
        }
        if (sndUna == sndNxt && end != sndNxt) {
            restartTimer(segment.time());
        }
        int fresh = isAhead() ? fallBack(segment.seq(), end) : advance(segment.seq(), end);
        if (fresh > 0) {
            bytes += Math.min(fresh, segment.length());
        }
        return fresh;
    }

    private void recordFin(Segment segment, int end) {
        if (fin == null) {
            fin = new Fin(end, segment);
        } else {
            fin.repeated(segment);
        }
    }

    /**
     * The peer had acknowledged more than passed the tap. Had the rest been sent, what comes now would follow it; if it
     * goes on from where the tap saw it stop, the acknowledgment was of something not yet sent.
     */
    private int fallBack(int seq, int end) {
        gaps.catchUp();
        int acknowledged = sndUna;
        boolean keepAlive = end - seq == 0 && sndNxt - seq == 1;
        if (seq == gaps.sentNxt() && !keepAlive) {
            sndUna = gaps.sentUna();
            sndNxt = gaps.sentNxt();
        }
        int fresh = advance(seq, end);
        if (SequenceNumber.isAtMost(acknowledged, sndNxt)) {
            sndUna = acknowledged;
        }
        return fresh;
    }

    private int advance(int seq, int end) {
        int beyond = end - sndNxt;
        if (seq == sndNxt) {
            sndNxt = end;
            return beyond;
        }
        int filled = gaps == null ? 0 : gaps.fill(seq, end);
        if (beyond <= 0) {
            return filled;
        }
        if (SequenceNumber.isBefore(sndNxt, seq)) {
            gaps().add(sndNxt, seq);
            beyond = end - seq;
        }
        sndNxt = end;
        return beyond + filled;
    }

    @Override
    void resume(int[] ordinary, int end, long last) {
        super.resume(ordinary, end, last);
        numbered = true;
        synSeen = true;
        iss = ordinary[end + TcbRows.ISS];
        sndUna = ordinary[end + TcbRows.UNA];
        sndNxt = ordinary[end + TcbRows.NXT];
        bytes = sndNxt - iss - 1;
    }

    /** It has sent its FIN last, in that frame and at that time. */
    void resumeFin(long time, long frame) {
        fin = new Fin(sndNxt, time, frame);
        bytes--;
    }

    private Gaps gaps() {
        if (gaps == null) {
            gaps = new Gaps();
        }
        return gaps;
    }

    /** The peer acknowledges: what lies below has arrived there, whether the tap saw it or not. */
    void acknowledged(int ack, long time) {
        if (SequenceNumber.isBefore(sndNxt, ack)) {
            gaps().goAhead(sndUna, sndNxt);
            sndNxt = ack;
        }
        if (SequenceNumber.isBefore(sndUna, ack)) {
            sndUna = ack;
            restartTimer(time);
            if (hasGaps()) {
                gaps.fill(gaps.first(), ack);
            }
        }
    }
}
