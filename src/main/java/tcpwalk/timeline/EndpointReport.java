package tcpwalk.timeline;

import java.util.List;
import tcpwalk.tcp.TcpState;
import tcpwalk.wire.EndpointAddress;

/**
 * What one end did over a whole connection.
 *
 * @param path          the states it passed through, in order
 * @param segments      segments sent, retransmissions included
 * @param bytes         payload bytes sent, each counted once
 * @param retransmitted segments that were sent again
 * @param isn           the initial sequence number, or null if the SYN was not seen
 * @param mss           the announced maximum segment size in bytes, or null
 */
public record EndpointReport(EndpointAddress address, TcpState state, boolean presumed, List<TcpState> path,
        long segments, long bytes, long retransmitted, Integer isn, Integer mss) {

    public EndpointReport {
        path = List.copyOf(path);
    }
}
