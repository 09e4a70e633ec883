package tcpwalk.craft.endpoint;

/** How long to wait for an acknowledgment: RFC 6298, in nanoseconds. */
final class RetransmissionTimeout {

    static final long SECOND = 1_000_000_000L;
    private static final long INITIAL = SECOND;
    private static final long MIN = SECOND;
    private static final long MAX = 60 * SECOND;
    private static final long AFTER_LOST_SYN = 3 * SECOND;
    private static final long GRANULARITY = 1_000_000L;

    private long smoothed = -1;
    private long variation;
    private long value = INITIAL;

    /** RTO. */
    long value() {
        return value;
    }

    /** SRTT, or -1 before the first measurement. */
    long smoothed() {
        return smoothed;
    }

    /** Takes a round-trip time that is not ambiguous (RFC 6298 §2, §3). */
    void sample(long roundTrip) {
        if (smoothed < 0) {
            smoothed = roundTrip;
            variation = roundTrip / 2;
        } else {
            variation += (Math.abs(smoothed - roundTrip) - variation) / 4;
            smoothed += (roundTrip - smoothed) / 8;
        }
        recompute();
    }

    /** The timer expired: wait twice as long (RFC 6298 §5.5). */
    void backOff() {
        value = Math.min(2 * value, MAX);
    }

    /** The peer proved to live, so that what was doubled without a loss, by a closed window, counts no more. */
    void relax() {
        if (smoothed >= 0) {
            recompute();
        } else {
            value = INITIAL;
        }
    }

    /** A SYN had to be repeated, so its answer measured nothing: start the data with 3 s (RFC 6298 §5.7). */
    void synWasLost() {
        if (smoothed < 0) {
            value = AFTER_LOST_SYN;
        }
    }

    private void recompute() {
        value = Math.min(MAX, Math.max(MIN, smoothed + Math.max(GRANULARITY, 4 * variation)));
    }
}
