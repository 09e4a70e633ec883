package tcpwalk.tcp;

import tcpwalk.wire.Segment;

/**
 * How often and when an endpoint has transmitted: its segments, those among them that it repeated, and the time that
 * its retransmission timer has been running (RFC 9293 §3.8.1), whatever the segments hold.
 */
abstract class Transmissions extends StatePath {

    private static final int TICK = 10;

    private int segments;
    private int retransmitted;
    private int timerStart;
    private long lastTime;

    Transmissions(TcpState start) {
        super(start);
    }

    /** Time in units of 1,024 ns, which wrap after more than an hour; no timer runs longer than two minutes. */
    static int ticks(long time) {
        return (int) (time >>> TICK);
    }

    /** Segments that it sent; what the capture holds twice counts once. */
    public final long segments() {
        return segments;
    }

    /**
     * Segments that it sent again: those that the findings of {@link FindingKind#isRetransmission()} list for this end.
     * Keep-alives, window probes and frames that were captured twice are none. Without a {@link Diagnosis}, 0.
     */
    public final long retransmitted() {
        return retransmitted;
    }

    /** When it last sent a segment, nanoseconds since the epoch. */
    public final long lastTime() {
        return lastTime;
    }

    /** How long, in nanoseconds, its retransmission timer has been running: since data, news or a repetition. */
    public final long timerAge(long time) {
        return (ticks(time) - timerStart & 0xffff_ffffL) << TICK;
    }

    /** Its retransmission timer starts anew: it sends data while none is under way, repeats some, or hears of some. */
    final void restartTimer(long time) {
        timerStart = ticks(time);
    }

    final void countRetransmitted() {
        retransmitted++;
    }

    /** Takes note of a segment that says nothing about the stream: a reset, or one that nobody can accept. */
    final void countOnly(Segment segment) {
        segments++;
        lastTime = segment.time();
    }

    /** Goes on from what a row says, {@code end} being where it says it of this end. */
    void resume(int[] ordinary, int end, long last) {
        segments = ordinary[end + TcbRows.SEGMENTS];
        timerStart = ordinary[end + TcbRows.TIMER];
        lastTime = last;
    }
}
