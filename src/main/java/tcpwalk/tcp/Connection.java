package tcpwalk.tcp;

import tcpwalk.wire.Segment;
import tcpwalk.wire.SequenceNumber;

/**
 * One observed connection: two endpoints, the same code with the ends swapped.
 *
 * <p>What an observer must bear in mind: a segment that passes the tap may be lost behind it; what it would cause at
 * the other end is presumed until that end shows it (see {@link StatePath}). Segments may be missing from the capture,
 * come twice, or in another order than they were sent. Applications close long before their FIN can be seen, and timers
 * fire without a segment.
 */
public final class Connection {

    /** Taken for a round trip while the handshake's is not known; less than the smallest retransmission time-out. */
    private static final long DEFAULT_ROUND_TRIP = 150_000_000;

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
        Endpoint sender = end(from);
        Endpoint receiver = end(from.other());
        if (segment.isRst()) {
            reset(segment, from, sender, receiver);
        } else if (isPlausible(segment, sender, receiver)) {
            handshake.observe(segment, from);
            exchange(segment, from, sender, receiver);
        } else {
            sender.countOnly(segment);
        }
        if (journal != null) {
            journal.segment(segment, from, this);
        }
    }

    /**
     * Whether the sender can have sent this in its stream. A number beyond everything that the receiver ever offered
     * to take (RFC 9293 §3.10.7.4, first check) changes nothing at either end.
     */
    private static boolean isPlausible(Segment segment, Endpoint sender, Endpoint receiver) {
        if (!sender.isNumbered() || segment.seq() == sender.sndNxt() || segment.isSyn()) {
            return true;
        }
        return !receiver.isWindowKnown() || !receiver.acknowledges()
                || SequenceNumber.isAtMost(segment.seq(), receiver.rightEdge());
    }

    private void exchange(Segment segment, Side from, Endpoint sender, Endpoint receiver) {
        if (segment.isSyn()) {
            openStream(segment, from, sender, receiver);
        } else if (sender.state() == TcpState.UNKNOWN) {
            assumeEstablished(sender, receiver);
        }
        Event act = actOf(segment, sender);
        int fresh = sender.record(segment);
        if (act != null || sender.isPresumed()) {
            sender.path().settle(new Presumptions(segment, sender, receiver, roundTrip()), act, log(from));
        }
        if (act == Event.SENDS_FIN && closedBy == null) {
            closedBy = from;
        }
        if (segment.isSyn()) {
            synArrives(segment, from.other(), receiver);
        }
        if (segment.isAck()) {
            ackArrives(segment, from.other(), receiver);
        }
        if (sender.isFinSent() && (fresh > 0 || segment.isFin())) {
            finArrives(segment, from.other(), sender, receiver);
        }
    }

    private long roundTrip() {
        return handshake.roundTrip() < 0 ? DEFAULT_ROUND_TRIP : handshake.roundTrip();
    }

    private TransitionLog log(Side side) {
        return journal == null ? TransitionLog.NONE : journal.of(side);
    }

    /** Puts right what was assumed of an end before its SYN was seen. */
    private void openStream(Segment segment, Side from, Endpoint sender, Endpoint receiver) {
        boolean bare = !segment.isAck();
        if (bare && sender.isNumbered() && sender.iss() != segment.seq() && sender.state() == TcpState.SYN_SENT) {
            sender.renumber();
        }
        if (bare && sender.state() == TcpState.LISTEN) {
            // It was taken for a listener; a SYN of its own shows an active open (RFC 9293 §3.5, Figure 7).
            sender.path().restart(TcpState.CLOSED);
        }
        if (!bare && !receiver.isNumbered()) {
            receiver.number(segment.ack() - 1);
            receiver.path().assume(TcpState.SYN_SENT, log(from.other()));
        }
    }

    private void assumeEstablished(Endpoint sender, Endpoint receiver) {
        sender.path().assume(TcpState.ESTABLISHED, log(sender == client ? Side.CLIENT : Side.SERVER));
        if (receiver.state() == TcpState.UNKNOWN) {
            receiver.path().assume(TcpState.ESTABLISHED, log(receiver == client ? Side.CLIENT : Side.SERVER));
        }
    }

    private static Event actOf(Segment segment, Endpoint sender) {
        if (segment.isSyn()) {
            return segment.isAck() ? Event.SENDS_SYN_ACK : Event.SENDS_SYN;
        }
        return segment.isFin() && !sender.isFinSent() ? Event.SENDS_FIN : null;
    }

    private void synArrives(Segment segment, Side at, Endpoint receiver) {
        TcpState state = receiver.state();
        if (!segment.isAck()) {
            Endpoint sender = end(at.other());
            receiver.path().presume(Event.SYN_ARRIVES, segment.time(), log(at));
            if (receiver.isSynSeen() && state == TcpState.SYN_SENT) {
                // Its own SYN passed first and was taken for one to a listener.
                sender.path().presume(Event.SYN_ARRIVES, segment.time(), log(at.other()));
            }
        } else if (acknowledgesSent(segment, receiver)) {
            receiver.path().presumeAgain(Event.SYN_ACK_ARRIVES, segment.time());
            receiver.path().presume(Event.SYN_ACK_ARRIVES, segment.time(), log(at));
        }
    }

    /** SND.UNA < SEG.ACK =< SND.NXT counted from the SYN on (RFC 9293 §3.10.7.3, first check). */
    private static boolean acknowledgesSent(Segment segment, Endpoint receiver) {
        return receiver.isNumbered() && SequenceNumber.isBefore(receiver.iss(), segment.ack())
                && SequenceNumber.isAtMost(segment.ack(), receiver.sndNxt());
    }

    private void ackArrives(Segment segment, Side at, Endpoint receiver) {
        if (!receiver.isNumbered()) {
            receiver.number(segment.ack() - 1);
            return;
        }
        boolean beyond = SequenceNumber.isBefore(receiver.sndNxt(), segment.ack());
        if (beyond && (receiver.isFinSent() || !receiver.state().isSynchronized())) {
            return;
        }
        receiver.acknowledged(segment.ack());
        StatePath path = receiver.path();
        if (path.state() == TcpState.SYN_RECEIVED && !segment.isSyn() && acknowledgesSent(segment, receiver)) {
            path.presume(Event.ACK_OF_SYN_ARRIVES, segment.time(), log(at));
        }
        if (receiver.isFinAcknowledged()) {
            path.presumeAgain(Event.ACK_OF_FIN_ARRIVES, segment.time());
            path.presume(Event.ACK_OF_FIN_ARRIVES, segment.time(), log(at));
        }
    }

    /** The receiver processes a FIN once everything before it has arrived, and never one without ACK. */
    private void finArrives(Segment segment, Side at, Endpoint sender, Endpoint receiver) {
        if (segment.isAck() && sender.contiguous() == sender.finEnd()) {
            receiver.path().presumeAgain(Event.FIN_ARRIVES, segment.time());
            receiver.path().presume(Event.FIN_ARRIVES, segment.time(), log(at));
        }
    }

    private void reset(Segment segment, Side from, Endpoint sender, Endpoint receiver) {
        sender.countOnly(segment);
        TcpState before = receiver.state();
        if (!ResetRule.takesEffect(segment, sender, receiver)) {
            return;
        }
        if (!isOver()) {
            refused = before == TcpState.SYN_SENT && sender.state() == TcpState.LISTEN;
            reset |= !refused;
            closedBy = closedBy == null && !refused ? from : closedBy;
        }
        boolean listened = sender.state() == TcpState.LISTEN;
        sender.path().settle(new Presumptions(segment, sender, receiver, roundTrip()), Event.SENDS_RST, log(from));
        if (listened) {
            // That something listened was an assumption; its reset shows that nothing did.
            sender.path().restart(TcpState.CLOSED);
        }
        receiver.path().presume(Event.RST_ARRIVES, segment.time(), log(from.other()));
    }
}
