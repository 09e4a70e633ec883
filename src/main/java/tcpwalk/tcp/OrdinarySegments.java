package tcpwalk.tcp;

import static tcpwalk.tcp.TcbFields.ANSWERED;
import static tcpwalk.tcp.TcbFields.ASKED;
import static tcpwalk.tcp.TcbFields.COMPLETED;
import static tcpwalk.tcp.TcbFields.CONTROLS;
import static tcpwalk.tcp.TcbFields.CUT;
import static tcpwalk.tcp.TcbFields.OPEN;
import static tcpwalk.tcp.TcbFields.OVER;
import static tcpwalk.tcp.TcbFields.SERVER_SPOKE;
import static tcpwalk.tcp.TcbFields.STAGE;
import static tcpwalk.tcp.TcbRows.CUT_FRAME;
import static tcpwalk.tcp.TcbRows.LAST;
import static tcpwalk.tcp.TcbRows.MARKS;
import static tcpwalk.tcp.TcbRows.NXT;
import static tcpwalk.tcp.TcbRows.OFFER;
import static tcpwalk.tcp.TcbRows.RIGHT_EDGE;
import static tcpwalk.tcp.TcbRows.ROW;
import static tcpwalk.tcp.TcbRows.SERVER;
import static tcpwalk.tcp.TcbRows.TIMER;
import static tcpwalk.tcp.TcbRows.UNA;
import static tcpwalk.tcp.TcbRows.WINDOW;

import tcpwalk.tcp.peers.Textbook;
import tcpwalk.wire.Segment;
import tcpwalk.wire.SegmentBatch;
import tcpwalk.wire.TcpFlags;

/**
 * Follows connections, a row each, in which nothing has happened that is worth a word: opened by SYN, SYN,ACK and ACK,
 * data and acknowledgments in order, closed by FIN and ACK from both ends. Of the very segments that {@link Inference}
 * would take without a second thought, it keeps the very numbers that {@link Endpoint} would, in a row of
 * {@link TcbRows}. At the first segment that differs in the least a {@link Connection} goes on from there.
 */
final class OrdinarySegments {

    private final TcbRows tcbs;
    private final OrdinaryOpening opening;
    private final OrdinaryClose closing;

    OrdinarySegments(TcbRows tcbs, Diagnosis diagnosis) {
        this.tcbs = tcbs;
        opening = new OrdinaryOpening(tcbs, diagnosis);
        closing = new OrdinaryClose(tcbs);
    }

    /** Whether a connection that begins with this segment may begin as a row. */
    boolean mayBegin(Segment first) {
        return opening.mayBegin(first);
    }

    /** Begins a row and returns its number. */
    int begin(Segment syn, int hash, long id) {
        return opening.begin(syn, hash, id);
    }

    private int stage(int row) {
        return tcbs.rows()[row * ROW + MARKS] & STAGE;
    }

    /** Whether the handshake is not complete. */
    boolean isHalfOpen(int row) {
        return stage(row) < COMPLETED;
    }

    /** Whether both ends have closed, and neither expects anything more. */
    boolean isOver(int row) {
        return stage(row) == OVER;
    }

    /**
     * Takes a connection's next segment if it goes by the book.
     *
     * @param found the row and the sender, as {@link RowIndex#find} says it
     */
    boolean take(int found, SegmentBatch batch, int index) {
        int row = found >> 1;
        boolean fromClient = (found & 1) == 0;
        if (batch.time(index) < TcbRows.getLong(tcbs.rows(), row * ROW + LAST)) {
            return false;
        }
        return switch (stage(row)) {
            case COMPLETED, OPEN -> (batch.flags(index) & CONTROLS) == TcpFlags.ACK
                    ? continues(row, fromClient, batch, index)
                    : (batch.flags(index) & CONTROLS) == OrdinaryClose.FIN_ACK
                    && closing.begins(row, fromClient, batch, index);
            case ASKED -> !fromClient && opening.answers(row, batch.segment(index));
            case ANSWERED -> fromClient && opening.completes(row, batch, index);
            default -> closing.take(row, fromClient, batch, index);
        };
    }

    /**
     * Data in order that fits, or an acknowledgment of something: nine segments in ten. In one piece, every number read
     * and written once, since nothing else decides so much how long a large capture takes.
     */
    private boolean continues(int row, boolean fromClient, SegmentBatch batch, int index) {
        int[] rows = tcbs.rows();
        int at = row * ROW;
        int sender = fromClient ? at : at + SERVER;
        int receiver = fromClient ? at + SERVER : at;
        int seq = batch.seq(index);
        int ack = batch.ack(index);
        int length = batch.length(index);
        int una = rows[receiver + UNA];
        int offer = rows[sender + OFFER];
        int lastEdge = rows[sender + RIGHT_EDGE];
        int scale = TcbFields.scale(offer);
        int window = batch.window(index) << scale;
        int edge = ack + window;
        boolean ordinary = seq == rows[sender + NXT] && ack - una >= 0 && ack - una <= rows[receiver + NXT] - una
                && TcbFields.isOrdinary(rows, sender, batch, index) && lastEdge - (1 << scale) - edge <= 0
                && (length == 0 ? ack != una : TcbFields.fits(rows, sender, receiver, seq, length));
        if (!ordinary) {
            return false;
        }
        long time = batch.time(index);
        TcbFields.stamp(rows, sender, batch, index);
        TcbFields.count(rows, sender, batch.packet(index));
        rows[sender + RIGHT_EDGE] = edge - lastEdge > 0 ? edge : lastEdge;
        rows[sender + WINDOW] = window;
        int marks = rows[at + MARKS] | (fromClient ? 0 : OPEN);
        if (length > 0) {
            marks = fromClient ? marks & ~SERVER_SPOKE : marks | SERVER_SPOKE;
            if (rows[sender + UNA] == seq) {
                rows[sender + TIMER] = Transmissions.ticks(time);
            }
            rows[sender + NXT] = seq + length;
            if ((marks & CUT) == 0 && batch.isCut(index)) {
                marks |= CUT;
                tcbs.keepApart(row, CUT_FRAME, batch.frame(index));
            }
        }
        rows[at + MARKS] = marks;
        if (ack != una) {
            rows[receiver + UNA] = ack;
            rows[receiver + TIMER] = Transmissions.ticks(time);
        }
        int kind = length > 0 ? Textbook.CLIENT_DATA : Textbook.CLIENT_ACK;
        TcbFields.course(rows, at, fromClient ? kind : kind + 1);
        TcbFields.pass(rows, at, sender, time);
        return true;
    }
}
