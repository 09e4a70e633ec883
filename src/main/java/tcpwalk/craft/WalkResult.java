package tcpwalk.craft;

import java.util.List;
import tcpwalk.tcp.Connection;
import tcpwalk.tcp.Step;
import tcpwalk.tcp.TcpState;

/**
 * What came of a walk.
 *
 * @param explanation one or more sentences that say what happened and, where something went wrong, the likely reason
 * @param steps       every row, in order
 * @param path        the states that our endpoint really passed through; those of the peer are the connection's
 * @param connection  the connection as an observer sees it, or null when not one segment was captured
 * @param sent        segments that our endpoint sent
 * @param roundTrip   nanoseconds from the last SYN before the answer to the answer, as captured, or -1
 */
public record WalkResult(Ending ending, String explanation, List<Step> steps, List<TcpState> path,
        Connection connection, int sent, long roundTrip) {

    public WalkResult {
        steps = List.copyOf(steps);
        path = List.copyOf(path);
    }
}
