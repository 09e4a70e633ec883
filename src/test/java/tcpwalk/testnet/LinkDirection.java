package tcpwalk.testnet;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import tcpwalk.wire.Segment;

/** One direction of an {@link ImpairedLink}. Rules may be added while frames pass; the first one that fits decides. */
public final class LinkDirection {

    private static final int POLL_MILLISECONDS = 20;

    private final String name;
    private final TapDevice from;
    private final TapDevice to;
    private final List<Rule> rules = new CopyOnWriteArrayList<>();
    private final AtomicInteger dropped = new AtomicInteger();
    private final ScheduledExecutorService wire;
    private Thread reader;
    private volatile long delay;
    private volatile boolean closed;
    /** Waits for the frame that follows it; the carrying thread alone knows it. */
    private byte[] overtaken;

    LinkDirection(String name, TapDevice from, TapDevice to) {
        this.name = name;
        this.from = from;
        this.to = to;
        wire = Executors.newSingleThreadScheduledExecutor(task -> daemon(task, name + " (delayed)"));
    }

    /** What becomes of a frame. */
    @FunctionalInterface
    private interface Fate {
        void befall(byte[] frame);
    }

    /** What happens to the {@code nth} matching segment, or to each if that is 0. */
    private record Rule(Fate fate, int nth, Predicate<Segment> matching, AtomicInteger matched) {
        boolean fits(Segment segment) {
            return matching.test(segment) && (matched.incrementAndGet() == nth || nth == 0);
        }
    }

    /** Loses the {@code nth} matching segment, counted from 1. */
    public LinkDirection drop(int nth, Predicate<Segment> matching) {
        return with(nth, matching, frame -> dropped.incrementAndGet());
    }

    public LinkDirection dropAll(Predicate<Segment> matching) {
        return drop(0, matching);
    }

    /** Delivers the {@code nth} matching segment twice. */
    public LinkDirection duplicate(int nth, Predicate<Segment> matching) {
        return with(nth, matching, frame -> {
            deliver(frame);
            pass(frame);
        });
    }

    /** Delivers the {@code nth} matching segment after the frame that follows it. */
    public LinkDirection reorder(int nth, Predicate<Segment> matching) {
        return with(nth, matching, frame -> overtaken = frame);
    }

    /** Delivers the {@code nth} matching segment so much later than the others. */
    public LinkDirection delay(int nth, Predicate<Segment> matching, Duration longer) {
        return with(nth, matching, frame -> deliver(frame, delay + longer.toNanos()));
    }

    /** Keeps the {@code nth} matching segment until it is released. */
    public KeptFrame hold(int nth, Predicate<Segment> matching) {
        KeptFrame kept = new KeptFrame(this::deliver);
        with(nth, matching, kept::keep);
        return kept;
    }

    /** Delivers the {@code nth} matching segment, and keeps a copy to be delivered again. */
    public KeptFrame copy(int nth, Predicate<Segment> matching) {
        KeptFrame kept = new KeptFrame(this::deliver);
        with(nth, matching, frame -> {
            kept.keep(frame);
            pass(frame);
        });
        return kept;
    }

    /** Forgets every rule, so that frames pass from now on. */
    public void heal() {
        rules.clear();
    }

    /** Delays every frame alike, so that their order stays. */
    public LinkDirection delay(Duration delay) {
        this.delay = delay.toNanos();
        return this;
    }

    /** How many segments were lost on purpose. */
    public int dropped() {
        return dropped.get();
    }

    private LinkDirection with(int nth, Predicate<Segment> matching, Fate fate) {
        rules.add(new Rule(fate, nth, matching, new AtomicInteger()));
        return this;
    }

    void start() {
        reader = daemon(this::carry, name);
        reader.start();
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    private void carry() {
        while (!closed) {
            byte[] frame = from.read(POLL_MILLISECONDS);
            if (frame != null) {
                fate(frame).befall(frame);
            }
        }
    }

    /** Delivers a frame, and after it the one that it overtakes. */
    private void pass(byte[] frame) {
        byte[] late = overtaken;
        overtaken = null;
        deliver(frame);
        if (late != null) {
            deliver(late);
        }
    }

    private void deliver(byte[] frame) {
        deliver(frame, delay);
    }

    private void deliver(byte[] frame, long after) {
        if (after == 0) {
            to.write(frame);
        } else {
            wire.schedule(() -> to.write(frame), after, TimeUnit.NANOSECONDS);
        }
    }

    private Fate fate(byte[] frame) {
        Segment segment = Frames.segment(frame);
        if (segment != null) {
            for (Rule rule : rules) {
                if (rule.fits(segment)) {
                    return rule.fate();
                }
            }
        }
        return this::pass;
    }

    void close() {
        closed = true;
        try {
            reader.join();
            wire.shutdownNow();
            wire.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
