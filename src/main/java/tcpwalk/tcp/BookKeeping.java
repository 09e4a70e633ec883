package tcpwalk.tcp;

import static tcpwalk.tcp.Entries.ANSWERED;
import static tcpwalk.tcp.Entries.ASKED;
import static tcpwalk.tcp.Entries.COMPLETED;
import static tcpwalk.tcp.Entries.CONTROLS;
import static tcpwalk.tcp.Entries.CUT;
import static tcpwalk.tcp.Entries.OPEN;
import static tcpwalk.tcp.Entries.OVER;
import static tcpwalk.tcp.Entries.SERVER_SPOKE;
import static tcpwalk.tcp.Entries.STAGE;
import static tcpwalk.tcp.Ledger.CUT_FRAME;
import static tcpwalk.tcp.Ledger.LAST;
import static tcpwalk.tcp.Ledger.MARKS;
import static tcpwalk.tcp.Ledger.NXT;
import static tcpwalk.tcp.Ledger.OFFER;
import static tcpwalk.tcp.Ledger.RIGHT_EDGE;
import static tcpwalk.tcp.Ledger.ROW;
import static tcpwalk.tcp.Ledger.SERVER;
import static tcpwalk.tcp.Ledger.TIMER;
import static tcpwalk.tcp.Ledger.UNA;
import static tcpwalk.tcp.Ledger.WINDOW;

import tcpwalk.tcp.peers.Textbook;
import tcpwalk.wire.Segment;
import tcpwalk.wire.TcpFlags;

/**
 * Keeps the books of connections in which nothing has happened that is worth a word: opened by SYN, SYN,ACK and ACK,
 * data and acknowledgments in order, closed by FIN and ACK from both ends. Of the very segments that {@link Inference}
 * would take without a second thought, it keeps the very numbers that {@link Endpoint} would, in a {@link Ledger}'s row.
 * At the first segment that differs in the least a {@link Connection} goes on from there.
 */
final class BookKeeping {

    private final Ledger ledger;
    private final OpeningBooks opening;
    private final ClosingBooks closing;

    BookKeeping(Ledger ledger, Diagnosis diagnosis) {
        this.ledger = ledger;
        opening = new OpeningBooks(ledger, diagnosis);
        closing = new ClosingBooks(ledger);
    }

    /** Whether a connection that begins with this segment may begin in the books. */
    boolean mayBegin(Segment first) {
        return opening.mayBegin(first);
    }

    /** Begins a row and returns its number. */
    int begin(Segment syn, int hash, long id) {
        return opening.begin(syn, hash, id);
    }

    private int stage(int row) {
        return ledger.rows()[row * ROW + MARKS] & STAGE;
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
     * @param found the row and the sender, as {@link Ledger#find} says it
     */
    boolean take(int found, Segment segment) {
        int row = found >> 1;
        boolean fromClient = (found & 1) == 0;
        if (segment.time() < Ledger.getLong(ledger.rows(), row * ROW + LAST)) {
            return false;
        }
        return switch (stage(row)) {
            case COMPLETED, OPEN -> (segment.flags() & CONTROLS) == TcpFlags.ACK ? continues(row, fromClient, segment)
                    : (segment.flags() & CONTROLS) == ClosingBooks.FIN_ACK && closing.begins(row, fromClient, segment);
            case ASKED -> !fromClient && opening.answers(row, segment);
            case ANSWERED -> fromClient && opening.completes(row, segment);
            default -> closing.take(row, fromClient, segment);
        };
    }

    /**
     * Data in order that fits, or an acknowledgment of something: nine segments in ten. In one piece, every number read
     * and written once, since nothing else decides so much how long a large capture takes.
     */
    private boolean continues(int row, boolean fromClient, Segment segment) {
        int[] rows = ledger.rows();
        int at = row * ROW;
        int sender = fromClient ? at : at + SERVER;
        int receiver = fromClient ? at + SERVER : at;
        int seq = segment.seq();
        int ack = segment.ack();
        int length = segment.length();
        int una = rows[receiver + UNA];
        int offer = rows[sender + OFFER];
        int lastEdge = rows[sender + RIGHT_EDGE];
        int scale = Entries.scale(offer);
        int window = segment.window() << scale;
        int edge = ack + window;
        boolean ordinary = seq == rows[sender + NXT] && ack - una >= 0 && ack - una <= rows[receiver + NXT] - una
                && Entries.isOrdinary(rows, sender, segment) && lastEdge - (1 << scale) - edge <= 0
                && (length == 0 ? ack != una : Entries.fits(rows, sender, receiver, segment));
        if (!ordinary) {
            return false;
        }
        long time = segment.time();
        Entries.stamp(rows, sender, segment);
        Entries.count(rows, sender, segment);
        rows[sender + RIGHT_EDGE] = edge - lastEdge > 0 ? edge : lastEdge;
        rows[sender + WINDOW] = window;
        int marks = rows[at + MARKS] | (fromClient ? 0 : OPEN);
        if (length > 0) {
            marks = fromClient ? marks & ~SERVER_SPOKE : marks | SERVER_SPOKE;
            if (rows[sender + UNA] == seq) {
                rows[sender + TIMER] = SentStream.ticks(time);
            }
            rows[sender + NXT] = seq + length;
            if ((marks & CUT) == 0 && segment.isCut()) {
                marks |= CUT;
                ledger.keepApart(row, CUT_FRAME, segment.frame());
            }
        }
        rows[at + MARKS] = marks;
        if (ack != una) {
            rows[receiver + UNA] = ack;
            rows[receiver + TIMER] = SentStream.ticks(time);
        }
        int kind = length > 0 ? Textbook.CLIENT_DATA : Textbook.CLIENT_ACK;
        Entries.course(rows, at, fromClient ? kind : kind + 1);
        Entries.pass(rows, at, sender, time);
        return true;
    }
}
