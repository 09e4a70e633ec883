package tcpwalk.cli;

import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;
import tcpwalk.tcp.Connection;
import tcpwalk.tcp.FindingKind;
import tcpwalk.tcp.Outcome;
import tcpwalk.tcp.Side;
import tcpwalk.wire.IpAddress;

/** Options that say which connections are meant. Several of one option widen it, different options narrow it. */
final class ConnectionSelection {

    @Option(names = "--connection", paramLabel = "N", split = ",",
            description = "Only the connection with this id; shows its timeline.")
    private List<Long> ids = List.of();

    @Option(names = "--host", paramLabel = "ADDRESS", split = ",", description = "Only connections of this address.")
    private List<IpAddress> hosts = List.of();

    @Option(names = "--port", paramLabel = "PORT", split = ",", description = "Only connections of this port.")
    private List<Integer> ports = List.of();

    @Option(names = "--outcome", paramLabel = "OUTCOME", split = ",",
            description = "Only connections that ended so: ${COMPLETION-CANDIDATES}.")
    private Set<Outcome> outcomes = Set.of();

    @Option(names = "--finding", paramLabel = "KIND", split = ",",
            description = "Only connections with this finding, for instance fin-retransmitted.")
    private Set<FindingKind> findings = Set.of();

    /** Whether single connections were named, so that their timelines are wanted. */
    boolean namesConnections() {
        return !ids.isEmpty();
    }

    /** Whether hosts or ports were named. */
    boolean namesEnds() {
        return !hosts.isEmpty() || !ports.isEmpty();
    }

    /** Whether it leaves anything out. */
    boolean isSelective() {
        return !(ids.isEmpty() && hosts.isEmpty() && ports.isEmpty() && outcomes.isEmpty() && findings.isEmpty());
    }

    /** Whether it depends on how connections go. */
    boolean judges() {
        return !outcomes.isEmpty() || !findings.isEmpty();
    }

    /** Whether a connection that has only begun may turn out to be meant. */
    boolean mayMean(Connection connection) {
        return (ids.isEmpty() || ids.contains(connection.id()))
                && (hosts.isEmpty() || hosts.contains(connection.address(Side.CLIENT).address())
                        || hosts.contains(connection.address(Side.SERVER).address()))
                && (ports.isEmpty() || ports.contains(connection.address(Side.CLIENT).port())
                        || ports.contains(connection.address(Side.SERVER).port()));
    }

    /** Whether a connection is meant as it stands, given that {@link #mayMean} says so. */
    boolean means(Connection connection) {
        return (outcomes.isEmpty() || outcomes.contains(connection.outcome()))
                && (findings.isEmpty() || findings.stream().anyMatch(each -> connection.count(each) > 0));
    }
}
