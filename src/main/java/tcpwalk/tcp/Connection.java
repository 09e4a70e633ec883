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
public final class Connection extends ClosableConnection implements Tally {

    private final long id;
    private final int hash;
    private Roles roles;
    private final long start;
    private final int firstFrame;
    private final char interfaceIndex;
    private long lastTime;
    private boolean serverSpoke;
    private boolean cut;
    private long handshakeRtt = -1;
    private HandshakeClock handshake;
    private Journal journal;

    Connection(long id, RoleGuess guess, Segment first, int hash) {
        super(first, guess, isStart(first));
        this.id = id;
        this.hash = hash;
        roles = guess.evidence();
        handshake = isStart(first) ? new HandshakeClock() : null;
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
        id = tcbs.id(row);
        hash = tcbs.hash(row);
        roles = Roles.SYN;
        start = tcbs.apart(row, TcbRows.START);
        firstFrame = (int) tcbs.apart(row, TcbRows.FIRST_FRAME);
        interfaceIndex = (char) tcbs.interfaceIndex(row);
        lastTime = TcbRows.getLong(ordinary, at + TcbRows.LAST);
        handshakeRtt = tcbs.apart(row, TcbRows.ROUND_TRIP);
        serverSpoke = (marks & TcbFields.SERVER_SPOKE) != 0;
        cut = (marks & TcbFields.CUT) != 0;
        new Resumption(this, tcbs, row).resume(marks & TcbFields.STAGE);
    }

    /** Whether both ends stand at their start: at a SYN, or a probe that everybody drops, which begins nothing. */
    private static boolean isStart(Segment first) {
        return first.isSyn() || IllegalFlags.isDropped(first.flags());
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
        return client().state() != TcpState.SYN_SENT && server().state() != TcpState.LISTEN
                && server().state() != TcpState.SYN_RECEIVED;
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

    @Override
    public long duration() {
        return lastTime - start;
    }

    @Override
    public long segments() {
        return client().segments() + server().segments();
    }

    @Override
    public long bytes() {
        return client().bytes() + server().bytes();
    }

    @Override
    public long roundTrip() {
        return handshakeRtt;
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
        return (int) lastTime + touchEnds() + client().touch() + server().touch();
    }

    /** A bare SYN shows who opens. */
    void opens(Side side) {
        if (side == Side.CLIENT) {
            roles = Roles.SYN;
        }
    }
}
