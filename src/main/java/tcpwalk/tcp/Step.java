package tcpwalk.tcp;

import java.util.List;
import tcpwalk.wire.Segment;

/**
 * One segment of a connection, or an event beside the segments, and what it did to both ends.
 *
 * @param frame   the frame's number, or 0 where none was captured
 * @param time    nanoseconds since the epoch
 * @param from    who sent it; null for an event of neither end
 * @param segment a copy of its own; null for an event
 * @param event   what happened where no segment tells it; null for a segment
 */
public record Step(long frame, long time, Side from, Segment segment, String event, TcpState client,
        boolean clientPresumed, TcpState server, boolean serverPresumed, List<Transition> transitions,
        List<Finding> findings) {

    public Step {
        transitions = List.copyOf(transitions);
        findings = List.copyOf(findings);
    }
}
