package tcpwalk.capture.live;

import java.nio.ByteBuffer;

/** Takes what a live capture sees, on the capture's own thread: whoever is slow here loses frames. */
@FunctionalInterface
public interface CaptureListener {

    /**
     * The next frame.
     *
     * @param linkType       how it begins, a LINKTYPE number of tcpdump.org
     * @param time           nanoseconds since 1970-01-01T00:00:00Z
     * @param originalLength how long it was on the wire
     * @param bytes          what was kept of it, from 0 to the limit; a direct buffer in network order, valid only
     *                       during the call
     */
    void frame(int linkType, long time, int originalLength, ByteBuffer bytes);

    /** The capture ended although nobody closed it: the interface went away, for instance. */
    default void failed(CaptureException reason) {
    }
}
