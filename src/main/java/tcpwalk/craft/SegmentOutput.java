package tcpwalk.craft;

import java.io.IOException;
import tcpwalk.wire.Segment;

/** Where a walk's segments leave this machine. */
@FunctionalInterface
public interface SegmentOutput {

    /** Sends a segment in a packet of its own; the message of a failure is for the user. */
    void send(Segment segment) throws IOException;
}
