package tcpwalk.craft;

import tcpwalk.tcp.Connection;
import tcpwalk.tcp.Step;

/** Told of a walk while it happens, on the walk's thread, after what the moment asked for has been sent. */
public interface WalkListener {

    /**
     * A segment between the two ends, or an event beside the segments, in the order of the capture.
     *
     * @param connection the connection as an observer sees it so far; null before the first segment
     */
    void step(Step step, Connection connection);

    /** A remark for the user that belongs to no row. */
    default void notice(String sentence) {
    }
}
