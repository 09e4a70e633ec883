package tcpwalk.tcp;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Which connections leave a table, and when: an ended one some time after its end, so that late duplicates still find
 * it; and where there is no room, an ended one, else the one that has been half-open for longest, else those that have
 * been silent for longest. Each is taken out of the index or its row as it is named.
 */
final class Departures {

    /** Linux holds TIME-WAIT as long; nanoseconds of capture time. */
    private static final long LINGER = 60_000_000_000L;
    private static final int MAX_LINGERING = 32_768;
    /** Of those that are merely silent so many leave at a time that the search for them pays. */
    private static final int SHARE = 16;

    private final ConnectionIndex index;
    private final OrdinaryConnections ordinary;
    private final ArrayDeque<Connection> opening = new ArrayDeque<>();
    private final ArrayDeque<Connection> lingering = new ArrayDeque<>();

    Departures(ConnectionIndex index, OrdinaryConnections ordinary) {
        this.index = index;
        this.ordinary = ordinary;
    }

    /** A connection has entered the index. */
    void entered(Connection connection) {
        if (!connection.isOpened()) {
            opening.add(connection);
            if (opening.size() > 2 * index.size() + 1024) {
                // Otherwise the queue would keep every connection that was ever opened.
                opening.removeIf(old -> !isHalfOpen(old));
            }
        }
    }

    private boolean isHalfOpen(Connection connection) {
        return !connection.isOpened() && index.contains(connection);
    }

    /** A connection of the index has ended. */
    void ended(Connection connection) {
        lingering.add(connection);
    }

    /** The next one that ended long enough before {@code now}; null if none. */
    Connection nextEnded(long now) {
        while (!lingering.isEmpty()
                && (lingering.size() > MAX_LINGERING || now - lingering.peek().lastTime() > LINGER)) {
            Connection ended = lingering.poll();
            // It may have been succeeded already, or live again after a reset that was taken back.
            if (ended.isOver() && index.remove(ended)) {
                return ended;
            }
        }
        return ordinary.withdrawEnded(now - LINGER, MAX_LINGERING);
    }

    /** One that has ended, however short a time ago; null if none. */
    Connection anyEnded() {
        while (!lingering.isEmpty()) {
            Connection ended = lingering.poll();
            if (ended.isOver() && index.remove(ended)) {
                return ended;
            }
        }
        return ordinary.withdrawAnyEnded();
    }

    /** Those that are given up unfinished, so that there is room. */
    List<Connection> surplus() {
        while (!opening.isEmpty() && !isHalfOpen(opening.peek())) {
            opening.poll();
        }
        Connection halfOpen = opening.peek();
        long inRows = ordinary.oldestHalfOpen();
        if (halfOpen == null && inRows == Long.MAX_VALUE) {
            return idlest();
        }
        if (halfOpen == null || inRows < halfOpen.id()) {
            return List.of(ordinary.withdrawOldestHalfOpen());
        }
        opening.poll();
        index.remove(halfOpen);
        return List.of(halfOpen);
    }

    private List<Connection> idlest() {
        List<Connection> all = index.all();
        int[] rows = ordinary.rows();
        long[] times = LongStream.concat(IntStream.of(rows).mapToLong(ordinary::lastTime),
                all.stream().mapToLong(Connection::lastTime)).sorted().toArray();
        long latest = times[times.length / SHARE];
        List<Connection> idlest = new ArrayList<>();
        for (int row : rows) {
            if (ordinary.lastTime(row) <= latest) {
                idlest.add(ordinary.withdraw(row));
            }
        }
        for (Connection connection : all) {
            if (connection.lastTime() <= latest) {
                index.remove(connection);
                idlest.add(connection);
            }
        }
        return idlest;
    }

    /** All that are left, in the order in which they began, one at a time. */
    void all(ConnectionTable.Listener listener) {
        List<Connection> rest = index.drain();
        int next = 0;
        for (int row : ordinary.rows()) {
            while (next < rest.size() && rest.get(next).id() < ordinary.id(row)) {
                listener.ended(rest.get(next++));
            }
            if (!ordinary.forgets(row)) {
                listener.ended(ordinary.withdraw(row));
            }
        }
        rest.subList(next, rest.size()).forEach(listener::ended);
        lingering.clear();
        opening.clear();
    }
}
