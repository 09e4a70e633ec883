package tcpwalk.sniff;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import tcpwalk.capture.QuotedSegment;
import tcpwalk.capture.live.CaptureSettings;
import tcpwalk.tcp.Connection;
import tcpwalk.tcp.findings.Thresholds;

/**
 * What a live run is asked for.
 *
 * @param interfaces      where to listen, at least one
 * @param ringBytes       the room between each capturing thread and the tracking one
 * @param connections     how many connections to follow at once
 * @param thresholds      from where on many connections together are an alarm
 * @param journaled       which connections keep their steps
 * @param remark          what an ICMP error says about a connection
 * @param frames          after how many frames to end; 0 for never
 * @param nanoseconds     after how long to end; 0 for never
 * @param retry           whether to wait for an interface that is down or gone
 * @param recording       where to keep the frames; null for nowhere
 */
public record SniffPlan(List<Intake> interfaces, int ringBytes, int connections, Thresholds thresholds,
        Predicate<Connection> journaled, Function<QuotedSegment, String> remark, long frames, long nanoseconds,
        boolean retry, RecordingPlan recording) {

    /** An interface by its name, and how to capture there. */
    public record Intake(String name, CaptureSettings settings) {
    }
}
