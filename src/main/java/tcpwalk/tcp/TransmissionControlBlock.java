package tcpwalk.tcp;

import tcpwalk.wire.ChecksumStatus;
import tcpwalk.wire.Segment;
import tcpwalk.wire.SequenceNumber;
import tcpwalk.wire.TcpOptions;

/**
 * What the wire shows of an endpoint's variables (RFC 9293 §3.3.1): the stream that it sends, and what its segments say
 * of its receiving side, its options and its host.
 *
 * <p>{@code rcvNxt} is what it has acknowledged, a lower bound of what it has received, since an observer sees segments
 * and not receipts.
 */
abstract class TransmissionControlBlock extends SentStream {

    private static final byte SCALE_UNKNOWN = -1;
    /** RFC 7323 §2.3: a larger shift counts as this. */
    private static final int MAX_SCALE = 14;

    /** Identifications of one host's packets grow by no more from one to the next. */
    private static final int ONE_COUNTER = 1024;

    private boolean acknowledges;
    private boolean scaleSettled;
    private boolean timestamped;
    private boolean sackOffered;
    private boolean counting;
    private boolean steady;
    private int rcvNxt;
    private int window;
    private int rightEdge;
    private byte scale = SCALE_UNKNOWN;
    private int timestamp;
    private short identification;
    private byte timeToLive;
    private char mss;

    TransmissionControlBlock(TcpState start) {
        super(start);
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
        return mss == 0 ? -1 : mss;
    }

    /** The time to live of its packets as they passed the tap, by the last one that was no reset. */
    public int timeToLive() {
        return timeToLive & 0xff;
    }

    /** The identification of its last IPv4 packet that was no reset, or 0, which tells nothing. */
    public int identification() {
        return identification & 0xffff;
    }

    /** Whether its packets differ in their identification, so that the same one tells the same packet. */
    public boolean isCounting() {
        return counting;
    }

    /** Whether its last two packets were numbered closely one after the other, as by a counter. */
    public boolean isSteady() {
        return steady;
    }

    static boolean isSteady(int before, int now) {
        int step = now - before & 0xffff;
        return before != 0 && step > 0 && step <= ONE_COUNTER;
    }

    /** Whether its segments carry timestamps (RFC 7323 §3). */
    public boolean isTimestamped() {
        return timestamped;
    }

    /** What the peer has for TS.Recent (RFC 7323 §4.3), where {@link #isTimestamped()}. */
    public int timestamp() {
        return timestamp;
    }

    /** Whether its SYN offered selective acknowledgments (RFC 2018 §2). */
    public boolean offersSack() {
        return sackOffered;
    }

    /** Whether its SYN offered a window scale (RFC 7323 §2.2); means something until the peer's SYN is seen. */
    public boolean offersScale() {
        return scale >= 0;
    }

    /** The window it offered last, in bytes, scaled where the scale is known. */
    public long window() {
        return window;
    }

    /** Whether windows can be read: both SYNs were seen, so the scale or its absence is known. */
    public boolean isWindowKnown() {
        return scaleSettled;
    }

    /** The number after the last that it has ever said it would take. */
    public int rightEdge() {
        return rightEdge;
    }

    /** A window field of its segments in bytes, scaled where the scale is known; that of a SYN never is. */
    public long scaled(int field) {
        return (long) field << Math.max(scale, 0);
    }

    /** The step in which it can state its window, in bytes. */
    public int windowUnit() {
        return 1 << Math.max(scale, 0);
    }

    /** Up to where a segment of this end says that it would take data. */
    public int edgeOf(Segment segment) {
        return segment.ack() + offered(segment);
    }

    /** The window of a SYN is never scaled (RFC 7323 §2.2). */
    private int offered(Segment segment) {
        return segment.isSyn() ? segment.window() : segment.window() << Math.max(scale, 0);
    }

