package tcpwalk.craft.endpoint;

/**
 * What an endpoint's SYN offers; the peer's SYN decides what of it comes true.
 *
 * @param mss           the largest payload in bytes that we take in one segment, or -1 to leave the option out
 * @param window        receive window in bytes
 * @param windowScale   the shift, 0 to 14, or -1 to offer none (RFC 7323 §2)
 * @param sackPermitted whether selective acknowledgments are offered (RFC 2018 §2)
 * @param timestamps    whether timestamps are offered (RFC 7323 §3)
 * @param ecn           whether explicit congestion notification is asked for (RFC 3168 §6.1.1)
 */
public record Offer(int mss, long window, int windowScale, boolean sackPermitted, boolean timestamps, boolean ecn) {

    /** RFC 7323 §2.3: a larger shift would let old and new segments be confused. */
    public static final int MAX_WINDOW_SCALE = 14;
    /** The largest window that fits the header without a scale. */
    static final int MAX_UNSCALED_WINDOW = 0xffff;

    public Offer {
        if (mss < -1 || mss > 0xffff) {
            throw new IllegalArgumentException("a maximum segment size has 16 bits, not " + mss);
        }
        if (windowScale < -1 || windowScale > MAX_WINDOW_SCALE) {
            throw new IllegalArgumentException("a window scale is 0 to 14, not " + windowScale);
        }
        long largest = (long) MAX_UNSCALED_WINDOW << Math.max(0, windowScale);
        if (window < 0 || window > largest) {
            throw new IllegalArgumentException("a window of " + window + " bytes needs a larger scale than "
                    + windowScale + ", which reaches " + largest);
        }
    }

    /** What the offered window amounts to, in bytes, once a scale is agreed: rounded up so that it never shrinks. */
    long scaledWindow(int scale) {
        long units = window + (1L << scale) - 1 >> scale;
        return Math.min(units, MAX_UNSCALED_WINDOW) << scale;
    }
}
