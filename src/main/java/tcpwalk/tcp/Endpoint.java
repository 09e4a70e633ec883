package tcpwalk.tcp;

import tcpwalk.wire.Segment;
import tcpwalk.wire.SequenceNumber;
import tcpwalk.wire.TcpOptions;

/**
 * One end of an observed connection: its state and what the wire shows of its transmission control block.
 *
 * <p>Both ends are the same code. {@code sndUna} and {@code sndNxt} bound what this end has sent; {@code rcvNxt} is
 * what it has acknowledged, a lower bound of what it has received, since an observer sees segments and not receipts.
 */
public final class Endpoint extends StatePath {

    private static final byte SCALE_UNKNOWN = -1;
    /** RFC 7323 §2.3: a larger shift counts as this. */
    private static final int MAX_SCALE = 14;

    private boolean numbered;
    private boolean synSeen;
    private boolean acknowledges;
    private boolean fastOpen;
    private int iss;
    private int sndUna;
    private int sndNxt;
    private int rcvNxt;
    private int window;
    private byte scale = SCALE_UNKNOWN;
    private int rightEdge;
    private int mss = -1;
    private Fin fin;
    private Gaps gaps;

    private int segments;
    private int retransmitted;
    private long bytes;
    private long lastTime;

    Endpoint(TcpState start) {
        super(start);
    }

    /** Whether it is ESTABLISHED for certain and has not closed. */
    boolean isQuiet() {
        return state() == TcpState.ESTABLISHED && !isPresumed();
    }

    /** Segments that it sent. */
    public long segments() {
        return segments;
    }

    /** Payload bytes that it sent, each counted once. */
    public long bytes() {
        return bytes;
    }

    /** Segments with nothing new in them. */
    public long retransmitted() {
        return retransmitted;
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
    public int iss() {
        return iss;
    }

    /** The lowest number not yet acknowledged by the peer. */
    public int sndUna() {
        return sndUna;
    }

    /** The number after the highest that it sent. */
    public int sndNxt() {
        return sndNxt;
    }

    /** The highest acknowledgment that it sent; means something only where {@link #acknowledges()}. */
    public int rcvNxt() {
        return rcvNxt;
    }

    /** Whether it has acknowledged anything yet. */
    public boolean acknowledges() {
        return acknowledges;
    }

    /** The maximum segment size that it announced, or -1. */
    public int mss() {
        return mss;
    }

    public boolean isFinSent() {
        return fin != null;
    }

    /** The number after its FIN; means something only where {@link #isFinSent()}. */
    public int finEnd() {
        return fin == null ? sndNxt : fin.end();
    }

    /** Its FIN, or null while it has sent none. */
    Fin fin() {
        return fin;
    }

    /** When it last sent a segment, nanoseconds since the epoch. */
    public long lastTime() {
        return lastTime;
    }

    /** Whether its SYN carried data or asked for fast open (RFC 7413). */
    public boolean isFastOpen() {
        return fastOpen;
    }

    /** Up to where everything it sent has passed the tap without a gap. */
    public int contiguous() {
        return gaps == null || gaps.isEmpty() ? sndNxt : gaps.first();
    }

    /** The window it offers in bytes, scaled where the scale is known. */
    public long window() {
        return scaled(window);
    }

    /** A window field of its segments in bytes, scaled where the scale is known; that of a SYN never is. */
    public long scaled(int field) {
        return (long) field << Math.max(scale, 0);
    }

    /** Whether windows can be read: its SYN was seen, so the scale or its absence is known. */
    public boolean isWindowKnown() {
        return synSeen;
    }

    /** The number after the last that it has ever said it would take. */
    public int rightEdge() {
        return rightEdge;
    }

    /** Whether the peer has acknowledged its FIN, as far as the tap knows. */
    public boolean isFinAcknowledged() {
        return fin != null && SequenceNumber.isAtMost(fin.end(), sndUna);
    }

    /** Begins with an initial sequence number that was not seen itself but follows from the peer's acknowledgment. */
    void number(int iss) {
        this.iss = iss;
        sndUna = iss;
        sndNxt = iss + 1;
        numbered = true;
    }

    /** Forgets the stream and begins again with another initial sequence number. */
    void renumber() {
        numbered = false;
        fin = null;
        gaps = null;
    }

    /**
     * Takes note of a segment that this end sent and says how many of its numbers the tap had not seen before.
     *
     * @return new sequence numbers, SYN and FIN included; 0 for a bare ACK and for a pure repetition
     */
    int record(Segment segment) {
        segments++;
        lastTime = segment.time();
        if (!numbered) {
            begin(segment);
        } else if (segment.isSyn()) {
            readSyn(segment);
        }
        readWindow(segment);
        int end = segment.end();
        if (segment.isFin()) {
            recordFin(segment, end);
        }
        int fresh = advance(segment.seq(), end);
        count(segment, fresh);
        return fresh;
    }

    private void recordFin(Segment segment, int end) {
        if (fin == null) {
            fin = new Fin(end);
        } else {
            fin.repeated(segment);
        }
    }

    /** Takes note of a segment that says nothing about the stream: a reset, or one that nobody can accept. */
    void countOnly(Segment segment) {
        segments++;
        lastTime = segment.time();
    }

    /** Something of each cache line that a segment will need. */
    int touch() {
        return (int) bytes + sndNxt + segments + (isPresumed() ? 1 : 0);
    }

    private void begin(Segment segment) {
        numbered = true;
        iss = segment.isSyn() ? segment.seq() : segment.seq() - 1;
        sndUna = segment.seq();
        sndNxt = segment.seq();
        if (segment.isSyn()) {
            readSyn(segment);
        }
    }

    private void readSyn(Segment segment) {
        synSeen = true;
        TcpOptions options = segment.options();
        mss = options.mss();
        fastOpen |= segment.length() > 0;
        scale = (byte) Math.min(options.windowScale(), MAX_SCALE);
    }

    private void readWindow(Segment segment) {
        window = segment.window();
        if (!segment.isAck() || segment.isRst()) {
            return;
        }
        if (!acknowledges || SequenceNumber.isBefore(rcvNxt, segment.ack())) {
            rcvNxt = segment.ack();
        }
        // The window of a SYN is never scaled (RFC 7323 §2.2).
        long offered = segment.isSyn() ? window : window();
        int edge = segment.ack() + (int) offered;
        rightEdge = acknowledges ? SequenceNumber.later(rightEdge, edge) : edge;
        acknowledges = true;
    }

    void refuseScale() {
        scale = 0;
    }

    boolean offersScale() {
        return scale >= 0;
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
            if (gaps == null) {
                gaps = new Gaps();
            }
            gaps.add(sndNxt, seq);
            beyond = end - seq;
        }
        sndNxt = end;
        return beyond + filled;
    }

    private void count(Segment segment, int fresh) {
        if (fresh > 0) {
            bytes += Math.min(fresh, segment.length());
        } else if (segment.sequenceLength() > 0) {
            retransmitted++;
        }
    }

    /** The peer acknowledges: what lies below has arrived there, whether the tap saw it or not. */
    void acknowledged(int ack) {
        if (SequenceNumber.isBefore(sndUna, ack)) {
            sndUna = ack;
            if (gaps != null && !gaps.isEmpty()) {
                gaps.fill(gaps.first(), ack);
            }
        }
        if (SequenceNumber.isBefore(sndNxt, ack)) {
            sndNxt = ack;
        }
    }
}
