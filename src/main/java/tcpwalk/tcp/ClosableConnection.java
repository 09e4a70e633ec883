package tcpwalk.tcp;

import tcpwalk.wire.Segment;

/**
 * The two endpoints of a connection, and how it closes (RFC 9293 §3.6): who began to, by FIN or by RST, whether it is
 * over, and what became of it.
 */
abstract class ClosableConnection extends ComparedConnection {

    private final Endpoint client;
    private final Endpoint server;
    private Side closedBy;
    private boolean reset;
    private boolean refused;
    private boolean lingering;

    ClosableConnection(Segment first, RoleGuess guess, boolean fromStart) {
        super(first, guess.sender());
        client = new Endpoint(fromStart ? TcpState.CLOSED : TcpState.UNKNOWN);
        server = new Endpoint(fromStart ? TcpState.LISTEN : TcpState.UNKNOWN);
    }

    /** Both ends are where they begin, since a {@link Resumption} is still to tell them what they went through. */
    ClosableConnection(TcbRows tcbs, int row) {
        super(tcbs, row);
        int marks = tcbs.rows()[row * TcbRows.ROW + TcbRows.MARKS];
        int stage = marks & TcbFields.STAGE;
        client = new Endpoint(TcpState.CLOSED);
        server = new Endpoint(TcpState.LISTEN);
        closedBy = stage < TcbFields.CLOSING ? null
                : (marks & TcbFields.SERVER_CLOSED) != 0 ? Side.SERVER : Side.CLIENT;
        lingering = stage == TcbFields.OVER;
    }

    public final Endpoint client() {
        return client;
    }

    public final Endpoint server() {
        return server;
    }

    @Override
    public final Endpoint end(Side side) {
        return side == Side.CLIENT ? client : server;
    }

    /** Who sent the first FIN or the reset that took effect; null while nobody has. */
    public final Side closedBy() {
        return closedBy;
    }

    /** Whether neither end expects anything more. */
    public final boolean isOver() {
        return client.state().isOver() && server.state().isOver()
                || client.state() == TcpState.CLOSED && server.state() == TcpState.LISTEN;
    }

    /** Whether it has just ended; true once, unless it turns out to live. */
    final boolean ends() {
        if (lingering || client.isQuiet() || !isOver()) {
            return false;
        }
        lingering = true;
        return true;
    }

    /** How the connection stands. */
    public final Outcome outcome() {
        if (refused) {
            return Outcome.REFUSED;
        }
        if (reset) {
            return Outcome.RESET;
        }
        if (client.state().isOver() && server.state().isOver()) {
            return Outcome.CLOSED;
        }
        if (client.isFinSent() || server.isFinSent()) {
            return Outcome.CLOSING;
        }
        if (client.state() == TcpState.ESTABLISHED && server.state() == TcpState.ESTABLISHED) {
            return Outcome.ESTABLISHED;
        }
        if (server.segments() == 0 && client.isSynSeen()) {
            return Outcome.NO_ANSWER;
        }
        boolean opening = client.state() == TcpState.SYN_SENT || server.state() == TcpState.SYN_RECEIVED;
        return opening ? Outcome.HALF_OPEN : Outcome.UNKNOWN;
    }

    final void closes(Side side) {
        if (closedBy == null) {
            closedBy = side;
        }
    }

    final void refuses() {
        refused = true;
    }

    final void resets(Side side) {
        reset = true;
        closes(side);
    }

    /** What seemed to be the end was none. */
    final void revives() {
        reset = false;
        closedBy = null;
        lingering = false;
    }
}
