package tcpwalk.tcp;

import tcpwalk.wire.Segment;

/**
 * One observed connection: two endpoints, the same code with the ends swapped.
 *
 * <p>What an observer must bear in mind: a segment that passes the tap may be lost behind it; what it would cause at
 * the other end is presumed until that end shows it (see {@link StatePath}). Segments may be missing from the capture,
 * come twice, or in another order than they were sent. Applications close long before their FIN can be seen, and timers
 * fire without a segment.
 */
public final class Connection {

    private final long id;
    private final int hash;
    private final ConnectionKey key;
    private final Endpoint client;
    private final Endpoint server;
    private Roles roles;
    private final long start;
    private final int interfaceIndex;
    private long lastTime;
    private Side closedBy;
    private boolean reset;
    private boolean refused;
    private final HandshakeClock handshake = new HandshakeClock();
    private Journal journal;
    private Segment challenger;

    Connection(long id, ConnectionKey key, Roles roles, Segment first, int hash) {
        this.id = id;
        this.hash = hash;
        this.key = key;
        this.roles = roles;
        boolean fromStart = first.isSyn();
        client = new Endpoint(fromStart ? TcpState.CLOSED : TcpState.UNKNOWN);
        server = new Endpoint(fromStart ? TcpState.LISTEN : TcpState.UNKNOWN);
        start = first.time();
        interfaceIndex = first.interfaceIndex();
    }

    /** Numbers connections by their first segment, from 0. */
    public long id() {
        return id;
    }

    /** Both ends' addresses. */
    public ConnectionKey key() {
        return key;
    }

    /** Where its table keeps it. */
    int hash() {
        return hash;
    }

    /** Whether the handshake has been completed, or was before the capture began. */
    boolean isOpened() {
        return client.state() != TcpState.SYN_SENT && server.state() != TcpState.LISTEN
                && server.state() != TcpState.SYN_RECEIVED;
    }

    public Endpoint client() {
        return client;
    }

    public Endpoint server() {
        return server;
    }

    /** The endpoint of a side. */
    public Endpoint end(Side side) {
        return side == Side.CLIENT ? client : server;
    }

    public Roles roles() {
        return roles;
    }

    /** Time of the first segment, nanoseconds since the epoch. */
    public long start() {
        return start;
    }

    /** Time of the last segment, nanoseconds since the epoch. */
    public long lastTime() {
        return lastTime;
    }

    /** The number of the capturing interface, from 0. */
    public int interfaceIndex() {
        return interfaceIndex;
    }

    /** Who sent the first FIN or the reset that took effect; null while nobody has. */
    public Side closedBy() {
        return closedBy;
    }

    /** The handshake's round trip in nanoseconds as the tap sees it, or -1. */
    public long handshakeRtt() {
        return handshake.roundTrip();
    }

    /** The steps, or null where they are not kept. */
    public Journal journal() {
        return journal;
    }

    /** Keeps every step from now on, or forgets them. */
    void keepJournal(boolean keep) {
        journal = keep ? new Journal() : null;
    }

    /** A SYN with another number that came while the connection was open, or null; see {@link Succession}. */
    Segment challenger() {
        return challenger;
    }

    void challengedBy(Segment syn) {
        challenger = syn;
    }

    /** Notes something beside the segments, such as an ICMP error. */
    void event(long frame, long time, Side from, String event) {
        if (journal != null) {
            journal.event(frame, time, from, event, this);
        }
    }

    /** Whether neither end expects anything more. */
    public boolean isOver() {
        return client.state().isOver() && server.state().isOver()
                || client.state() == TcpState.CLOSED && server.state() == TcpState.LISTEN;
    }

    /** How the connection stands. */
    public Outcome outcome() {
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

    /** Takes the next segment of the connection, sent by {@code from}. */
    void observe(Segment segment, Side from) {
        lastTime = segment.time();
        Inference.observe(this, segment, from);
        if (journal != null) {
            journal.segment(segment, from, this);
        }
    }

    HandshakeClock handshake() {
        return handshake;
    }

    TransitionLog log(Side side) {
        return journal == null ? TransitionLog.NONE : journal.of(side);
    }

    void closes(Side side) {
        if (closedBy == null) {
            closedBy = side;
        }
    }

    void refuses() {
        refused = true;
    }

    void resets(Side side) {
        reset = true;
        closes(side);
    }
}
