package tcpwalk.tcp;

import static tcpwalk.tcp.TcbFields.BOTH_CLOSED;
import static tcpwalk.tcp.TcbFields.CLOSING;
import static tcpwalk.tcp.TcbFields.CONTROLS;
import static tcpwalk.tcp.TcbFields.CUT;
import static tcpwalk.tcp.TcbFields.HALF_CLOSED;
import static tcpwalk.tcp.TcbFields.OPEN;
import static tcpwalk.tcp.TcbFields.OVER;
import static tcpwalk.tcp.TcbFields.SERVER_CLOSED;
import static tcpwalk.tcp.TcbFields.SERVER_SPOKE;
import static tcpwalk.tcp.TcbFields.STAGE;
import static tcpwalk.tcp.TcbRows.FIRST_FIN_FRAME;
import static tcpwalk.tcp.TcbRows.FIRST_FIN_TIME;
import static tcpwalk.tcp.TcbRows.ISS;
import static tcpwalk.tcp.TcbRows.MARKS;
import static tcpwalk.tcp.TcbRows.NXT;
import static tcpwalk.tcp.TcbRows.ROW;
import static tcpwalk.tcp.TcbRows.SERVER;

import tcpwalk.tcp.peers.Textbook;
import tcpwalk.wire.SegmentBatch;
import tcpwalk.wire.TcpFlags;

/**
 * An orderly close in rows: a FIN, perhaps its acknowledgment, the other end's FIN soon after it, and the last
 * acknowledgment.
 */
final class OrdinaryClose {

    static final int FIN_ACK = TcpFlags.FIN | TcpFlags.ACK;
    /** An end that keeps its half open for as long is worth a word. */
    private static final long AT_ONCE = 500_000_000;

    private final TcbRows tcbs;

    OrdinaryClose(TcbRows tcbs) {
        this.tcbs = tcbs;
    }

    /** The first FIN, of an open connection. */
    boolean begins(int row, boolean fromClient, SegmentBatch batch, int index) {
        int[] rows = tcbs.rows();
        int at = row * ROW;
        int sender = fromClient ? at : at + SERVER;
        int receiver = fromClient ? at + SERVER : at;
        int marks = rows[at + MARKS];
        int seq = batch.seq(index);
        int length = batch.length(index);
        if (fromClient && (marks & STAGE) != OPEN || !isPlain(rows, sender, receiver, batch, index)
                || length > 0 && !TcbFields.fits(rows, sender, receiver, seq, length)
                || seq + length + 1 - rows[sender + ISS] < 0 || batch.isCut(index) && (marks & CUT) == 0) {
            return false;
        }
        if (length > 0) {
            marks = fromClient ? marks & ~SERVER_SPOKE : marks | SERVER_SPOKE;
        }
        rows[at + MARKS] = marks & ~STAGE | CLOSING | (fromClient ? 0 : SERVER_CLOSED);
        tcbs.keepApart(row, FIRST_FIN_TIME, batch.time(index));
        tcbs.keepApart(row, FIRST_FIN_FRAME, batch.frame(index));
        int last = length > 0 ? Textbook.CLIENT_LAST_DATA : Textbook.CLIENT_FIN;
        TcbFields.enter(rows, at, sender, receiver, batch, index, length + 1, fromClient ? last : last + 1);
        return true;
    }

    private static boolean isPlain(int[] rows, int sender, int receiver, SegmentBatch batch, int index) {
        return TcbFields.follows(rows, sender, receiver, batch.seq(index), batch.ack(index))
                && TcbFields.isOrdinary(rows, sender, batch, index) && TcbFields.keepsEdge(rows, sender, batch, index);
    }

    /** What follows the first FIN. */
    boolean take(int row, boolean fromClient, SegmentBatch batch, int index) {
        int[] rows = tcbs.rows();
        int at = row * ROW;
        int marks = rows[at + MARKS];
        int sender = fromClient ? at : at + SERVER;
        int receiver = fromClient ? at + SERVER : at;
        boolean byFirst = fromClient == ((marks & SERVER_CLOSED) == 0);
        if (batch.length(index) > 0 || batch.ack(index) != rows[receiver + NXT]
                || !isPlain(rows, sender, receiver, batch, index)) {
            return false;
        }
        int stage = marks & STAGE;
        int flags = batch.flags(index) & CONTROLS;
        int next;
        int kind = fromClient ? Textbook.CLIENT_ACK : Textbook.SERVER_ACK;
        if (stage == CLOSING && !byFirst && flags == TcpFlags.ACK) {
            next = HALF_CLOSED;
        } else if (stage <= HALF_CLOSED && !byFirst && flags == FIN_ACK
                && batch.time(index) - tcbs.apart(row, FIRST_FIN_TIME) < AT_ONCE) {
            next = BOTH_CLOSED;
            kind = fromClient ? Textbook.CLIENT_FIN : Textbook.SERVER_FIN;
            tcbs.keepSecondFin(row, batch.frame(index));
        } else if (stage == BOTH_CLOSED && byFirst && flags == TcpFlags.ACK) {
            next = OVER;
        } else {
            return false;
        }
        rows[at + MARKS] = marks & ~STAGE | next;
        TcbFields.enter(rows, at, sender, receiver, batch, index, flags == FIN_ACK ? 1 : 0, kind);
        return true;
    }
}
