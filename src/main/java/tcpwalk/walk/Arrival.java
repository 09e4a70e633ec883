package tcpwalk.walk;

import tcpwalk.timeline.Row;
import tcpwalk.wire.Segment;
import tcpwalk.wire.SegmentNotation;

/**
 * A segment of the peer's, and what both streams' numbers were when it came.
 *
 * @param number   counts them, from 1
 * @param row      how it is shown, with both states after it
 * @param irs      the peer's initial number, its own if it is a SYN
 * @param rcvNxt   the next number that we expected
 * @param iss      our initial number
 * @param sndNxt   our next number
 * @param repeated whether the same came before
 */
record Arrival(long number, Row row, int irs, int rcvNxt, int iss, int sndNxt, boolean repeated) {

    Segment segment() {
        return row.segment();
    }

    /** Whether it may come between two expected segments without harm: a bare ACK, or a repeat. */
    boolean isIncidental() {
        Segment segment = segment();
        boolean bare = segment.isAck() && segment.sequenceLength() == 0 && !segment.isRst();
        return bare || repeated && !segment.isRst();
    }

    /** As scripts write it. */
    @Override
    public String toString() {
        return SegmentNotation.print(segment(), irs, iss);
    }
}
