package tcpwalk.capture.live;

/**
 * What became of the frames that matched a capture's filter.
 *
 * @param received           counted by the kernel, dropped ones included
 * @param dropped            lost because the buffer was full
 * @param droppedByInterface lost by the interface or its driver
 */
public record CaptureStatistics(long received, long dropped, long droppedByInterface) {

    /** Of a capture that has yet to begin. */
    public static final CaptureStatistics NONE = new CaptureStatistics(0, 0, 0);

    /** Both together. */
    public CaptureStatistics plus(CaptureStatistics other) {
        return new CaptureStatistics(received + other.received, dropped + other.dropped,
                droppedByInterface + other.droppedByInterface);
    }

    /** What came since then of counters that have 32 bits and wrap; an interface made anew begins with 0 again. */
    CaptureStatistics since(CaptureStatistics then) {
        return new CaptureStatistics(wrapped(received - then.received), wrapped(dropped - then.dropped),
                Math.max(0, (int) (droppedByInterface - then.droppedByInterface)));
    }

    private static long wrapped(long difference) {
        return difference & 0xffff_ffffL;
    }
}
