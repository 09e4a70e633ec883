package tcpwalk.tcp;

import static tcpwalk.tcp.Entries.BOTH_CLOSED;
import static tcpwalk.tcp.Entries.CLOSING;
import static tcpwalk.tcp.Entries.CONTROLS;
import static tcpwalk.tcp.Entries.CUT;
import static tcpwalk.tcp.Entries.HALF_CLOSED;
import static tcpwalk.tcp.Entries.OPEN;
import static tcpwalk.tcp.Entries.OVER;
import static tcpwalk.tcp.Entries.SERVER_CLOSED;
import static tcpwalk.tcp.Entries.SERVER_SPOKE;
import static tcpwalk.tcp.Entries.STAGE;
import static tcpwalk.tcp.Ledger.FIRST_FIN_FRAME;
import static tcpwalk.tcp.Ledger.FIRST_FIN_TIME;
import static tcpwalk.tcp.Ledger.ISS;
import static tcpwalk.tcp.Ledger.MARKS;
import static tcpwalk.tcp.Ledger.NXT;
import static tcpwalk.tcp.Ledger.ROW;
import static tcpwalk.tcp.Ledger.SECOND_FIN_FRAME;
import static tcpwalk.tcp.Ledger.SERVER;

import tcpwalk.tcp.peers.Textbook;
import tcpwalk.wire.Segment;
import tcpwalk.wire.TcpFlags;

/**
 * The books of an orderly close: a FIN, perhaps its acknowledgment, the other end's FIN soon after it, and the last
 * acknowledgment.
 */
final class ClosingBooks {

    static final int FIN_ACK = TcpFlags.FIN | TcpFlags.ACK;
    /** An end that keeps its half open for as long is worth a word. */
    private static final long AT_ONCE = 500_000_000;

    private final Ledger ledger;

    ClosingBooks(Ledger ledger) {
        this.ledger = ledger;
    }

    /** The first FIN, of an open connection. */
    boolean begins(int row, boolean fromClient, Segment fin) {
        int[] rows = ledger.rows();
        int at = row * ROW;
        int sender = fromClient ? at : at + SERVER;
        int receiver = fromClient ? at + SERVER : at;
        int marks = rows[at + MARKS];
        if (fromClient && (marks & STAGE) != OPEN || !isPlain(rows, sender, receiver, fin)
                || fin.length() > 0 && !Entries.fits(rows, sender, receiver, fin)
                || fin.end() - rows[sender + ISS] < 0 || fin.isCut() && (marks & CUT) == 0) {
            return false;
        }
        if (fin.length() > 0) {
            marks = fromClient ? marks & ~SERVER_SPOKE : marks | SERVER_SPOKE;
        }
        rows[at + MARKS] = marks & ~STAGE | CLOSING | (fromClient ? 0 : SERVER_CLOSED);
        ledger.keepApart(row, FIRST_FIN_TIME, fin.time());
        ledger.keepApart(row, FIRST_FIN_FRAME, fin.frame());
        int last = fin.length() > 0 ? Textbook.CLIENT_LAST_DATA : Textbook.CLIENT_FIN;
        Entries.enter(rows, at, sender, receiver, fin, fromClient ? last : last + 1);
        return true;
    }

    private static boolean isPlain(int[] rows, int sender, int receiver, Segment segment) {
        return Entries.follows(rows, sender, receiver, segment) && Entries.isOrdinary(rows, sender, segment)
                && Entries.keepsEdge(rows, sender, segment);
    }

    /** What follows the first FIN. */
    boolean take(int row, boolean fromClient, Segment segment) {
        int[] rows = ledger.rows();
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
                && segment.time() - ledger.apart(row, FIRST_FIN_TIME) < AT_ONCE) {
            next = BOTH_CLOSED;
            kind = fromClient ? Textbook.CLIENT_FIN : Textbook.SERVER_FIN;
            ledger.keepApart(row, SECOND_FIN_FRAME, segment.frame());
        } else if (stage == BOTH_CLOSED && byFirst && flags == TcpFlags.ACK) {
            next = OVER;
        } else {
            return false;
        }
        rows[at + MARKS] = marks & ~STAGE | next;
        Entries.enter(rows, at, sender, receiver, segment, kind);
        return true;
    }
}
