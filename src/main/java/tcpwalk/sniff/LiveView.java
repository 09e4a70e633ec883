package tcpwalk.sniff;

import tcpwalk.tcp.Connection;
import tcpwalk.wire.Segment;

/** Shows what a live run sees. Every method is called on the tracking thread, and must be quick. */
public interface LiveView {

    /**
     * A segment was taken.
     *
     * @param connection as it stands after the segment
     * @param segment    reused for the next one; copy what must be kept
     */
    void observed(Connection connection, Segment segment);

    /** Nothing more will be added to a connection. */
    void ended(Connection connection);

    /** Comes some ten times a second, also while no segments come; {@code now} is nanoseconds since the epoch. */
    void tick(long now);

    /** The capture is over: what is still open is handed over next. */
    default void finishing() {
        // Most views have shown everything by then.
    }
}
