package tcpwalk.sniff;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import tcpwalk.capture.CaptureQuality;
import tcpwalk.capture.Frame;
import tcpwalk.capture.live.CaptureException;
import tcpwalk.capture.live.CaptureStatistics;
import tcpwalk.tcp.Connection;
import tcpwalk.tcp.findings.Alarm;

/**
 * A live run: a thread for each interface copies frames into a ring; the thread that calls {@link #run()} takes them
 * out, earliest first, tracks them and tells the views.
 */
public final class Sniffer implements AutoCloseable {

    private static final long TICK = 100_000_000L;
    /** While frames come, the rings are looked at so often, and nobody needs to ring: a wake-up costs a system call. */
    private static final long NAP = 1_000_000L;
    /** So long after the last frame it is quiet. */
    private static final long BUSY = 20_000_000L;
    /** The kernel hands blocks of frames over after 100 ms at the latest. */
    private static final long LAST_BLOCK = 200_000_000L;
    private static final long LONGEST_END = 3_000_000_000L;
    /** Few enough that losses are counted before the frames behind the gap are looked at. */
    private static final int BATCH = 256;

    private final SniffPlan plan;
    private final Taps taps;
    private final Doorbell doorbell = new Doorbell();
    private final Tracker tracker;
    private final Recording recording;
    private final Frame frame = new Frame();
    private volatile boolean stopped;
    private boolean gone;
    private long start;
    private long end;

    /**
     * @param notices what the user must know at once
     * @param opener  on whose thread an interface is opened again that had gone
     */
    public Sniffer(SniffPlan plan, Consumer<String> notices, Executor opener) {
        this.plan = plan;
        tracker = new Tracker(plan.connections(), plan.thresholds(), plan.journaled(), plan.remark());
        recording = plan.recording() == null ? null : new Recording(plan.recording(), notices);
        List<Tap> all = new ArrayList<>();
        for (SniffPlan.Intake each : plan.interfaces()) {
            all.add(new Tap(each.name(), each.settings(), plan.ringBytes(), doorbell));
        }
        taps = new Taps(all, plan.retry(), notices, opener);
    }

    /** Shows what is seen; to be called before {@link #run()}. */
    public void add(LiveView view) {
        tracker.add(view);
    }

    /** Opens the interfaces: what passes from then on is seen. */
    public void open() throws CaptureException {
        taps.open();
        start = System.nanoTime();
    }

    /** Sniffs until the plan is fulfilled, until {@link #stop()} or an interrupt, or until no interface is left. */
    public void run() {
        long nextTick = start;
        long lastFrame = start;
        while (!isOver()) {
            int taken = drain(false);
            long now = System.nanoTime();
            if (now >= nextTick) {
                tick();
                nextTick = now + TICK;
            }
            if (taken > 0) {
                lastFrame = now;
            } else {
                rest(now, lastFrame, nextTick);
            }
        }
        gone = taps.areGone();
        finish();
    }

    private void rest(long now, long lastFrame, long nextTick) {
        if (now - lastFrame < BUSY) {
            doorbell.await(NAP);
            return;
        }
        doorbell.arm();
        // A frame that came before the doorbell was armed did not ring it.
        if (!taps.hasFrames() && !stopped) {
            doorbell.await(nextTick - now);
        }
        doorbell.disarm();
    }

    private boolean isOver() {
        return stopped || Thread.interrupted() || isCountReached() || taps.areGone()
                || plan.nanoseconds() > 0 && System.nanoTime() - start >= plan.nanoseconds();
    }

    private boolean isCountReached() {
        return plan.frames() > 0 && frame.number() >= plan.frames();
    }

    /** Takes a batch of frames; how many. */
    private int drain(boolean last) {
        int taken = 0;
        Tap tap;
        while (taken < BATCH && !isCountReached() && (tap = taps.next(last)) != null) {
            tap.ring().peek(frame, taps.indexOf(tap));
            if (recording != null) {
                recording.accept(frame);
            }
            tracker.accept(frame);
            tap.ring().release();
            tap.took();
            taken++;
        }
        return taken;
    }

    private void tick() {
        long now = now();
        taps.check(now);
        if (recording != null) {
            recording.flush();
        }
        tracker.tick(now);
    }

    /** Nanoseconds since the epoch. */
    private static long now() {
        return TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
    }

    /** Takes what the kernel had seen until now, then ends. */
    private void finish() {
        List<CaptureStatistics> then = taps.statistics();
        long deadline = System.nanoTime() + LONGEST_END;
        long lastFrame = System.nanoTime();
        while (!isCountReached() && !taps.haveGivenAll(then) && System.nanoTime() < deadline) {
            if (drain(true) > 0) {
                lastFrame = System.nanoTime();
            } else if (System.nanoTime() - lastFrame > LAST_BLOCK) {
                break;
            } else {
                doorbell.await(NAP);
            }
        }
        end = System.nanoTime();
        taps.close();
        while (drain(true) > 0) {
            // What was in the rings still counts.
            continue;
        }
        tick();
        if (recording != null) {
            recording.close();
        }
        tracker.finish(now());
    }

    /** Ends the run; for any thread. */
    public void stop() {
        stopped = true;
        doorbell.ring();
    }

    @Override
    public void close() {
        taps.close();
        if (recording != null) {
            recording.close();
        }
    }

    /** The name of a connection's interface. */
    public String interfaceName(Connection connection) {
        return taps.name(connection.interfaceIndex());
    }

    /** What was lost, and when. */
    public Losses losses() {
        return taps.losses();
    }

    /** What the frames held. */
    public CaptureQuality quality() {
        return tracker.quality();
    }

    /** How many connections have begun. */
    public long begun() {
        return tracker.table().begun();
    }

    /** How many were given up because there were too many. */
    public long evicted() {
        return tracker.table().evicted();
    }

    /** Floods and scans. */
    public List<Alarm> alarms() {
        return tracker.alarms();
    }

    /** How long it took, in nanoseconds. */
    public long duration() {
        return end - start;
    }

    /** What each interface's capture counted. */
    public List<TapReport> reports() {
        return taps.reports();
    }

    /** How many frames were written to disk. */
    public long written() {
        return recording == null ? 0 : recording.written();
    }

    /** Whether something could not be had to the end: every interface is gone, or the disk was full. */
    public boolean hasFailed() {
        return gone || recording != null && recording.hasFailed();
    }
}
