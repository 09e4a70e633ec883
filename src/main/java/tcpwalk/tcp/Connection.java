package tcpwalk.tcp;

import tcpwalk.wire.EndpointAddress;
import tcpwalk.wire.IpAddress;
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
    private final int ipVersion;
    private final int ports;
    private final long clientHigh;
    private final long clientLow;
    private final long serverHigh;
    private final long serverLow;
    private final Endpoint client;
    private final Endpoint server;
    private final Roles roles;
    private final long start;
    private final int interfaceIndex;
    private long lastTime;
    private Side closedBy;
    private boolean reset;
    private boolean refused;
    private boolean lingering;
    private long handshakeRtt = -1;
    private HandshakeClock handshake = new HandshakeClock();
    private Journal journal;
    private Segment challenger;

    Connection(long id, RoleGuess guess, Segment first, int hash) {
        this.id = id;
        this.hash = hash;
        roles = guess.evidence();
        boolean fromClient = guess.sender() == Side.CLIENT;
        ipVersion = first.ipVersion();
        ports = fromClient ? first.sourcePort() << 16 | first.destinationPort()
                : first.destinationPort() << 16 | first.sourcePort();
        clientHigh = fromClient ? first.sourceHigh() : first.destinationHigh();
        clientLow = fromClient ? first.sourceLow() : first.destinationLow();
        serverHigh = fromClient ? first.destinationHigh() : first.sourceHigh();
        serverLow = fromClient ? first.destinationLow() : first.sourceLow();
        boolean fromStart = first.isSyn();
        client = new Endpoint(fromStart ? TcpState.CLOSED : TcpState.UNKNOWN);
        server = new Endpoint(fromStart ? TcpState.LISTEN : TcpState.UNKNOWN);
        start = first.time();
        interfaceIndex = first.packet().interfaceIndex();
    }

    /** Numbers connections by their first segment, from 0. */
    public long id() {
        return id;
    }

    /** An end's address and port. */
    public EndpointAddress address(Side side) {
        return side == Side.CLIENT
                ? new EndpointAddress(new IpAddress(ipVersion, clientHigh, clientLow), ports >>> 16)
                : new EndpointAddress(new IpAddress(ipVersion, serverHigh, serverLow), ports & 0xffff);
    }

    /** Who sent the segment, or null when it belongs to other ends. */
    Side senderOf(Segment segment) {
        if (segment.ipVersion() != ipVersion) {
            return null;
        }
        int both = segment.sourcePort() << 16 | segment.destinationPort();
        if (both == ports && segment.sourceLow() == clientLow && segment.destinationLow() == serverLow
                && segment.sourceHigh() == clientHigh && segment.destinationHigh() == serverHigh) {
            return Side.CLIENT;
        }
        boolean reversed = (both << 16 | both >>> 16) == ports && segment.sourceLow() == serverLow
                && segment.destinationLow() == clientLow && segment.sourceHigh() == serverHigh
                && segment.destinationHigh() == clientHigh;
        return reversed ? Side.SERVER : null;
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
        return handshakeRtt;
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

    /** Forgets the steps kept so far and keeps no more. */
    public void forgetSteps() {
        journal = null;
    }

    /** Notes something beside the segments, such as an ICMP error. */
    public void event(long frame, long time, Side from, String event) {
        if (journal != null) {
            journal.event(frame, time, from, event, this);
        }
    }

    /** Whether neither end expects anything more. */
    public boolean isOver() {
        return client.state().isOver() && server.state().isOver()
                || client.state() == TcpState.CLOSED && server.state() == TcpState.LISTEN;
    }

    /** Whether it has just ended; true once, unless it turns out to live. */
    boolean ends() {
        if (lingering || client.isQuiet() || !isOver()) {
            return false;
        }
        lingering = true;
        return true;
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
    void observe(Segment segment, Side from, Inference inference) {
        lastTime = segment.time();
        inference.observe(this, segment, from);
        if (journal != null) {
            journal.segment(segment, from, this);
        }
    }

    void timeHandshake(Segment segment, Side from) {
        if (handshake != null && handshake.observe(segment, from)) {
            handshakeRtt = handshake.roundTrip();
            handshake = null;
        }
    }

    /** Something of both ends, for a look ahead that only wants them in the cache. */
    int touch() {
        return (int) lastTime + ports + client.touch() + server.touch();
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
