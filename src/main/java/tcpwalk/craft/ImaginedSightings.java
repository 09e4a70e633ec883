package tcpwalk.craft;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import tcpwalk.wire.Segment;

/** {@link Sightings} made up in memory: nothing is waited for, the clock jumps to what is due or to the deadline. */
public final class ImaginedSightings implements Sightings {

    private record Due(long time, long order, Sighting sighting) {
    }

    private final Queue<Due> queue = new PriorityQueue<>(Comparator.comparingLong(Due::time).thenComparing(Due::order));
    private long now;
    private long added;
    private long frames;

    /** Lets a segment be seen, numbered as it is added; it is copied. */
    public void add(Segment segment, long time) {
        add(new Sighting.SegmentSeen(segment.copyWithPayload().seen(++frames, time, 0)), time);
    }

    /** Lets something be seen at a time on the clock of {@link #now}; where that has passed, next. */
    public void add(Sighting sighting, long time) {
        queue.add(new Due(time, added++, sighting));
    }

    /** Lets time pass. */
    public void pass(long nanoseconds) {
        now += nanoseconds;
    }

    /** Whether nothing more is going to be seen. */
    public boolean isEmpty() {
        return queue.isEmpty();
    }

    @Override
    public long now() {
        return now;
    }

    @Override
    public long epoch() {
        return now;
    }

    @Override
    public Sighting await(long deadline) {
        now = Math.max(now, queue.isEmpty() ? deadline : Math.min(deadline, queue.peek().time));
        return queue.isEmpty() || queue.peek().time > now ? null : queue.poll().sighting;
    }
}
