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
public final class Connection extends ComparedConnection implements Tally {

    private final long id;
    private final int hash;
    private final Endpoint client;
    private final Endpoint server;
    private Roles roles;
    private final long start;
    private final int firstFrame;
    private final char interfaceIndex;
    private long lastTime;
    private Side closedBy;
    private boolean reset;
    private boolean refused;
    private boolean lingering;
    private boolean serverSpoke;
    private boolean cut;
    private long handshakeRtt = -1;
    private HandshakeClock handshake;
    private Journal journal;

    Connection(long id, RoleGuess guess, Segment first, int hash) {
        super(first, guess.sender());
        this.id = id;
        this.hash = hash;
        roles = guess.evidence();
        // A probe whose flags everybody drops begins nothing.
        boolean fromStart = first.isSyn() || IllegalFlags.isDropped(first.flags());
        client = new Endpoint(fromStart ? TcpState.CLOSED : TcpState.UNKNOWN);
        server = new Endpoint(fromStart ? TcpState.LISTEN : TcpState.UNKNOWN);
        handshake = fromStart ? new HandshakeClock() : null;
        start = first.time();
        firstFrame = (int) first.frame();
        interfaceIndex = (char) first.packet().interfaceIndex();
    }

    /** Goes on from what a connection's row says. */
    Connection(TcbRows tcbs, int row) {
        super(tcbs, row);
        int[] ordinary = tcbs.rows();
        int at = row * TcbRows.ROW;
        int marks = ordinary[at + TcbRows.MARKS];
        int stage = marks & TcbFields.STAGE;
        id = tcbs.apart(row, TcbRows.ID);
        hash = tcbs.hash(row);
        roles = Roles.SYN;
        start = tcbs.apart(row, TcbRows.START);
        firstFrame = (int) tcbs.apart(row, TcbRows.FIRST_FRAME);
        interfaceIndex = (char) tcbs.apart(row, TcbRows.INTERFACE);
        lastTime = TcbRows.getLong(ordinary, at + TcbRows.LAST);
        handshakeRtt = tcbs.apart(row, TcbRows.ROUND_TRIP);
        serverSpoke = (marks & TcbFields.SERVER_SPOKE) != 0;
        cut = (marks & TcbFields.CUT) != 0;
        client = new Endpoint(TcpState.CLOSED);
        server = new Endpoint(TcpState.LISTEN);
        closedBy = stage < TcbFields.CLOSING ? null
                : (marks & TcbFields.SERVER_CLOSED) != 0 ? Side.SERVER : Side.CLIENT;
        lingering = stage == TcbFields.OVER;
        new Resumption(this, tcbs, row).resume(stage);
    }

    /** Nothing but the SYN, and perhaps its answer, passed before it goes on. */
    void resumeHandshake(long answered) {
        handshake = new HandshakeClock(start, answered);
    }

    @Override
    public long id() {
        return id;
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

    @Override
    public Endpoint end(Side side) {
        return side == Side.CLIENT ? client : server;
    }

    public Roles roles() {
        return roles;
    }

    @Override
    public long start() {
        return start;
    }

    /** The number of the first segment's frame, modulo 2^32. */
    public long firstFrame() {
        return Integer.toUnsignedLong(firstFrame);
    }

    /** Time of the last segment, nanoseconds since the epoch. */
    public long lastTime() {
        return lastTime;
    }

    /** The number of the capturing interface, from 0. */
    public int interfaceIndex() {
        return interfaceIndex;
    }

    /** Who sent payload last; means something only once somebody has. */
    public Side lastSpeaker() {
        return serverSpoke ? Side.SERVER : Side.CLIENT;
    }

    void speaks(Side from) {
        serverSpoke = from == Side.SERVER;
    }

    /** Whether this is the first time that a segment lacks payload. */
    boolean isFirstCut(Segment segment) {
        boolean first = !cut && segment.isCut();
        cut |= first;
        return first;
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

    /** Keeps every step from now on, where it does not already. */
    public void keepSteps() {
        if (journal == null) {
            keepJournal(true);
        }
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

    @Override
    public long duration() {
        return lastTime - start;
    }

    @Override
    public long segments() {
        return client.segments() + server.segments();
    }

    @Override
    public long bytes() {
        return client.bytes() + server.bytes();
    }

    @Override
    public long roundTrip() {
        return handshakeRtt;
    }

    @Override
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
        long course = comparing(segment, from);
        inference.observe(this, segment, from);
        compared(segment, from, course);
        lastTime = segment.time();
        if (journal != null) {
            journal.segment(segment, from, this);
        }
    }

    /** The same packet in another frame. */
    void observeAgain(Segment copy, Side from, Inference inference) {
        long course = comparing(copy, from);
        inference.observeAgain(this, copy, from);
        compared(copy, from, course);
        lastTime = copy.time();
        if (journal != null) {
            journal.segment(copy, from, this);
        }
    }

    /** Whether the handshake's round trip is known, or never will be. */
    boolean isTimed() {
        return handshake == null;
    }

    void timeHandshake(Segment segment, Side from) {
        if (handshake != null && handshake.observe(segment, from)) {
            handshakeRtt = handshake.roundTrip();
            handshake = null;
        }
    }

    /** Something of both ends, for a look ahead that only wants them in the cache. */
    int touch() {
        return (int) lastTime + touchEnds() + client.touch() + server.touch();
    }

    /** A bare SYN shows who opens. */
    void opens(Side side) {
        if (side == Side.CLIENT) {
            roles = Roles.SYN;
        }
    }

    void closes(Side side) {
        if (closedBy == null) {
            closedBy = side;
        }
    }

    void refuses() {
        refused = true;
    }

    /** What seemed to be the end was none. */
    void revives() {
        reset = false;
        closedBy = null;
        lingering = false;
    }

    void resets(Side side) {
        reset = true;
        closes(side);
    }
}
