package tcpwalk.capture;

import tcpwalk.wire.Segment;

/** Takes what frames turn out to hold, on the thread that decodes them. */
public interface SegmentSink {

    /** The next segment; it is valid only during the call, see {@link Segment#copy()}. */
    void segment(Segment segment);

    /** An ICMP error about a segment. It opens no connection; the quoted segment is valid only during the call. */
    void quoted(QuotedSegment quoted);
}
