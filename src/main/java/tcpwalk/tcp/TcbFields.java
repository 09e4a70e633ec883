package tcpwalk.tcp;

import static tcpwalk.tcp.TcbRows.COURSE;
import static tcpwalk.tcp.TcbRows.ISS;
import static tcpwalk.tcp.TcbRows.LAST;
import static tcpwalk.tcp.TcbRows.LAST_SENT;
import static tcpwalk.tcp.TcbRows.MARKS;
import static tcpwalk.tcp.TcbRows.NXT;
import static tcpwalk.tcp.TcbRows.OFFER;
import static tcpwalk.tcp.TcbRows.PACKET;
import static tcpwalk.tcp.TcbRows.RIGHT_EDGE;
import static tcpwalk.tcp.TcbRows.SEGMENTS;
import static tcpwalk.tcp.TcbRows.SERVER;
import static tcpwalk.tcp.TcbRows.TIMER;
import static tcpwalk.tcp.TcbRows.TIMESTAMP;
import static tcpwalk.tcp.TcbRows.UNA;
import static tcpwalk.tcp.TcbRows.WINDOW;

import tcpwalk.tcp.peers.Textbook;
import tcpwalk.wire.ChecksumStatus;
import tcpwalk.wire.Segment;
import tcpwalk.wire.SegmentBatch;
import tcpwalk.wire.SequenceNumber;
import tcpwalk.wire.TcpFlags;
import tcpwalk.wire.TcpOptions;

/**
 * What a segment leaves in a row of {@link TcbRows}: the very numbers that {@link Endpoint} would keep of it.
 * {@code at} is where a row begins; {@code sender}, {@code receiver} and {@code end} are that, and
 * {@link TcbRows#SERVER} more for the server.
 */
final class TcbFields {

    /** How far a connection has come, in the marks: a SYN was sent; */
    static final int ASKED = 0 << 1;
    /** it was answered by SYN,ACK; */
    static final int ANSWERED = 1 << 1;
    /** that by an ACK, whose receipt is not yet proven; */
    static final int COMPLETED = 2 << 1;
    /** the server has sent something since, so that both ends are ESTABLISHED for certain; */
    static final int OPEN = 3 << 1;
    /** one end has closed; */
    static final int CLOSING = 4 << 1;
    /** the other has acknowledged that; */
    static final int HALF_CLOSED = 5 << 1;
    /** the other has closed too, and acknowledges the first one's FIN; */
    static final int BOTH_CLOSED = 6 << 1;
    /** the first has acknowledged that. */
    static final int OVER = 7 << 1;
    static final int STAGE = 7 << 1;
    /** Who sent payload last. */
    static final int SERVER_SPOKE = 1 << 4;
    /** Some payload was cut off. */
    static final int CUT = 1 << 5;
    /** Who closed first. */
    static final int SERVER_CLOSED = 1 << 6;

    /** What an end offers or shows, beside its MSS in the lowest 16 bits. */
    static final int SACK_OFFERED = 1 << 16;
    static final int TIMESTAMPED = 1 << 17;
    static final int COUNTING = 1 << 18;
    static final int STEADY = 1 << 19;
    /** The window scale, plus one so that 0 is none. */
    static final int SCALE_SHIFT = 24;

    static final int CONTROLS = TcpFlags.SYN | TcpFlags.FIN | TcpFlags.RST | TcpFlags.URG | TcpFlags.ACK;
    private static final int MAX_SCALE = 14;

    private TcbFields() {
    }

    /** What an end's SYN says of it. */
    static void introduce(int[] rows, int at, int end, Segment syn) {
        TcpOptions options = syn.options();
        rows[end + ISS] = syn.seq();
        rows[end + NXT] = syn.seq() + 1;
        rows[end + UNA] = syn.seq();
        rows[end + WINDOW] = syn.window();
        rows[end + SEGMENTS] = 1;
        rows[end + TIMER] = Transmissions.ticks(syn.time());
        rows[end + PACKET] = packet(syn);
        rows[end + OFFER] = Math.max(0, options.mss()) | (options.sackPermitted() ? SACK_OFFERED : 0)
                | (options.hasTimestamps() ? TIMESTAMPED : 0)
                | Math.min(options.windowScale(), MAX_SCALE) + 1 << SCALE_SHIFT;
        rows[end + TIMESTAMP] = options.hasTimestamps() ? options.timestampValue() : 0;
        pass(rows, at, end, syn.time());
    }

    static void pass(int[] rows, int at, int end, long time) {
        TcbRows.putLong(rows, at + LAST, time);
        TcbRows.putLong(rows, at + LAST_SENT + 2 * (end - at), time);
    }

    /** Whether a connection's next segment is likely to need what its row keeps apart. */
    static boolean isBeginningOrEnding(int[] rows, int at) {
        int stage = rows[at + MARKS] & STAGE;
        return stage != OPEN && stage != COMPLETED;
    }

    /** An IPv4 packet's identification and time to live. */
    private static int packet(Segment segment) {
        return Math.max(0, segment.packet().identification()) << 16 | segment.packet().timeToLive() & 0xff;
    }

