package tcpwalk.craft.endpoint;

import tcpwalk.wire.Segment;

/** Where an endpoint's segments go. */
@FunctionalInterface
public interface SegmentSink {

    /**
     * Takes a segment, complete but for its IP header. Its payload is a view, valid during the call; the sink must not
     * call the endpoint back.
     */
    void send(Segment segment);
}
