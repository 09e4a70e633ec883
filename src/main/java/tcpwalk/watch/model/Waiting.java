package tcpwalk.watch.model;

import java.util.ArrayDeque;
import java.util.function.Consumer;
import tcpwalk.tcp.Connection;
import tcpwalk.tcp.TcpState;

/**
 * Ended connections of which an end still waits in TIME-WAIT, and is counted there until its 2 MSL are over: a minute,
 * as on Linux. When there are too many, the earliest are let go.
 */
final class Waiting {

    static final long TWO_MSL = 60_000_000_000L;
    private static final int MOST = 32_768;

    private final ArrayDeque<Connection> queue = new ArrayDeque<>();
    private final Consumer<Connection> over;

    /** @param over told when a connection waits no longer */
    Waiting(Consumer<Connection> over) {
        this.over = over;
    }

    /** Whether an ended connection waits. */
    boolean takes(Connection connection) {
        boolean waits = connection.client().state() == TcpState.TIME_WAIT
                || connection.server().state() == TcpState.TIME_WAIT;
        if (waits) {
            queue.add(connection);
            if (queue.size() > MOST) {
                over.accept(queue.poll());
            }
        }
        return waits;
    }

    /** Lets go of those whose time is over at {@code now}, nanoseconds since the epoch. */
    void expire(long now) {
        while (!queue.isEmpty() && queue.peek().lastTime() + TWO_MSL <= now) {
            Connection connection = queue.poll();
            // One that turned out to live will end once more.
            if (connection.isOver()) {
                over.accept(connection);
            }
        }
    }
}
