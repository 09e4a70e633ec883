package tcpwalk.cli;

import java.util.List;
import tcpwalk.craft.Ending;
import tcpwalk.craft.WalkResult;
import tcpwalk.tcp.TcpState;
import tcpwalk.timeline.EndpointReport;
import tcpwalk.timeline.Row;
import tcpwalk.timeline.Timeline;
import tcpwalk.timeline.Timelines;

/** A finished walk as a {@link Timeline}: our end as its endpoint says, the peer and all else as an observer infers. */
final class WalkTimeline {

    private WalkTimeline() {
    }

    /** The timeline of the walk numbered {@code id}, of which something was captured. */
    static Timeline of(WalkResult result, long id, String interfaceName, List<Row> rows) {
        Timeline seen = Timelines.of(result.connection(), interfaceName);
        List<TcpState> path = result.path();
        EndpointReport us = seen.client();
        EndpointReport client = new EndpointReport(us.address(), path.get(path.size() - 1), false, path,
                us.segments(), us.bytes(), us.retransmitted(), us.isn(), us.mss());
        Timeline walked = new Timeline(id, client, seen.server(), seen.roles(), interfaceName, seen.start(),
                seen.duration(), seen.outcome(), seen.closedBy(), seen.resetCause(), result.explanation(),
                seen.handshakeRtt(), seen.findings(), seen.peers(), rows);
        return isKnownToUsOnly(result.ending()) ? walked : walked.told();
    }

    /** Whether an observer of the segments alone could not tell the reason for this ending. */
    private static boolean isKnownToUsOnly(Ending ending) {
        return switch (ending) {
            case DONE, REFUSED, RESET, NO_ANSWER -> false;
            case PEER_STAYS_OPEN, UNREACHABLE, RESET_BY_THIS_HOST, INTERRUPTED, CAPTURE_LOST, CANNOT_SEND -> true;
        };
    }
}
