package tcpwalk.timeline;

import java.util.List;
import tcpwalk.tcp.Finding;
import tcpwalk.tcp.Side;
import tcpwalk.tcp.Transition;
import tcpwalk.wire.Segment;

/**
 * One line of a timeline: a segment, or an event without one (a timer, an ICMP error), and both states after it.
 *
 * @param frame       the frame's number from 1, or 0 where no frame was captured
 * @param time        nanoseconds since the epoch
 * @param from        who sent it, or whose timer it was; null for an event of neither end (an ICMP error)
 * @param segment     the segment with absolute numbers, or null for an event
 * @param seq         relative to the sender's initial sequence number; null without a segment
 * @param ack         relative to the receiver's; null where the segment acknowledges nothing
 * @param window      in bytes, scaled where the scale is known; null without a segment
 * @param event       what happened where no segment tells it, for instance {@code 2 MSL pass}; null for a segment
 * @param transitions the changes of state that it caused, in order
 * @param findings    what stands out at this row
 */
public record Row(long frame, long time, Side from, Segment segment, Long seq, Long ack, Long window, String event,
        ShownState client, ShownState server, List<Transition> transitions, List<Finding> findings) {

    public Row {
        transitions = List.copyOf(transitions);
        findings = List.copyOf(findings);
    }
}
