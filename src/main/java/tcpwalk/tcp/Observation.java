package tcpwalk.tcp;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import tcpwalk.wire.Segment;

/**
 * One segment of a connection as a {@link Diagnosis} sees it: what became of it, how both ends stood before, and how
 * they stand now. One instance serves a table; whoever keeps something of it copies numbers out.
 */
public final class Observation {

    private final Standing senderBefore = new Standing();
    private final Standing receiverBefore = new Standing();
    private final TransitionLog client = (from, to, evidence, rule) -> fired(Side.CLIENT, from, to, evidence, rule);
    private final TransitionLog server = (from, to, evidence, rule) -> fired(Side.SERVER, from, to, evidence, rule);
    private Connection connection;
    private Connection predecessor;
    private Segment segment;
    private Side from;
    private Acceptance acceptance;
    private long previousTime;
    private long now;
    private long rules;
    private long kinds;
    private int lost;
    private int fresh;
    private int unseen;

    Observation() {
    }

    void begin(Connection of, Segment next, Side by) {
        connection = of;
        segment = next;
        from = by;
        now = next.time();
        previousTime = of.lastTime();
        senderBefore.take(of.end(by), now);
        receiverBefore.take(of.end(by.other()), now);
        acceptance = Acceptance.TAKEN;
        rules = 0;
        kinds = 0;
        lost = 0;
        fresh = 0;
        unseen = 0;
    }

    void end(Connection of, long time) {
        connection = of;
        now = time;
        segment = null;
        from = null;
    }

    void became(Acceptance fate) {
        acceptance = fate;
    }

    void brought(int numbers) {
        fresh = numbers;
    }

    void showsLost(int events) {
        lost |= events;
    }

    void acknowledgesUnseen(int numbers) {
        unseen = numbers;
    }

    void follows(Connection earlier) {
        predecessor = earlier;
    }

    TransitionLog log(Side side) {
        return side == Side.CLIENT ? client : server;
    }

    private void fired(Side side, TcpState before, TcpState after, Evidence evidence, Rule rule) {
        if (rule != null) {
            rules |= 1L << rule.ordinal();
        }
        if (connection.journal() != null) {
            connection.journal().transition(new Transition(side, before, after, evidence, rule));
        }
    }

    public Connection connection() {
        return connection;
    }

    /** The connection between the same two ports that this one's first segment ended, or null. */
    public Connection predecessor() {
        return predecessor;
    }

    /** The segment; null when the connection is handed over. */
    public Segment segment() {
        return segment;
    }

    /** Who sent it. */
    public Side from() {
        return from;
    }

    /** When the segment passed, or the capture's time when the connection is handed over; ns since the epoch. */
    public long time() {
        return now;
    }

    /** The time of the connection's segment before this one; 0 for the first. */
    public long previousTime() {
        return previousTime;
    }

    /** What became of it. */
    public Acceptance acceptance() {
        return acceptance;
    }

    public Endpoint sender() {
        return connection.end(from);
    }

    public Endpoint receiver() {
        return connection.end(from.other());
    }

    /** How the sender stood before. */
    public Standing senderBefore() {
        return senderBefore;
    }

    /** How the receiver stood before. */
    public Standing receiverBefore() {
        return receiverBefore;
    }

    /** How many of its sequence numbers had not passed the tap before. */
    public int fresh() {
        return fresh;
    }

    /** How many numbers it acknowledges that have never passed the tap. */
    public int unseen() {
        return unseen;
    }

    /** Whether a transition by this rule happened, at either end. */
    public boolean fired(Rule rule) {
        return (rules & 1L << rule.ordinal()) != 0;
    }

    /** Whether its flags contradict one another, or lack the ACK that all but the first SYN carry. */
    public boolean hasIllegalFlags() {
        return IllegalFlags.are(segment.flags());
    }

    /** Whether it shows that what would have been this event had not reached its sender. */
    public boolean showsLost(Event event) {
        return (lost & 1 << event.ordinal()) != 0;
    }

    /** What the diagnosis remembers of the connection, or null. */
    public Diagnosis.Notes notes() {
        return connection.notes();
    }

    /** Remembers something of the connection until it is handed over. */
    public void remember(Diagnosis.Notes notes) {
        connection.remember(notes);
    }

    /** The kinds that stand out at this segment. */
    public Set<FindingKind> kinds() {
        Set<FindingKind> found = EnumSet.noneOf(FindingKind.class);
        for (long left = kinds; left != 0; left &= left - 1) {
            found.add(FindingKind.values()[Long.numberOfTrailingZeros(left)]);
        }
        return found;
    }

    /** Something stands out at this segment. The account is asked for where somebody reads it: capture values only. */
    public void found(FindingKind kind, Supplier<Account> account) {
        kinds |= 1L << kind.ordinal();
        connection.found(kind, segment.frame(), account);
        if (connection.journal() != null) {
            connection.journal().found(Finding.of(kind, List.of(segment.frame()), account.get()));
        }
    }

    /** Something stands out in the connection that an earlier frame shows. */
    public void found(FindingKind kind, long frame, Supplier<Account> account) {
        if (segment == null) {
            connection.foundAtTheEnd(kind, frame, account);
        } else {
            kinds |= 1L << kind.ordinal();
            connection.found(kind, frame, account);
        }
    }

    /** Replaces the account of a kind already found, now that more is known. */
    public void summarize(FindingKind kind, Supplier<Account> account) {
        connection.summarize(kind, account);
    }

    /** What an earlier frame seemed to show turned out otherwise. */
    public void withdraw(FindingKind kind, long frame) {
        connection.withdraw(kind, frame);
        if (connection.journal() != null) {
            connection.journal().withdraw(kind, frame);
        }
    }

    /** The segment repeats something that its sender had sent before. */
    public void retransmits() {
        sender().countRetransmitted();
        sender().restartTimer(segment.time());
    }

    /** Why the connection was reset, by what is known now. */
    public void explains(ResetCause cause) {
        connection.explainReset(cause);
    }
}
