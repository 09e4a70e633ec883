package tcpwalk.tcp;

/** What both ends of a connection went through while it was kept in the books, told again event by event. */
final class Resumption {

    private static final TransitionLog TOLD = (before, after, evidence, rule) -> { };

    private final Connection connection;
    private final Ledger ledger;
    private final int row;
    private final int[] books;
    private final int at;
    private final Endpoint client;
    private final Endpoint server;

    Resumption(Connection connection, Ledger ledger, int row) {
        this.connection = connection;
        this.ledger = ledger;
        this.row = row;
        books = ledger.rows();
        at = row * Ledger.ROW;
        client = connection.client();
        server = connection.server();
    }

    /** Everything up to a stage that {@link Entries} names. */
    void resume(int stage) {
        client.resume(books, at, lastSent(0));
        client.apply(Event.SENDS_SYN, Evidence.SENT, TOLD);
        if (stage >= Entries.ANSWERED) {
            answer();
        }
        if (stage >= Entries.COMPLETED) {
            complete();
        } else {
            connection.resumeHandshake(stage == Entries.ANSWERED ? lastSent(Ledger.SERVER) : -1);
        }
        if (stage >= Entries.OPEN) {
            server.confirmAll();
        }
        if (stage >= Entries.CLOSING) {
            close(stage, connection.end(connection.closedBy()), connection.end(connection.closedBy().other()));
        }
    }

    private long lastSent(int end) {
        return Ledger.getLong(books, at + Ledger.LAST_SENT + 2 * end);
    }

    private void answer() {
        server.resume(books, at + Ledger.SERVER, lastSent(Ledger.SERVER));
        server.apply(Event.SENDS_SYN_ACK, Evidence.SENT, TOLD);
        server.resumeReceiving(client.sndUna(), books[at + Ledger.SERVER + Ledger.RIGHT_EDGE]);
        server.settleScale(client);
        client.presume(Event.SYN_ACK_ARRIVES, lastSent(Ledger.SERVER), TOLD);
    }

    private void complete() {
        client.confirmAll();
        client.resumeReceiving(server.sndUna(), books[at + Ledger.RIGHT_EDGE]);
        server.presume(Event.ACK_OF_SYN_ARRIVES, connection.start() + connection.handshakeRtt(), TOLD);
    }

    private void close(int stage, Endpoint first, Endpoint second) {
        long finTime = ledger.apart(row, Ledger.FIRST_FIN_TIME);
        first.resumeFin(finTime, ledger.apart(row, Ledger.FIRST_FIN_FRAME));
        first.apply(Event.SENDS_FIN, Evidence.SENT, TOLD);
        second.presume(Event.FIN_ARRIVES, finTime, TOLD);
        if (stage >= Entries.HALF_CLOSED) {
            // Whichever answers it, an ACK or the other FIN, has the number that this end sends next.
            first.fin().resumeAnswer(stage == Entries.HALF_CLOSED ? second.sndNxt() : second.sndNxt() - 1);
            second.confirmAll();
            first.presume(Event.ACK_OF_FIN_ARRIVES, second.lastTime(), TOLD);
        }
        if (stage >= Entries.BOTH_CLOSED) {
            second.resumeFin(second.lastTime(), ledger.apart(row, Ledger.SECOND_FIN_FRAME));
            second.apply(Event.SENDS_FIN, Evidence.SENT, TOLD);
            first.presume(Event.FIN_ARRIVES, second.lastTime(), TOLD);
        }
        if (stage == Entries.OVER) {
            second.fin().resumeAnswer(first.sndNxt());
            first.confirmAll();
            second.presume(Event.ACK_OF_FIN_ARRIVES, first.lastTime(), TOLD);
        }
    }
}
