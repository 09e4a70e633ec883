package tcpwalk.truth;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tcpwalk.tcp.Connection;
import tcpwalk.tcp.Side;
import tcpwalk.tcp.Step;
import tcpwalk.tcp.TcpState;
import tcpwalk.wire.SegmentNotation;

/** What a capture shows of some sockets beside what the kernel recorded of them, and where the two disagree. */
final class Comparison {

    private static final Set<String> CLIENT_HOSTS = Set.of("10.99.0.1", "fd99::1");

    private final String capture;
    private final List<Connection> connections;
    private final List<List<KernelRun>> sockets;

    /** Of a capture called {@code *.client.pcap} or {@code *.server.pcap}, or of one with one end recorded. */
    Comparison(Path capture, List<List<KernelRun>> sockets) {
        this.capture = capture.getFileName().toString();
        this.sockets = sockets;
        connections = Observed.in(capture);
    }

    /** One endpoint of an observed connection. */
    private record Found(Connection connection, Side side) {

        List<TcpState> path() {
            return connection.end(side).states();
        }

        List<Step> steps() {
            return connection.journal().steps();
        }

        TcpState at(Step step) {
            return side == Side.CLIENT ? step.client() : step.server();
        }
    }

    /** Where the order of states differs. */
    List<String> differentPaths() {
        List<String> differences = new ArrayList<>();
        for (List<KernelRun> runs : sockets) {
            List<Found> found = of(runs.get(0));
            for (int i = 0; i < runs.size() && !found.isEmpty(); i++) {
                if (i >= found.size()) {
                    differences.add(capture + " lacks " + runs.get(i));
                } else if (!agrees(runs.get(i), found.get(i))) {
                    differences.add("inferred " + found.get(i).path() + '\n' + told(runs.get(i), found.get(i)));
                }
            }
        }
        return differences;
    }

    private boolean agrees(KernelRun run, Found found) {
        List<TcpState> path = Agreement.essence(found.path());
        // What is lost behind the tap cannot be disproved: the far end may carry one presumed state more.
        boolean far = isFar(run) && capture.endsWith(run.opened() ? ".server.pcap" : ".client.pcap");
        return Agreement.paths(run, found.steps(), found.side()).stream().anyMatch(accepted ->
                accepted.equals(path) || far && !path.isEmpty() && accepted.equals(path.subList(0, path.size() - 1)));
    }

    /** Where the end at the tap is said to be in a state that the kernel did not hold then. */
    List<String> differentSteps() {
        List<String> differences = new ArrayList<>();
        for (List<KernelRun> runs : sockets) {
            List<Found> found = of(runs.get(0));
            for (int i = 0; !isFar(runs.get(0)) && i < Math.min(runs.size(), found.size()); i++) {
                compareSteps(runs.get(i), found.get(i), differences);
            }
        }
        return differences;
    }

    private void compareSteps(KernelRun run, Found found, List<String> differences) {
        for (int i = 0; i < found.steps().size(); i++) {
            Step step = found.steps().get(i);
            Set<TcpState> held = Agreement.held(run, found.steps(), i, found.side());
            if (!held.contains(found.at(step))) {
                differences.add("frame " + step.frame() + ": " + found.at(step) + " is none of " + held + '\n'
                        + told(run, found));
            }
        }
    }

    private boolean isFar(KernelRun run) {
        boolean clientHost = CLIENT_HOSTS.contains(run.local().address().toString());
        return capture.endsWith(".client.pcap") && !clientHost || capture.endsWith(".server.pcap") && clientHost;
    }

    private List<Found> of(KernelRun run) {
        List<Found> found = new ArrayList<>();
        for (Connection connection : connections) {
            for (Side side : Side.values()) {
                if (connection.address(side).equals(run.local())
                        && connection.address(side.other()).equals(run.remote())) {
                    found.add(new Found(connection, side));
                }
            }
        }
        return found;
    }

    /** The whole connection: every segment with both states, then the kernel's changes, all on one clock. */
    private String told(KernelRun run, Found found) {
        Connection connection = found.connection();
        StringBuilder text = new StringBuilder("  " + capture + ", " + connection.address(Side.CLIENT) + " to "
                + connection.address(Side.SERVER) + ", milliseconds\n");
        for (Step step : found.steps()) {
            text.append(String.format("  %4d %10.3f %-14s %s %-60s %s%n", step.frame(),
                    (step.time() - connection.start()) / 1e6, step.client() + (step.clientPresumed() ? "?" : ""),
                    step.from() == Side.CLIENT ? "->" : "<-", notation(connection, step),
                    step.server() + (step.serverPresumed() ? "?" : "")));
        }
        text.append("  kernel at ").append(run.local()).append('\n');
        for (KernelRun.Change change : run.changes()) {
            text.append(String.format("  %15.3f %s -> %s%n", (change.time() - connection.start()) / 1e6, change.from(),
                    change.to()));
        }
        return text.toString();
    }

    private static String notation(Connection connection, Step step) {
        return step.segment() == null ? step.event() : SegmentNotation.print(step.segment(),
                connection.end(step.from()).iss(), connection.end(step.from().other()).iss());
    }
}
