package tcpwalk.truth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tcpwalk.tcp.Connection;
import tcpwalk.tcp.Side;
import tcpwalk.tcp.Step;
import tcpwalk.tcp.TcpState;

/** What tcpwalk infers from captures against what the kernel recorded of the same sockets. */
class TruthTest {

    private static final Path RECORDINGS = Path.of("captures/truth");

    static Stream<Path> captures() throws IOException {
        return Files.list(RECORDINGS).filter(path -> path.toString().endsWith(".pcap")).sorted();
    }

    private static Path record(Path capture) {
        String name = capture.getFileName().toString().replaceAll("(\\.client|\\.server)?\\.pcap$", "");
        return RECORDINGS.resolve(name + ".states.tsv");
    }

    @Test
    void theRecordingsAreThere() throws IOException {
        assertThat(captures()).hasSizeGreaterThanOrEqualTo(100);
    }

    @ParameterizedTest
    @MethodSource("captures")
    void everyEndpointPassesThroughTheStatesThatTheKernelRecorded(Path capture) throws IOException {
        List<Connection> connections = Observed.in(capture);
        SoftAssertions softly = new SoftAssertions();
        for (List<KernelRun> runs : KernelRun.read(record(capture))) {
            List<Found> found = of(connections, runs.get(0));
            if (found.isEmpty()) {
                continue;
            }
            for (int i = 0; i < runs.size(); i++) {
                comparePath(capture, runs.get(i), i < found.size() ? found.get(i) : null, softly);
            }
        }
        softly.assertAll();
    }

    private static void comparePath(Path capture, KernelRun run, Found found, SoftAssertions softly) {
        String who = capture.getFileName() + " " + run.local();
        softly.assertThat(found).as(who).isNotNull();
        if (found == null) {
            return;
        }
        List<TcpState> path = Agreement.essence(found.path());
        boolean far = capture.toString().endsWith(run.opened() ? ".server.pcap" : ".client.pcap");
        // What is lost behind the tap cannot be disproved: the far end may carry one presumed state more.
        boolean agreed = Agreement.paths(run, found.steps(), found.side()).stream().anyMatch(accepted ->
                accepted.equals(path) || far && !path.isEmpty() && accepted.equals(path.subList(0, path.size() - 1)));
        softly.assertThat(agreed).as(who + " kernel " + run.changes() + " inferred " + path).isTrue();
    }

    @ParameterizedTest
    @MethodSource("captures")
    void theEndAtTheTapHoldsTheKernelsStateAfterEachSegment(Path capture) throws IOException {
        List<Connection> connections = Observed.in(capture);
        SoftAssertions softly = new SoftAssertions();
        for (List<KernelRun> runs : KernelRun.read(record(capture))) {
            boolean far = capture.toString().endsWith(".client.pcap") && !isClientHost(runs.get(0))
                    || capture.toString().endsWith(".server.pcap") && isClientHost(runs.get(0));
            List<Found> found = of(connections, runs.get(0));
            for (int i = 0; !far && i < Math.min(runs.size(), found.size()); i++) {
                compareSteps(capture, runs.get(i), found.get(i), softly);
            }
        }
        softly.assertAll();
    }

    private static boolean isClientHost(KernelRun run) {
        String address = run.local().address().toString();
        return address.equals("10.99.0.1") || address.equals("fd99::1");
    }

    private static void compareSteps(Path capture, KernelRun run, Found found, SoftAssertions softly) {
        for (int i = 0; i < found.steps().size(); i++) {
            Step step = found.steps().get(i);
            TcpState inferred = found.side() == Side.CLIENT ? step.client() : step.server();
            softly.assertThat(Agreement.held(run, found.steps(), i, found.side()))
                    .as(capture.getFileName() + " frame " + step.frame() + " " + run.local()).contains(inferred);
        }
    }

    /** One endpoint of an observed connection. */
    private record Found(Connection connection, Side side) {

        List<TcpState> path() {
            return connection.end(side).states();
        }

        List<Step> steps() {
            return connection.journal().steps();
        }
    }

    private static List<Found> of(List<Connection> connections, KernelRun run) {
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
}
