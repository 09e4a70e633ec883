package tcpwalk.truth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What tcpwalk infers from captures against what the kernel recorded of the same sockets. */
class TruthTest {

    private static final Path RECORDINGS = Path.of("captures/truth");

    static Stream<Path> captures() throws IOException {
        return Files.list(RECORDINGS).filter(path -> path.toString().endsWith(".pcap")).sorted();
    }

    private static Comparison comparison(Path capture) throws IOException {
        String name = capture.getFileName().toString().replaceAll("(\\.client|\\.server)?\\.pcap$", "");
        return new Comparison(capture, KernelRun.read(RECORDINGS.resolve(name + ".states.tsv")));
    }

    @Test
    void theRecordingsAreThere() throws IOException {
        assertThat(captures()).hasSizeGreaterThanOrEqualTo(100);
    }

    @ParameterizedTest
    @MethodSource("captures")
    void everyEndpointPassesThroughTheStatesThatTheKernelRecorded(Path capture) throws IOException {
        assertThat(comparison(capture).differentPaths()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("captures")
    void theEndAtTheTapHoldsTheKernelsStateAfterEachSegment(Path capture) throws IOException {
        assertThat(comparison(capture).differentSteps()).isEmpty();
    }
}
