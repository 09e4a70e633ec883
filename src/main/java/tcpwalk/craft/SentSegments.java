package tcpwalk.craft;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import tcpwalk.wire.Segment;

/**
 * What we sent, until the capture shows it and for some time afterwards: what leaves this host and is not among it is
 * not ours.
 *
 * @param <T> what goes with each segment
 */
public final class SentSegments<T> {

    /** More than the capture could hold back; older segments no longer come back as duplicates. */
    private static final int REMEMBERED = 256;

    /**
     * A segment on its way to the capture.
     *
     * @param with what was {@link #add added} with it
     */
    public record Sent<T>(Segment segment, T with) {
    }

    private final Deque<Sent<T>> unseen = new ArrayDeque<>();
    private final Deque<Segment> seen = new ArrayDeque<>();

    /** A copy of {@code segment} is on its way; {@code with} may be null. */
    public void add(Segment segment, T with) {
        unseen.add(new Sent<>(segment.copy(), with));
    }

    /** Finds the captured segment among those on their way, and takes it off; null when there is none like it. */
    public Sent<T> take(Segment captured) {
        for (Iterator<Sent<T>> each = unseen.iterator(); each.hasNext();) {
            Sent<T> sent = each.next();
            if (isSame(sent.segment, captured)) {
                each.remove();
                seen.add(sent.segment);
                if (seen.size() > REMEMBERED) {
                    seen.poll();
                }
                return sent;
            }
        }
        return null;
    }

    /** Whether the captured segment has been seen before: some captures show a packet twice. */
    public boolean isRepeated(Segment captured) {
        return seen.stream().anyMatch(segment -> isSame(segment, captured));
    }

    /** Whether everything that was sent has been captured. */
    boolean allSeen() {
        return unseen.isEmpty();
    }

    /** What was sent and not yet captured, oldest first; afterwards nothing is. */
    List<Sent<T>> takeUnseen() {
        List<Sent<T>> taken = List.copyOf(unseen);
        unseen.clear();
        return taken;
    }

    private static boolean isSame(Segment a, Segment b) {
        return a.seq() == b.seq() && a.flags() == b.flags() && a.ack() == b.ack() && a.length() == b.length()
                && a.window() == b.window() && a.options().equals(b.options());
    }
}
