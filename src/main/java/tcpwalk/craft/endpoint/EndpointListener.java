package tcpwalk.craft.endpoint;

import tcpwalk.tcp.Transition;
import tcpwalk.wire.Segment;

/** What an endpoint tells about itself while it works. Called before the segment that a step sends goes out. */
public interface EndpointListener {

    /** The endpoint changed its state. */
    default void transitioned(Transition transition) {
    }

    /** An arriving segment was not simply taken. */
    default void remarked(Remark remark, Segment segment) {
    }

    /**
     * The peer's next bytes are here, in order and each once.
     *
     * @param offset place in the peer's stream, from 0
     */
    default void delivered(long offset, int length) {
    }

    /**
     * Nothing was acknowledged in time, so the oldest segment is sent again.
     *
     * @param attempt which repetition this is, from 1
     * @param waited  nanoseconds since it was last sent
     */
    default void timedOut(int attempt, long waited) {
    }

    /** The last repetition was not answered either: the endpoint closes. */
    default void gaveUp(int attempts) {
    }
}
