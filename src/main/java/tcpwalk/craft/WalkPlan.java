package tcpwalk.craft;

import java.util.List;

/**
 * What a walk does with its connection, in nanoseconds where it says how long.
 *
 * @param data         sent in this order as soon as the connection is open
 * @param readFor      how long to go on receiving after the data is acknowledged, unless the peer closes before
 * @param timeout      how long to wait for the peer: for its answer to the SYN, and for its FIN after ours
 * @param fullTimeWait whether to stay in TIME-WAIT for 2 MSL instead of lingering one second
 */
public record WalkPlan(List<byte[]> data, CloseMode close, long readFor, long timeout, boolean fullTimeWait) {

    public WalkPlan {
        data = List.copyOf(data);
    }
}
