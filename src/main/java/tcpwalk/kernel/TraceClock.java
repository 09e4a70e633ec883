package tcpwalk.kernel;

import java.time.Instant;
import java.util.List;

/**
 * Turns times of a trace into those of captures, which are CLOCK_REALTIME.
 *
 * <p>How far they are apart is told by marks that carry the time at which they were written. The kernel's {@code tai}
 * differs by whole seconds and follows when the clock is set; {@code mono}, for kernels before 6.0, is measured anew by
 * every mark.
 */
final class TraceClock {

    /** The kernel's clocks in order of preference. */
    static final List<String> NAMES = List.of("tai", "mono");

    private static final int MARKS = 16;
    private static final long SECOND = 1_000_000_000L;

    private final boolean wholeSeconds;
    private final long[] offsets = new long[MARKS];
    private int marks;
    private volatile long offset;

    TraceClock(String name) {
        wholeSeconds = name.equals("tai");
    }

    /** Nanoseconds since the epoch, now. */
    static long now() {
        Instant now = Instant.now();
        return now.getEpochSecond() * SECOND + now.getNano();
    }

    /** A mark written just after {@code written} was traced at {@code traced}. */
    void marked(long written, long traced) {
        if (wholeSeconds) {
            offset = Math.floorDiv(written - traced + SECOND / 2, SECOND) * SECOND;
            return;
        }
        offsets[marks++ % MARKS] = written - traced;
        long least = Long.MIN_VALUE;
        for (int i = 0; i < Math.min(marks, MARKS); i++) {
            // The mark that was held up least is the nearest to the truth.
            least = Math.max(least, offsets[i]);
        }
        offset = least;
    }

    /** A time of the trace in nanoseconds since the epoch. */
    long epoch(long traced) {
        return traced + offset;
    }
}