    @Override
    void resume(int[] ordinary, int end, long last) {
        super.resume(ordinary, end, last);
        int offer = ordinary[end + TcbRows.OFFER];
        int packet = ordinary[end + TcbRows.PACKET];
        mss = (char) offer;
        sackOffered = (offer & TcbFields.SACK_OFFERED) != 0;
        timestamped = (offer & TcbFields.TIMESTAMPED) != 0;
        counting = (offer & TcbFields.COUNTING) != 0;
        steady = (offer & TcbFields.STEADY) != 0;
        scale = (byte) ((offer >>> TcbFields.SCALE_SHIFT) - 1);
        timestamp = ordinary[end + TcbRows.TIMESTAMP];
        window = ordinary[end + TcbRows.WINDOW];
        identification = (short) (packet >>> 16);
        timeToLive = (byte) packet;
    }

    /** The same of what it has acknowledged, once it has; the scale is settled since the SYN,ACK. */
    void resumeReceiving(int acknowledged, int edge) {
        acknowledges = true;
        rcvNxt = acknowledged;
        rightEdge = edge;
    }

    /** Takes note of a segment that this end sent; see {@link SentStream#send}. */
    int record(Segment segment) {
        if (segment.isSyn()) {
            mss = (char) Math.max(0, segment.options().mss());
            sackOffered = segment.options().sackPermitted();
            scale = (byte) Math.min(segment.options().windowScale(), MAX_SCALE);
        }
        timeToLive = (byte) segment.packet().timeToLive();
        short number = (short) Math.max(0, segment.packet().identification());
        counting |= identification != 0 && number != 0 && number != identification;
        steady = isSteady(identification, number);
        identification = number;
        window = offered(segment);
        if (segment.isAck()) {
            if (!acknowledges || SequenceNumber.isBefore(rcvNxt, segment.ack())) {
                rcvNxt = segment.ack();
            }
            int edge = edgeOf(segment);
            rightEdge = acknowledges ? SequenceNumber.later(rightEdge, edge) : edge;
            acknowledges = true;
        }
        return send(segment);
    }

    /** Both SYNs have been seen: the scale counts only when both carry it (RFC 7323 §2.2). */
    void settleScale(TransmissionControlBlock peer) {
        if (scale < 0 || peer.scale < 0) {
            scale = 0;
            peer.scale = 0;
        }
        scaleSettled = true;
        peer.scaleSettled = true;
    }

    /** The peer's TS.Recent follows what it has acknowledged (RFC 7323 §4.3). */
    void stamp(Segment segment, int lastAck) {
        boolean newer = !timestamped || SequenceNumber.isBefore(timestamp, segment.options().timestampValue());
        // A SYN comes before anything is acknowledged.
        if (newer && (segment.isSyn() || SequenceNumber.isAtMost(segment.seq(), lastAck))) {
            timestamp = segment.options().timestampValue();
            timestamped = true;
        }
    }

    /** Whether this end's next segment goes on where the last one ended, and holds nothing to look at twice. */
    boolean continuesWith(Segment segment) {
        TcpOptions options = segment.options();
        return segment.seq() == sndNxt() && window != 0 && segment.window() != 0
                && SequenceNumber.isAtMost(rightEdge - windowUnit(), edgeOf(segment))
                && options.sackBlocks() == 0
                && (!timestamped || !options.hasTimestamps()
                || SequenceNumber.isAtMost(timestamp, options.timestampValue()))
                && segment.checksum() != ChecksumStatus.BAD && segment.checksum() != ChecksumStatus.PARTIAL;
    }

    /** Whether this end could expect just such a segment: data that fits, or an acknowledgment of what was sent. */
    boolean expects(Segment segment) {
        int newlyAcknowledged = segment.ack() - sndUna();
        if (newlyAcknowledged < 0 || newlyAcknowledged > sndNxt() - sndUna() || hasGaps()) {
            return false;
        }
        if (segment.length() == 0) {
            return newlyAcknowledged > 0;
        }
        return window != 0 && (mss == 0 || segment.length() <= mss)
                && (!scaleSettled || SequenceNumber.isBefore(segment.end(), rightEdge));
    }
}
