package tcpwalk.tcp;

/** What both ends of a connection went through while it was a row of numbers, told again event by event. */
final class Resumption {

    private static final TransitionLog TOLD = (before, after, evidence, rule) -> { };

    private final Connection connection;
    private final TcbRows tcbs;
    private final int row;
    private final int[] ordinary;
    private final int at;
    private final Endpoint client;
    private final Endpoint server;

    Resumption(Connection connection, TcbRows tcbs, int row) {
        this.connection = connection;
        this.tcbs = tcbs;
        this.row = row;
        ordinary = tcbs.rows();
        at = row * TcbRows.ROW;
        client = connection.client();
        server = connection.server();
    }

    /** Everything up to a stage that {@link TcbFields} names. */
    void resume(int stage) {
        client.resume(ordinary, at, lastSent(0));
        client.apply(Event.SENDS_SYN, Evidence.SENT, TOLD);
        if (stage >= TcbFields.ANSWERED) {
            answer();
        }
        if (stage >= TcbFields.COMPLETED) {
            complete();
        } else {
            connection.resumeHandshake(stage == TcbFields.ANSWERED ? lastSent(TcbRows.SERVER) : -1);
        }
        if (stage >= TcbFields.OPEN) {
            server.confirmAll();
        }
        if (stage >= TcbFields.CLOSING) {
            close(stage, connection.end(connection.closedBy()), connection.end(connection.closedBy().other()));
        }
    }

    private long lastSent(int end) {
        return TcbRows.getLong(ordinary, at + TcbRows.LAST_SENT + 2 * end);
    }

    private void answer() {
        server.resume(ordinary, at + TcbRows.SERVER, lastSent(TcbRows.SERVER));
        server.apply(Event.SENDS_SYN_ACK, Evidence.SENT, TOLD);
        server.resumeReceiving(client.sndUna(), ordinary[at + TcbRows.SERVER + TcbRows.RIGHT_EDGE]);
        server.settleScale(client);
        client.presume(Event.SYN_ACK_ARRIVES, lastSent(TcbRows.SERVER), TOLD);
    }

    private void complete() {
        client.confirmAll();
        client.resumeReceiving(server.sndUna(), ordinary[at + TcbRows.RIGHT_EDGE]);
        server.presume(Event.ACK_OF_SYN_ARRIVES, connection.start() + connection.handshakeRtt(), TOLD);
    }

    private void close(int stage, Endpoint first, Endpoint second) {
        long finTime = tcbs.apart(row, TcbRows.FIRST_FIN_TIME);
        first.resumeFin(finTime, tcbs.apart(row, TcbRows.FIRST_FIN_FRAME));
        first.apply(Event.SENDS_FIN, Evidence.SENT, TOLD);
        second.presume(Event.FIN_ARRIVES, finTime, TOLD);
        if (stage >= TcbFields.HALF_CLOSED) {
            // Whichever answers it, an ACK or the other FIN, has the number that this end sends next.
            first.fin().resumeAnswer(stage == TcbFields.HALF_CLOSED ? second.sndNxt() : second.sndNxt() - 1);
            second.confirmAll();
            first.presume(Event.ACK_OF_FIN_ARRIVES, second.lastTime(), TOLD);
        }
        if (stage >= TcbFields.BOTH_CLOSED) {
            second.resumeFin(second.lastTime(), tcbs.secondFinFrame(row));
            second.apply(Event.SENDS_FIN, Evidence.SENT, TOLD);
            first.presume(Event.FIN_ARRIVES, second.lastTime(), TOLD);
        }
        if (stage == TcbFields.OVER) {
            second.fin().resumeAnswer(first.sndNxt());
            first.confirmAll();
            second.presume(Event.ACK_OF_FIN_ARRIVES, first.lastTime(), TOLD);
        }
    }
}
