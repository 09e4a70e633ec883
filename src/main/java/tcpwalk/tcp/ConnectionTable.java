package tcpwalk.tcp;

import java.util.ArrayDeque;
import java.util.function.Predicate;
import tcpwalk.wire.Segment;

/**
 * All connections under observation: finds a segment's connection, begins and ends them, and bounds their number.
 *
 * <p>An ended connection lingers for {@link #LINGER} of capture time, so that late duplicates find it; then it is
 * handed over and forgotten. When the table is full, the oldest half-open connection goes first.
 */
public final class ConnectionTable {

    /** Told of every connection once, when nothing more will be added to it. */
    @FunctionalInterface
    public interface Listener {
        void ended(Connection connection);
    }

    /** What a table may hold unless told otherwise; about 250 MB of half-open connections. */
    public static final int DEFAULT_LIMIT = 500_000;
    /** How many segments at a time are best handed to {@link #observe(Segment[], int)}. */
    public static final int GROUP = ConnectionIndex.GROUP;
    /** Linux holds TIME-WAIT as long. */
    private static final long LINGER = 60_000_000_000L;
    private static final int MAX_LINGERING = 32_768;

    private final ConnectionIndex index = new ConnectionIndex();
    private final ArrayDeque<Connection> opening = new ArrayDeque<>();
    private final ArrayDeque<Connection> lingering = new ArrayDeque<>();
    private final int limit;
    private final Predicate<Connection> journaled;
    private final Listener listener;
    private final RecentPackets recent = new RecentPackets();
    private final Inference inference;
    private final Diagnosis diagnosis;
    private long nextId;
    private long evicted;
    private int touched;
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
        this.journaled = journaled;
        this.listener = listener;
    }

    /** Takes the same ends in different VLANs for different connections; to be called before the first segment. */
    public void keepVlansApart() {
        index.keepVlansApart();
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
        return observe(segment, index.hash(segment));
    }

    private Connection observe(Segment segment, int hash) {
        now = segment.time();
        Connection connection = index.find(segment, hash);
        if (connection == null) {
            recent.holds(segment, false);
            return begin(segment, hash);
        }
        Side from = connection.senderOf(segment);
        if (recent.holds(segment, connection.end(from).isCounting())) {
            connection.observeAgain(segment, from, inference);
            return connection;
        }
        if (segment.isSyn()) {
            return opens(segment, hash, connection, from);
        }
        return take(connection, segment, from);
    }

    /** Takes the next segments of the capture: the same as one by one, and faster where connections are many. */
    public void observe(Segment[] segments, int count) {
        for (int from = 0; from < count; from += ConnectionIndex.GROUP) {
            int to = Math.min(count, from + ConnectionIndex.GROUP);
            touched += index.touch(segments, from, to);
            for (int i = from; i < to; i++) {
                observe(segments[i], index.touchedHash(i - from));
            }
        }
    }

    /** The connection of those ends, in either direction, or null. */
    public Connection find(Segment ends) {
        return index.find(ends, index.hash(ends));
    }

    private Connection take(Connection connection, Segment segment, Side from) {
        connection.observe(segment, from, inference);
        if (connection.ends()) {
            linger(connection);
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
        if (Admission.questions(segment, current.end(from), current.end(from.other()))) {
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
        expire(first.time());
        RoleGuess guess = RoleGuess.of(first);
        Connection connection = new Connection(nextId++, guess, first, hash);
        connection.keepJournal(journaled.test(connection));
        if (index.size() >= limit) {
            evict();
        }
        index.add(connection);
        opening.add(connection);
        if (opening.size() > 2 * index.size() + 1024) {
            // Otherwise the queue would keep every connection that was ever opened.
            opening.removeIf(old -> !isHalfOpen(old));
        }
        return take(connection, first, guess.sender());
    }

    private void linger(Connection connection) {
        lingering.add(connection);
        if (lingering.size() > MAX_LINGERING) {
            release(lingering.poll());
        }
    }

    private void expire(long now) {
        while (!lingering.isEmpty() && now - lingering.peek().lastTime() > LINGER) {
            release(lingering.poll());
        }
    }

    /** An ended connection may have been succeeded already, or live again after a reset that was taken back. */
    private void release(Connection connection) {
        if (connection.isOver() && index.remove(connection)) {
            handOver(connection);
        }
    }

    /** Makes room: an ended connection, else the oldest half-open one, else those that have been idle longest. */
    private void evict() {
        Connection ended = lingering.poll();
        while (ended != null && !index.remove(ended)) {
            ended = lingering.poll();
        }
        if (ended != null) {
            handOver(ended);
            return;
        }
        Connection halfOpen = opening.poll();
        while (halfOpen != null && !isHalfOpen(halfOpen)) {
            halfOpen = opening.poll();
        }
        if (halfOpen != null) {
            giveUp(halfOpen);
        } else {
            index.idlest(1 + index.size() / 16).forEach(this::giveUp);
        }
    }

    private void giveUp(Connection connection) {
        evicted++;
        index.remove(connection);
        handOver(connection);
    }

    private void handOver(Connection connection) {
        inference.conclude(connection, now);
        listener.ended(connection);
    }

    private boolean isHalfOpen(Connection connection) {
        return !connection.isOpened() && index.contains(connection);
    }

    /** The capture has ended: hands over what is left, in the order in which it began. */
    public void finish() {
        for (Connection connection : index.drain()) {
            handOver(connection);
        }
        lingering.clear();
        opening.clear();
        diagnosis.finished();
    }
}
