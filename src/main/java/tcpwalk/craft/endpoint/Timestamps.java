package tcpwalk.craft.endpoint;

import tcpwalk.wire.Segment;
import tcpwalk.wire.SequenceNumber;
import tcpwalk.wire.TcpOptions;

/** The timestamps option of one connection: a millisecond clock, the value to echo, and PAWS (RFC 7323 §3 to §5). */
final class Timestamps {

    private static final long TICK = 1_000_000;

    private final int offset;
    private boolean agreed;
    private int recent;
    private int lastAckSent;

    Timestamps(int offset) {
        this.offset = offset;
    }

    boolean agreed() {
        return agreed;
    }

    /** Both SYNs are known now. */
    void agree(boolean both, int peerValue) {
        agreed = both;
        recent = peerValue;
    }

    /** Writes the option; the echo stays 0 until the peer's first value is known. */
    void stamp(TcpOptions options, long now) {
        options.timestamps(valueAt(now), recent);
    }

    /** Remembers what the last ACK said, which decides whose value is echoed. */
    void acknowledged(int rcvNxt) {
        lastAckSent = rcvNxt;
    }

    /** PAWS: whether the segment is an old duplicate by its timestamp (RFC 7323 §5.3, R1). */
    boolean isOld(Segment segment) {
        return agreed && segment.options().hasTimestamps()
                && SequenceNumber.isBefore(segment.options().timestampValue(), recent);
    }

    /** Whether the option is missing although both ends agreed on it; a reset may go without (RFC 7323 §3.2). */
    boolean isMissingFrom(Segment segment) {
        return agreed && !segment.options().hasTimestamps() && !segment.isRst();
    }

    /** Keeps the value to echo: that of the segment that begins at or before the last ACK (RFC 7323 §4.3). */
    void note(Segment segment) {
        if (agreed && segment.options().hasTimestamps() && SequenceNumber.isAtMost(segment.seq(), lastAckSent)) {
            recent = segment.options().timestampValue();
        }
    }

    /** The round-trip time in nanoseconds that an echo proves, or -1 (RFC 7323 §4.1). */
    long roundTrip(Segment segment, long now, long openedAt) {
        if (!agreed || !segment.options().hasTimestamps()) {
            return -1;
        }
        int echo = segment.options().timestampEcho();
        // An echo of what was never sent would poison the estimate.
        boolean ours = SequenceNumber.isAtMost(valueAt(openedAt), echo) && SequenceNumber.isAtMost(echo, valueAt(now));
        return ours ? (valueAt(now) - echo) * TICK : -1;
    }

    private int valueAt(long now) {
        return (int) (now / TICK) + offset;
    }
}