    /** Whether a checksum, where it was verified, is right. */
    static boolean isWhole(Segment segment) {
        return segment.checksum() != ChecksumStatus.BAD && segment.checksum() != ChecksumStatus.PARTIAL;
    }

    /** Whether a segment offers a window, holds nothing to look at twice, and is not older than the last one. */
    static boolean isOrdinary(int[] rows, int sender, SegmentBatch batch, int index) {
        return batch.window(index) != 0 && batch.isSound(index) && batch.ack(index) != 0
                && ((rows[sender + OFFER] & TIMESTAMPED) == 0 || !batch.hasTimestamp(index)
                || SequenceNumber.isAtMost(rows[sender + TIMESTAMP], batch.timestamp(index)));
    }

    /** The next in order, acknowledging something that was sent and is not acknowledged yet, or nothing new. */
    static boolean follows(int[] rows, int sender, int receiver, int seq, int ack) {
        int acknowledged = ack - rows[receiver + UNA];
        return seq == rows[sender + NXT] && acknowledged >= 0
                && acknowledged <= rows[receiver + NXT] - rows[receiver + UNA];
    }

    /** Whether payload fits what the receiver said that it takes; and the numbers can still be compared. */
    static boolean fits(int[] rows, int sender, int receiver, int seq, int length) {
        int mss = rows[receiver + OFFER] & 0xffff;
        int end = seq + length;
        return (mss == 0 || length <= mss) && SequenceNumber.isBefore(end, rows[receiver + RIGHT_EDGE])
                && end - rows[sender + ISS] >= 0;
    }

    static int scale(int offer) {
        return (offer >>> SCALE_SHIFT) - 1;
    }

    /** Whether the window's right edge goes back by no more than its scale makes it. */
    static boolean keepsEdge(int[] rows, int sender, SegmentBatch batch, int index) {
        int rounding = 1 << scale(rows[sender + OFFER]);
        return SequenceNumber.isAtMost(rows[sender + RIGHT_EDGE] - rounding, edge(rows, sender, batch, index));
    }

    /** Up to where a segment says that its sender takes data. */
    static int edge(int[] rows, int sender, SegmentBatch batch, int index) {
        return batch.ack(index) + (batch.window(index) << scale(rows[sender + OFFER]));
    }

    /**
     * What every segment after the SYNs leaves behind; {@code length} counts its FIN, and {@code kind} is one of
     * {@link Textbook}'s.
     */
    static void enter(int[] rows, int at, int sender, int receiver, SegmentBatch batch, int index, int length,
            int kind) {
        long time = batch.time(index);
        int ack = batch.ack(index);
        stamp(rows, sender, batch, index);
        count(rows, sender, batch.packet(index));
        rows[sender + RIGHT_EDGE] = SequenceNumber.later(rows[sender + RIGHT_EDGE], edge(rows, sender, batch, index));
        rows[sender + WINDOW] = batch.window(index) << scale(rows[sender + OFFER]);
        if (length > 0) {
            int nxt = rows[sender + NXT];
            if (rows[sender + UNA] == nxt) {
                rows[sender + TIMER] = Transmissions.ticks(time);
            }
            rows[sender + NXT] = nxt + length;
        }
        if (rows[receiver + UNA] != ack) {
            rows[receiver + UNA] = ack;
            rows[receiver + TIMER] = Transmissions.ticks(time);
        }
        course(rows, at, kind);
        pass(rows, at, sender, time);
    }

    /** Whichever kinds of segment came before. */
    static void course(int[] rows, int at, int kind) {
        if ((rows[at + COURSE] >>> kind & 1) == 0) {
            TcbRows.putLong(rows, at + COURSE, Textbook.with(TcbRows.getLong(rows, at + COURSE), kind));
        }
    }

    /** One more packet; see {@link SegmentBatch#packet}. */
    static void count(int[] rows, int sender, int packet) {
        int before = rows[sender + PACKET] >>> 16;
        int offer = rows[sender + OFFER];
        int shows = before != 0 && packet >>> 16 != 0 && before != packet >>> 16 ? offer | COUNTING : offer;
        shows = TransmissionControlBlock.isSteady(before, packet >>> 16) ? shows | STEADY : shows & ~STEADY;
        if (shows != offer) {
            rows[sender + OFFER] = shows;
        }
        rows[sender + PACKET] = packet;
        rows[sender + SEGMENTS] = rows[sender + SEGMENTS] + 1;
    }

    /** The peer's TS.Recent follows what it has acknowledged (RFC 7323 §4.3). */
    static void stamp(int[] rows, int sender, SegmentBatch batch, int index) {
        if (!batch.hasTimestamp(index) || !SequenceNumber.isAtMost(batch.seq(index), rows[sender + UNA])) {
            return;
        }
        int offer = rows[sender + OFFER];
        boolean stamped = (offer & TIMESTAMPED) != 0;
        if (!stamped || SequenceNumber.isBefore(rows[sender + TIMESTAMP], batch.timestamp(index))) {
            rows[sender + TIMESTAMP] = batch.timestamp(index);
            rows[sender + OFFER] = offer | TIMESTAMPED;
        }
    }
}
