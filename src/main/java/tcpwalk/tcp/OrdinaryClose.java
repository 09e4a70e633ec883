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
import static tcpwalk.tcp.TcbRows.SECOND_FIN_FRAME;
import static tcpwalk.tcp.TcbRows.SERVER;

import tcpwalk.tcp.peers.Textbook;
import tcpwalk.wire.Segment;
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
    boolean begins(int row, boolean fromClient, Segment fin) {
        int[] rows = tcbs.rows();
        int at = row * ROW;
        int sender = fromClient ? at : at + SERVER;
        int receiver = fromClient ? at + SERVER : at;
        int marks = rows[at + MARKS];
        if (fromClient && (marks & STAGE) != OPEN || !isPlain(rows, sender, receiver, fin)
                || fin.length() > 0 && !TcbFields.fits(rows, sender, receiver, fin)
                || fin.end() - rows[sender + ISS] < 0 || fin.isCut() && (marks & CUT) == 0) {
            return false;
        }
        if (fin.length() > 0) {
            marks = fromClient ? marks & ~SERVER_SPOKE : marks | SERVER_SPOKE;
        }
        rows[at + MARKS] = marks & ~STAGE | CLOSING | (fromClient ? 0 : SERVER_CLOSED);
        tcbs.keepApart(row, FIRST_FIN_TIME, fin.time());
        tcbs.keepApart(row, FIRST_FIN_FRAME, fin.frame());
        int last = fin.length() > 0 ? Textbook.CLIENT_LAST_DATA : Textbook.CLIENT_FIN;
        TcbFields.enter(rows, at, sender, receiver, fin, fromClient ? last : last + 1);
        return true;
    }

    private static boolean isPlain(int[] rows, int sender, int receiver, Segment segment) {
        return TcbFields.follows(rows, sender, receiver, segment) && TcbFields.isOrdinary(rows, sender, segment)
                && TcbFields.keepsEdge(rows, sender, segment);
    }

    /** What follows the first FIN. */
    boolean take(int row, boolean fromClient, Segment segment) {
        int[] rows = tcbs.rows();
        int at = row * ROW;
        int marks = rows[at + MARKS];
        int sender = fromClient ? at : at + SERVER;
        int receiver = fromClient ? at + SERVER : at;
        boolean byFirst = fromClient == ((marks & SERVER_CLOSED) == 0);
        if (segment.length() > 0 || segment.ack() != rows[receiver + NXT]
                || !isPlain(rows, sender, receiver, segment)) {
            return false;
        }
        int stage = marks & STAGE;
        int flags = segment.flags() & CONTROLS;
        int next;
        int kind = fromClient ? Textbook.CLIENT_ACK : Textbook.SERVER_ACK;
        if (stage == CLOSING && !byFirst && flags == TcpFlags.ACK) {
            next = HALF_CLOSED;
        } else if (stage <= HALF_CLOSED && !byFirst && flags == FIN_ACK
                && segment.time() - tcbs.apart(row, FIRST_FIN_TIME) < AT_ONCE) {
            next = BOTH_CLOSED;
            kind = fromClient ? Textbook.CLIENT_FIN : Textbook.SERVER_FIN;
            tcbs.keepApart(row, SECOND_FIN_FRAME, segment.frame());
        } else if (stage == BOTH_CLOSED && byFirst && flags == TcpFlags.ACK) {
            next = OVER;
        } else {
            return false;
        }
        rows[at + MARKS] = marks & ~STAGE | next;
        TcbFields.enter(rows, at, sender, receiver, segment, kind);
        return true;
    }
}
