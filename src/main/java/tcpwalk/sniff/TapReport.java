package tcpwalk.sniff;

import java.util.ArrayList;
import java.util.List;
import tcpwalk.capture.live.CaptureStatistics;

/**
 * What became of the frames on one interface.
 *
 * @param name      the interface's
 * @param counted   by the kernel
 * @param overflows frames that were captured, but found no room between the threads
 */
public record TapReport(String name, CaptureStatistics counted, long overflows) {

    /** Where frames were lost, for people. */
    public String whereLost() {
        List<String> parts = new ArrayList<>();
        if (counted.dropped() > 0) {
            parts.add(counted.dropped() + " dropped by the kernel");
        }
        if (counted.droppedByInterface() > 0) {
            parts.add(counted.droppedByInterface() + " dropped by the interface");
        }
        if (overflows > 0) {
            parts.add(overflows + " lost because this program was too slow");
        }
        return parts.isEmpty() ? "none lost" : String.join(", ", parts);
    }

    /** Frames lost in all. */
    public long lost() {
        return counted.dropped() + counted.droppedByInterface() + overflows;
    }
}
