package tcpwalk.capture;

import tcpwalk.wire.Segment;

/** Takes what frames turn out to hold, on the thread that decodes them. */
public interface SegmentSink {

    /**
     * The next segment.
     *
     * @return the one to fill next: the same again, or another where this one is still in use. A segment's payload is
     *     valid only during the call.
     */
    Segment segment(Segment segment);

    /** An ICMP error about a segment. It opens no connection; the quoted segment is valid only during the call. */
    void quoted(QuotedSegment quoted);
}
