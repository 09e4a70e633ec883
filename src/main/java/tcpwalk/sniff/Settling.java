package tcpwalk.sniff;

import java.util.ArrayDeque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Consumer;
import tcpwalk.tcp.Connection;

/**
 * Ended connections that the table still holds, for the sake of late duplicates: they are shown once they have been
 * quiet for two seconds, and once more if something came after that.
 */
final class Settling {

    private static final long QUIET = 2_000_000_000L;

    private static final class Entry {
        private final Connection connection;
        /** When it ended, or was found not to be quiet yet. */
        private long since;
        private boolean queued = true;
        /** The time of the last segment that was shown; means something only where {@code concluded}. */
        private long shown;
        private boolean concluded;

        Entry(Connection connection) {
            this.connection = connection;
            since = connection.lastTime();
        }

        /** Whether it has been shown as it is. */
        boolean isShown() {
            return concluded && shown == connection.lastTime();
        }
    }

    private final Consumer<Connection> conclude;
    private final Consumer<Connection> show;
    private final Map<Connection, Entry> entries = new IdentityHashMap<>();
    private final ArrayDeque<Entry> queue = new ArrayDeque<>();

    /**
     * @param conclude draws the conclusions about a connection, once
     * @param show     shows it
     */
    Settling(Consumer<Connection> conclude, Consumer<Connection> show) {
        this.conclude = conclude;
        this.show = show;
    }

    /** A segment of a connection that is over was taken. */
    void over(Connection connection) {
        Entry entry = entries.get(connection);
        if (entry == null) {
            entry = new Entry(connection);
            entries.put(connection, entry);
            queue.add(entry);
        } else if (!entry.queued) {
            entry.queued = true;
            entry.since = connection.lastTime();
            queue.add(entry);
        }
    }

    /** Shows what has been quiet long enough at {@code now}, nanoseconds since the epoch. */
    void settle(long now) {
        while (!queue.isEmpty() && queue.peek().since + QUIET <= now) {
            Entry entry = queue.poll();
            Connection connection = entry.connection;
            entry.queued = false;
            if (!connection.isOver() || entries.get(connection) != entry) {
                continue;
            }
            if (connection.lastTime() + QUIET > now) {
                entry.queued = true;
                entry.since = now;
                queue.add(entry);
            } else if (!entry.isShown()) {
                if (!entry.concluded) {
                    conclude.accept(connection);
                    entry.concluded = true;
                }
                entry.shown = connection.lastTime();
                show.accept(connection);
            }
        }
    }

    /** Whether the conclusions about it have been drawn. */
    boolean isConcluded(Connection connection) {
        Entry entry = entries.get(connection);
        return entry != null && entry.concluded;
    }

    /** The table has let it go: shows it unless it has been shown as it is. */
    void release(Connection connection) {
        Entry entry = entries.remove(connection);
        if (entry == null || !entry.isShown()) {
            show.accept(connection);
        }
    }
}
