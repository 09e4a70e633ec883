package tcpwalk.truth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tcpwalk.testnet.KernelTrace;
import tcpwalk.testnet.RootOnly;

/**
 * Real sockets over a link that misbehaves by script, captured at both ends: what tcpwalk infers from either capture
 * agrees with what the kernel says of its own sockets, in the order of states and at each segment.
 *
 * <p>{@code -Dtcpwalk.keep=FOLDER} keeps the recordings of the scenarios that disagree, {@code -Dtcpwalk.keep.all}
 * those of all; {@code -Dtcpwalk.only=REGEX} plays some alone.
 */
@RootOnly
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KernelAgreementTest {

    /** Scenes mostly wait for timers, so that more of them than processors can play at once. */
    private static final int AT_ONCE = 8;

    @TempDir
    private Path folder;
    private KernelTrace trace;
    private ExecutorService stage;

    @BeforeAll
    void open() {
        trace = KernelTrace.open();
        stage = Executors.newFixedThreadPool(AT_ONCE);
    }

    @AfterAll
    void close() {
        stage.shutdownNow();
        trace.close();
    }

    @TestFactory
    Stream<DynamicTest> tcpwalkAgreesWithTheKernel() {
        String only = System.getProperty("tcpwalk.only", ".*");
        List<DynamicTest> tests = new ArrayList<>();
        for (Scenario scenario : scenarios()) {
            if (scenario.name().matches(only)) {
                Future<List<String>> differences = stage.submit(() -> play(scenario));
                tests.add(DynamicTest.dynamicTest(scenario.name(),
                        () -> assertThat(await(differences)).as(scenario.name()).isEmpty()));
            }
        }
        return tests.stream();
    }

    private static List<Scenario> scenarios() {
        List<Scenario> all = new ArrayList<>();
        all.addAll(Openings.ALL);
        all.addAll(Transfers.ALL);
        all.addAll(Closings.ALL);
        all.addAll(Resets.ALL);
        assertThat(all).extracting(Scenario::name).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(30);
        return all;
    }

    private static List<String> await(Future<List<String>> differences) throws Throwable {
        try {
            return differences.get();
        } catch (ExecutionException e) {
            throw e.getCause();
        }
    }

    /** What disagrees in a scenario. */
    private List<String> play(Scenario scenario) throws Exception {
        List<Path> captures;
        try (Scene scene = new Scene(trace)) {
            try {
                scenario.script().play(scene);
            } finally {
                captures = scene.record(folder, scenario.name());
            }
        }
        List<List<KernelRun>> sockets = KernelRun.read(record(scenario));
        assertThat(sockets).as("sockets that the kernel recorded").isNotEmpty();
        List<String> differences = new ArrayList<>();
        for (Path capture : captures) {
            Comparison comparison = new Comparison(capture, sockets);
            differences.addAll(comparison.differentPaths());
            differences.addAll(comparison.differentSteps());
        }
        if (!differences.isEmpty() || Boolean.getBoolean("tcpwalk.keep.all")) {
            keep(scenario, captures);
        }
        return differences;
    }

    private Path record(Scenario scenario) {
        return folder.resolve(scenario.name() + ".states.tsv");
    }

    private void keep(Scenario scenario, List<Path> captures) throws Exception {
        String where = System.getProperty("tcpwalk.keep");
        if (where == null) {
            return;
        }
        Path kept = Files.createDirectories(Path.of(where));
        List<Path> files = new ArrayList<>(captures);
        files.add(record(scenario));
        for (Path file : files) {
            Path copy = kept.resolve(file.getFileName());
            Files.deleteIfExists(copy);
            Files.copy(file, copy);
        }
    }
}
