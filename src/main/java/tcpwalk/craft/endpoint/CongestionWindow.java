package tcpwalk.craft.endpoint;

import tcpwalk.wire.SequenceNumber;

/**
 * How much may be on its way: slow start, congestion avoidance, fast retransmit and fast recovery (RFC 5681, RFC 6582),
 * in bytes.
 */
final class CongestionWindow {

    private static final int DUPLICATES_THAT_MEAN_LOSS = 3;

    private final int mss;
    private long window;
    private long threshold = Long.MAX_VALUE;
    private int duplicates;
    private boolean recovering;
    /** SND.NXT when the last loss was noticed: up to here, further signs tell nothing new (RFC 6582 §3.2). */
    private int recover;

    /** A window for the start of the data (RFC 6928 §2); one segment if the SYN had to be repeated (RFC 5681 §3.1). */
    CongestionWindow(int mss, boolean synWasRepeated, int iss) {
        this.mss = mss;
        window = synWasRepeated ? mss : Math.min(10L * mss, Math.max(2L * mss, 14_600));
        recover = iss;
    }

    long window() {
        return window;
    }

    /**
     * New bytes are acknowledged.
     *
     * @return whether the segment at {@code una} is lost too and must be sent again at once
     */
    boolean acknowledged(int bytes, int una) {
        duplicates = 0;
        if (!recovering) {
            long step = window < threshold ? Math.min(bytes, mss) : Math.max(1, (long) mss * mss / window);
            window += step;
            return false;
        }
        if (SequenceNumber.isAtMost(recover, una)) {
            recovering = false;
            window = threshold;
            return false;
        }
        window = Math.max(mss, window - bytes + mss);
        return true;
    }

    /** A duplicate acknowledgment; says whether it is the one that asks for a fast retransmit. */
    boolean duplicated(int una, int nxt) {
        duplicates++;
        if (recovering) {
            window += mss;
            return false;
        }
        if (duplicates != DUPLICATES_THAT_MEAN_LOSS || !SequenceNumber.isBefore(recover, una)) {
            return false;
        }
        recovering = true;
        recover = nxt;
        threshold = half(nxt - una);
        window = threshold + (long) DUPLICATES_THAT_MEAN_LOSS * mss;
        return true;
    }

    /** The retransmission timer expired: begin again with one segment. */
    void timedOut(int una, int nxt) {
        // Only the first expiry tells something about the network's room (RFC 5681 §3.1, equation 4).
        if (SequenceNumber.isAtMost(recover, una)) {
            threshold = half(nxt - una);
        }
        recover = nxt;
        recovering = false;
        duplicates = 0;
        window = mss;
    }

    /** The peer echoes congestion; says whether the window was halved, at most once per window (RFC 3168 §6.1.2). */
    boolean echoed(int una, int nxt) {
        if (recovering || SequenceNumber.isBefore(una, recover)) {
            return false;
        }
        threshold = half(nxt - una);
        window = threshold;
        recover = nxt;
        return true;
    }

    private long half(int flight) {
        return Math.max(flight / 2L, 2L * mss);
    }
}
