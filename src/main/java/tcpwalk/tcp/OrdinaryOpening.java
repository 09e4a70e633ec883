package tcpwalk.tcp;

import static tcpwalk.tcp.TcbFields.ANSWERED;
import static tcpwalk.tcp.TcbFields.ASKED;
import static tcpwalk.tcp.TcbFields.COMPLETED;
import static tcpwalk.tcp.TcbFields.CONTROLS;
import static tcpwalk.tcp.TcbFields.SACK_OFFERED;
import static tcpwalk.tcp.TcbFields.SCALE_SHIFT;
import static tcpwalk.tcp.TcbRows.COURSE;
import static tcpwalk.tcp.TcbRows.FIRST_FRAME;
import static tcpwalk.tcp.TcbRows.MARKS;
import static tcpwalk.tcp.TcbRows.NXT;
import static tcpwalk.tcp.TcbRows.OFFER;
import static tcpwalk.tcp.TcbRows.RIGHT_EDGE;
import static tcpwalk.tcp.TcbRows.ROUND_TRIP;
import static tcpwalk.tcp.TcbRows.ROW;
import static tcpwalk.tcp.TcbRows.SERVER;
import static tcpwalk.tcp.TcbRows.START;
import static tcpwalk.tcp.TcbRows.TIMER;
import static tcpwalk.tcp.TcbRows.UNA;

import tcpwalk.tcp.peers.Textbook;
import tcpwalk.wire.Segment;
import tcpwalk.wire.SegmentBatch;
import tcpwalk.wire.TcpFlags;
import tcpwalk.wire.TcpOptions;

/** An opening in rows: SYN, SYN,ACK and ACK, and nothing beside them that is worth a word. */
final class OrdinaryOpening {

    private static final int SYN_ACK = TcpFlags.SYN | TcpFlags.ACK;

    private final TcbRows tcbs;
    private final Diagnosis diagnosis;

    OrdinaryOpening(TcbRows tcbs, Diagnosis diagnosis) {
        this.tcbs = tcbs;
        this.diagnosis = diagnosis;
    }

    /** Whether a connection that begins with this segment may begin as a row. */
    boolean mayBegin(Segment first) {
        return (first.flags() & CONTROLS) == TcpFlags.SYN && first.length() == 0 && first.time() > 0
                && isPlain(first) && !diagnosis.mayStandOut(first);
    }

    /** A SYN or SYN,ACK of which nothing but its numbers is noted. */
    private static boolean isPlain(Segment syn) {
        TcpOptions options = syn.options();
        return syn.window() != 0 && !syn.truncated() && options.fastOpenCookie() < 0 && !options.malformed()
                && options.sackBlocks() == 0 && TcbFields.isWhole(syn);
    }

    /** Begins a row and returns its number. */
    int begin(Segment syn, int hash, long id) {
        int row = tcbs.add(syn, hash, id);
        int at = row * ROW;
        tcbs.keepApart(row, START, syn.time());
        tcbs.keepApart(row, ROUND_TRIP, -1);
        tcbs.keepApart(row, FIRST_FRAME, syn.frame());
        TcbFields.introduce(tcbs.rows(), at, at, syn);
        TcbRows.putLong(tcbs.rows(), at + COURSE, Textbook.with(Textbook.START, Textbook.SYN));
        diagnosis.opens(syn);
        return row;
    }

    /** The answer to the SYN. */
    boolean answers(int row, Segment synAck) {
        int[] rows = tcbs.rows();
        int client = row * ROW;
        int server = client + SERVER;
        int offer = rows[client + OFFER];
        if ((synAck.flags() & CONTROLS) != SYN_ACK || synAck.length() > 0 || synAck.ack() != rows[client + NXT]
                || synAck.ack() == 0 || !isPlain(synAck) || isSqueezed(offer, synAck.options())) {
            return false;
        }
        TcbFields.introduce(rows, client, server, synAck);
        rows[server + RIGHT_EDGE] = synAck.ack() + synAck.window();
        if (offer >>> SCALE_SHIFT == 0 || rows[server + OFFER] >>> SCALE_SHIFT == 0) {
            // A scale counts only when both SYNs carry it (RFC 7323 §2.2).
            rows[client + OFFER] = withoutScale(offer);
            rows[server + OFFER] = withoutScale(rows[server + OFFER]);
        }
        rows[client + UNA] = synAck.ack();
        rows[client + TIMER] = Transmissions.ticks(synAck.time());
        rows[client + MARKS] = rows[client + MARKS] + ANSWERED - ASKED;
        TcbRows.putLong(rows, client + COURSE, Textbook.with(TcbRows.getLong(rows, client + COURSE), Textbook.SYN_ACK));
        diagnosis.answers(synAck);
        return true;
    }

    /** Less is taken up than was offered, as a SYN cookie must. */
    private static boolean isSqueezed(int offer, TcpOptions answer) {
        return offer >>> SCALE_SHIFT > 0 && (offer & SACK_OFFERED) != 0 && answer.mss() >= 0 && answer.windowScale() < 0
                && !answer.sackPermitted() && !answer.hasTimestamps();
    }

    private static int withoutScale(int offer) {
        return offer & (1 << SCALE_SHIFT) - 1 | 1 << SCALE_SHIFT;
    }

    /** The handshake's third segment, without payload. */
    boolean completes(int row, SegmentBatch batch, int index) {
        int[] rows = tcbs.rows();
        int client = row * ROW;
        int server = client + SERVER;
        if ((batch.flags(index) & CONTROLS) != TcpFlags.ACK || batch.length(index) > 0
                || batch.seq(index) != rows[client + NXT]
                || batch.ack(index) != rows[server + NXT] || !TcbFields.isOrdinary(rows, client, batch, index)) {
            return false;
        }
        long start = tcbs.apart(row, START);
        tcbs.keepApart(row, ROUND_TRIP, batch.time(index) - start);
        rows[client + RIGHT_EDGE] = TcbFields.edge(rows, client, batch, index);
        rows[client + MARKS] = rows[client + MARKS] + COMPLETED - ANSWERED;
        TcbFields.enter(rows, client, client, server, batch, index, 0, Textbook.CLIENT_ACK);
        diagnosis.completes(batch.segment(index), start);
        return true;
    }
}
