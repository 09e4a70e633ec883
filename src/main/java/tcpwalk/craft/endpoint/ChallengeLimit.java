package tcpwalk.craft.endpoint;

/** Keeps two ends, or a forger, from making this end answer doubtful segments without end (RFC 5961 §7). */
final class ChallengeLimit {

    private static final int PER_SECOND = 10;

    private long periodStart = Long.MIN_VALUE;
    private int used;

    /** Whether one more answer may go out. */
    boolean allows(long now) {
        if (periodStart == Long.MIN_VALUE || now - periodStart >= RetransmissionTimeout.SECOND) {
            periodStart = now;
            used = 0;
        }
        return used++ < PER_SECOND;
    }
}
