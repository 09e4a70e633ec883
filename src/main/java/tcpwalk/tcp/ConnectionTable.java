package tcpwalk.tcp;

import java.util.function.Predicate;
import tcpwalk.wire.Segment;
import tcpwalk.wire.SegmentBatch;
import tcpwalk.wire.TcpFlags;

/**
 * All connections under observation: finds a segment's connection, begins and ends them, and bounds their number.
 *
 * <p>An ended connection lingers for a minute of capture time, so that late duplicates find it; then it is
 * handed over and forgotten. When the table is full, the oldest half-open connection goes first.
 */
public final class ConnectionTable {

    /** Told of every connection once, when nothing more will be added to it. */
    @FunctionalInterface
    public interface Listener {
        void ended(Connection connection);

        /**
         * Whether to be told of an ended connection in which nothing stands out but what its tally says. Where not,
         * this was the only word of it.
         */
        default boolean wants(Tally connection) {
            return true;
        }
    }

    /** What a table may hold unless told otherwise; about 250 MB of half-open connections. */
    public static final int DEFAULT_LIMIT = 500_000;
    private static final int GROUP = ConnectionIndex.GROUP;

    private final ConnectionIndex index = new ConnectionIndex();
    private final int limit;
    private final Predicate<Connection> journaled;
    private final Listener listener;
    private final RecentPackets recent = new RecentPackets();
    private final Inference inference;
    private final Diagnosis diagnosis;
    private final OrdinaryConnections ordinary;
    private final Departures departures;
    private long nextId;
    private long evicted;
    private boolean mayDecline;
    private boolean declined;
    private long now;

    /** A table that looks for no findings; see {@link #ConnectionTable(int, Predicate, Diagnosis, Listener)}. */
    public ConnectionTable(int limit, Predicate<Connection> journaled, Listener listener) {
        this(limit, journaled, Diagnosis.NONE, listener);
    }

    /**
     * @param limit     how many connections to hold at once
     * @param journaled which connections keep their steps
     * @param diagnosis looks for findings in this table's connections, and in no other's
     */
    public ConnectionTable(int limit, Predicate<Connection> journaled, Diagnosis diagnosis, Listener listener) {
        this.limit = limit;
        this.diagnosis = diagnosis;
        inference = new Inference(diagnosis);
        ordinary = new OrdinaryConnections(diagnosis, inference, listener::wants);
        departures = new Departures(index, ordinary);
        this.journaled = journaled;
        this.listener = listener;
    }

    /** Takes the same ends in different VLANs for different connections; to be called before the first segment. */
    public void keepVlansApart() {
        index.keepVlansApart();
        mayDecline = false;
    }

    /**
     * Keeps no more steps from the first connection on whose steps are not wanted: then those that go by the book take
     * a fraction of the time and the room. To be called before the first segment, for groups of segments.
     */
    public void declineAllOnceDeclined() {
        mayDecline = true;
    }

    /** How many connections have begun so far. */
    public long begun() {
        return nextId;
    }

    /** How many were given up unfinished because the table was full. */
    public long evicted() {
        return evicted;
    }

    /** Takes the next segment of the capture and returns its connection. */
    public Connection observe(Segment segment) {
        return observe(segment, index.hash(segment), recent.add(segment));
    }

    private Connection observe(Segment segment, int hash, int signsOfCopy) {
        now = segment.time();
        Connection connection = find(segment, hash);
        if (connection == null) {
            return begin(segment, hash);
        }
        Side from = connection.senderOf(segment);
        if (RecentPackets.isCopy(signsOfCopy, connection.end(from).isCounting())
                && !isOfEarlier(segment, connection.end(from))) {
            connection.observeAgain(segment, from, inference);
            return connection;
        }
        if (segment.isSyn()) {
            return opens(segment, hash, connection, from);
        }
        return take(connection, segment, from);
    }

    /**
     * Prepares the next segments of the capture for {@link #observe(SegmentBatch)}; to be called in their order, but
     * perhaps by another thread, which then does a part of the work.
     */
    public void prepare(SegmentBatch batch) {
        index.hash(batch);
        for (int i = 0; i < batch.size(); i++) {
            batch.note(i, recent.add(batch, i));
        }
    }

