package tcpwalk.capture;

import tcpwalk.wire.Segment;
import tcpwalk.wire.SegmentBatch;

/** Takes what frames turn out to hold, on the thread that decodes them. */
public interface SegmentSink {

    /**
     * The next segment.
     *
     * @return the one to fill next: the same again, or another where this one is still in use. A segment's payload is
     *     valid only during the call.
     */
    Segment segment(Segment segment);

    /**
     * Where the next segment may be added instead of being handed over, if its packet is a plain one; with room for it.
     *
     * @return null where every segment is wanted as an object
     */
    default SegmentBatch batch() {
        return null;
    }

    /** Nothing may be held back any longer: what comes next may take long to come. */
    default void flush() {
        // Nothing is held back.
    }

    /** An ICMP error about a segment. It opens no connection; the quoted segment is valid only during the call. */
    void quoted(QuotedSegment quoted);
}
