package tcpwalk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tcpwalk.capture.CaptureQuality;
import tcpwalk.capture.file.CaptureReader;
import tcpwalk.tcp.Confidence;
import tcpwalk.tcp.ConnectionTable;
import tcpwalk.tcp.Finding;
import tcpwalk.tcp.Outcome;
import tcpwalk.tcp.findings.Thresholds;
import tcpwalk.timeline.Row;
import tcpwalk.timeline.Timeline;
import tcpwalk.timeline.Timelines;

/** What holds of the findings in every capture that there is. */
class FindingsOfCapturesTest {

    static Stream<Path> captures() throws IOException {
        return Stream.of("captures/truth", "captures/formats").flatMap(folder -> {
            try (var files = Files.list(Path.of(folder))) {
                return files.filter(file -> file.toString().contains(".pcap")).sorted().toList().stream();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static List<Timeline> analysed(Path capture) {
        var timelines = new ArrayList<Timeline>();
        var quality = new CaptureQuality();
        new Analysis(new CaptureReader(List.of(capture), quality), quality, true, ConnectionTable.DEFAULT_LIMIT,
                Thresholds.DEFAULT, connection -> true,
                connection -> timelines.add(Timelines.of(connection, null).told())).run();
        return timelines;
    }

    @ParameterizedTest
    @MethodSource("captures")
    void countersAreSumsOfTheFramesListed(Path capture) {
        for (Timeline timeline : analysed(capture)) {
            long listed = timeline.findings().stream().filter(each -> each.kind().isRetransmission())
                    .mapToLong(Finding::count).sum();
            assertThat(timeline.client().retransmitted() + timeline.server().retransmitted()).isEqualTo(listed);
            for (Finding finding : timeline.findings()) {
                assertThat(finding.frames()).hasSize(Math.min(finding.count(), Finding.MAX_FRAMES)).isSorted();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("captures")
    void rowsShowTheFramesThatTheirConnectionLists(Path capture) {
        for (Timeline timeline : analysed(capture)) {
            for (Row row : timeline.rows()) {
                for (Finding finding : row.findings()) {
                    assertThat(timeline.findings()).as(finding.text()).anyMatch(whole -> whole.kind() == finding.kind()
                            && (whole.count() > Finding.MAX_FRAMES || whole.frames().contains(row.frame())));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("captures")
    void everySentenceStandsOnItsOwn(Path capture) {
        for (Timeline timeline : analysed(capture)) {
            assertThat(timeline.story()).endsWith(".").doesNotContain("null", "  ", "..");
            if (timeline.outcome() == Outcome.RESET || timeline.outcome() == Outcome.REFUSED) {
                assertThat(timeline.resetCause()).isNotNull();
            }
            for (Finding finding : timeline.findings()) {
                assertThat(finding.text()).isNotBlank().doesNotContain("null", "  ", "\n", "-0 ", " -");
                assertThat(finding.confidence() != Confidence.CERTAIN || finding.alternative() == null).isTrue();
            }
        }
    }
}