    /** Takes segments that are prepared: the same as one by one, and faster where connections are many. */
    public void observe(SegmentBatch batch) {
        for (int from = 0; from < batch.size(); from += GROUP) {
            int end = Math.min(from + GROUP, batch.size());
            index.touch(batch, from, ordinary.touch(batch, from, end - from));
            for (int i = ordinary.take(batch, from, end); i < end; i = ordinary.take(batch, i + 1, end)) {
                if (!beginOrdinary(batch, i)) {
                    observe(batch.segment(i), batch.hash(i), batch.note(i));
                }
            }
            now = batch.time(end - 1);
        }
    }

    /** A SYN with another number than the connection's is a copy of one that opened an earlier one, and comes late. */
    private static boolean isOfEarlier(Segment segment, Endpoint sender) {
        return segment.isSyn() && sender.isSynSeen() && sender.iss() != segment.seq();
    }

    private boolean beginOrdinary(SegmentBatch batch, int index) {
        if (!declined || (batch.flags(index) & TcpFlags.SYN) == 0) {
            return false;
        }
        Segment syn = batch.segment(index);
        if (!ordinary.mayBegin(syn, nextId) || find(syn, batch.hash(index)) != null) {
            return false;
        }
        now = syn.time();
        makeRoom(now);
        ordinary.begin(syn, batch.hash(index), nextId++);
        return true;
    }

    /** The connection of those ends, in either direction, or null. */
    public Connection find(Segment ends) {
        return find(ends, index.hash(ends));
    }

    private Connection find(Segment ends, int hash) {
        Connection connection = index.find(ends, hash);
        if (connection != null) {
            return connection;
        }
        Connection deviating = ordinary.withdraw(ends, hash);
        if (deviating != null) {
            index.add(deviating);
            departures.entered(deviating);
            if (deviating.isOver()) {
                departures.ended(deviating);
            }
        }
        return deviating;
    }

    private Connection take(Connection connection, Segment segment, Side from) {
        connection.observe(segment, from, inference);
        if (connection.ends()) {
            departures.ended(connection);
        }
        return connection;
    }

    private Connection opens(Segment segment, int hash, Connection current, Side from) {
        if (segment.isAck()) {
            if (Succession.answersAnew(segment, current, from)) {
                return succeed(current, hash, segment, null);
            }
            return Succession.accepts(segment, current)
                    ? succeed(current, hash, current.challenger(), segment) : take(current, segment, from);
        }
        if (Succession.begins(segment, current, from)) {
            return succeed(current, hash, segment, null);
        }
        if (Succession.triesAgain(segment, current, from)
                || Admission.questions(segment, current.end(from), current.end(from.other()))) {
            current.challengedBy(segment.copy());
        }
        return take(current, segment, from);
    }

    private Connection succeed(Connection current, int hash, Segment syn, Segment answer) {
        index.remove(current);
        handOver(current);
        inference.follows(current);
        Connection next = begin(syn, hash);
        inference.follows(null);
        return answer == null ? next : take(next, answer, next.senderOf(answer));
    }

    private Connection begin(Segment first, int hash) {
        makeRoom(first.time());
        RoleGuess guess = RoleGuess.of(first);
        Connection connection = new Connection(nextId++, guess, first, hash);
        connection.keepJournal(!declined && journaled.test(connection));
        declined = mayDecline && connection.journal() == null;
        index.add(connection);
        departures.entered(connection);
        return take(connection, first, guess.sender());
    }

    /** Lets go what has ended long ago, and makes room for one more. */
    private void makeRoom(long time) {
        release(time);
        if (index.size() + ordinary.size() < limit) {
            return;
        }
        Connection ended = departures.anyEnded();
        if (ended != null) {
            handOver(ended);
            return;
        }
        for (Connection surplus : departures.surplus()) {
            evicted++;
            handOver(surplus);
        }
    }

    private void release(long time) {
        for (Connection ended = departures.nextEnded(time); ended != null; ended = departures.nextEnded(time)) {
            handOver(ended);
        }
    }

    /** Time passes without segments: lets go of connections that ended long enough before. */
    public void advance(long time) {
        now = Math.max(now, time);
        release(time);
    }

    /** Draws the conclusions about a connection before it is handed over, for whoever shows it as soon as it ends. */
    public void conclude(Connection connection) {
        inference.conclude(connection, now);
    }

    private void handOver(Connection connection) {
        inference.conclude(connection, now);
        listener.ended(connection);
    }

    /** The capture has ended: hands over what is left, in the order in which it began. */
    public void finish() {
        departures.all(this::handOver);
        diagnosis.finished();
    }
}
