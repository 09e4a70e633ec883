package tcpwalk.walk;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import tcpwalk.walk.script.Mark;
import tcpwalk.wire.Segment;

/** What we sent, until the capture shows it and afterwards: what leaves this host and is not among it is not ours. */
final class SentSegments {

    /** A segment on its way to the capture, and what the script hangs on it. */
    record Sent(Segment segment, Mark mark) {
    }

    private final List<Sent> unseen = new ArrayList<>();
    private final List<Segment> seen = new ArrayList<>();

    void add(Segment segment, Mark mark) {
        unseen.add(new Sent(segment.copy(), mark));
    }

    /** Finds the captured segment among those on their way, and takes it off; null when there is none like it. */
    Sent take(Segment captured) {
        for (Iterator<Sent> each = unseen.iterator(); each.hasNext();) {
            Sent sent = each.next();
            if (isSame(sent.segment, captured)) {
                each.remove();
                seen.add(sent.segment);
                return sent;
            }
        }
        return null;
    }

    /** Whether the captured segment has been seen before: some captures show a packet twice. */
    boolean isRepeated(Segment captured) {
        return seen.stream().anyMatch(segment -> isSame(segment, captured));
    }

    private static boolean isSame(Segment a, Segment b) {
        return a.seq() == b.seq() && a.flags() == b.flags() && a.ack() == b.ack() && a.length() == b.length()
                && a.window() == b.window() && a.options().equals(b.options());
    }
}
