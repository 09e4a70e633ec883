package tcpwalk.capture.live;

/**
 * What became of the frames that matched a capture's filter.
 *
 * @param received           counted by the kernel, dropped ones included
 * @param dropped            lost because the buffer was full
 * @param droppedByInterface lost by the interface or its driver
 */
public record CaptureStatistics(long received, long dropped, long droppedByInterface) {

    CaptureStatistics since(CaptureStatistics start) {
        return new CaptureStatistics(received - start.received, dropped - start.dropped,
                droppedByInterface - start.droppedByInterface);
    }
}
