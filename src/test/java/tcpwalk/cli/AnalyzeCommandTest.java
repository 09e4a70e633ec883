package tcpwalk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnalyzeCommandTest {

    private static final String TRUTH = "captures/truth/";
    private static final String FORMATS = "captures/formats/";

    private static String truth(String name) {
        return TRUTH + name + ".pcap";
    }

    @Test
    void oneConnectionIsShownByItsTimeline() {
        Result result = Result.of("analyze", truth("client-closes-first.client"), "--brief");
        assertThat(result.status()).isZero();
        assertThat(result.out()).contains("closed by client", "SYN-SENT", "──[SYN] seq 0", "LAST-ACK");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void severalAreListedAfterAWordOnTheCapture() {
        Result result = Result.of("analyze", truth("port-reused-after-server-time-wait.client"));
        assertThat(result.out()).startsWith("16 packets, all TCP").contains("2 connections", "id  client");
        assertThat(result.out().lines().filter(line -> line.contains("10.99.0.2:8080"))).hasSize(2);
    }

    @Test
    void aNamedConnectionIsShownByItsTimeline() {
        Result result = Result.of("analyze", truth("port-reused-after-server-time-wait.client"), "--connection", "1",
                "--brief");
        assertThat(result.out()).contains("connection 1 ·").doesNotContain("connection 0 ·");
    }

    @Test
    void jsonLinesHaveTimelinesOnlyWhenAsked() {
        String file = truth("port-reused-after-server-time-wait.client");
        Result without = Result.of("analyze", file, "--format", "ndjson");
        assertThat(without.out().lines()).hasSize(2).allMatch(line -> line.startsWith("{\"schema\":"))
                .noneMatch(line -> line.contains("\"timeline\""));
        Result with = Result.of("analyze", file, "--format", "ndjson", "--timeline");
        assertThat(with.out().lines()).hasSize(2).allMatch(line -> line.contains("\"timeline\":[{\"frame\":"));
    }

    @Test
    void jsonIsAnArrayAndCsvHasNames() {
        String file = truth("client-closes-first.client");
        assertThat(Result.of("analyze", file, "--format", "json").out()).startsWith("[").endsWith("]\n");
        assertThat(Result.of("analyze", file, "--format", "csv").out()).startsWith("id,start,").contains("closed");
    }

    @ParameterizedTest
    @CsvSource({"--outcome, refused, 1", "--outcome, closed, 0", "--port, 9999, 1", "--port, 1, 0",
        "--host, 10.99.0.1, 1", "--host, 10.99.0.77, 0", "--connection, 0, 1", "--connection, 5, 0"})
    void optionsSelect(String option, String value, int expected) {
        Result result = Result.of("analyze", truth("refused.client"), "--format", "ndjson", option, value);
        assertThat(result.out().lines()).hasSize(expected);
    }

    @Test
    void whatIsReadableOfADamagedFileIsReported() {
        Result result = Result.of("analyze", FORMATS + "damaged-cut.pcap", "--format", "ndjson");
        assertThat(result.status()).isEqualTo(ExitCode.UNREADABLE.number());
        assertThat(result.out().lines()).hasSize(1);
        assertThat(result.err()).contains("damaged-cut.pcap: at byte ");
    }

    @Test
    void aMissingFileIsNamedAndTheOthersAreRead() {
        Result result = Result.of("analyze", "no-such.pcap", truth("refused.client"), "--format", "ndjson");
        assertThat(result.status()).isEqualTo(ExitCode.UNREADABLE.number());
        assertThat(result.err()).isEqualTo("tcpwalk: no-such.pcap: there is no such file; check the name,"
                + " which is looked up in " + Path.of("").toAbsolutePath() + "\n");
        assertThat(result.out().lines()).hasSize(1);
    }

    @Test
    void aDirectoryIsNamedWithWhatToNameInstead() {
        Result result = Result.of("analyze", FORMATS);
        assertThat(result.status()).isEqualTo(ExitCode.UNREADABLE.number());
        assertThat(result.err()).isEqualTo("tcpwalk: captures/formats: Is a directory;"
                + " name the captures in it: captures/formats/*\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/no-such.pcap", "captures", "captures/README.md"})
    void whereNothingCouldBeReadThereIsNoReport(String file) {
        Result result = Result.of("analyze", file);
        assertThat(result.status()).isEqualTo(ExitCode.UNREADABLE.number());
        assertThat(result.out()).isEmpty();
        assertThat(result.err().lines()).hasSize(1);
    }

    @Test
    void whatIsMissingTakesNoReportFromWhatWasRead() {
        Result result = Result.of("analyze", "/no-such.pcap", truth("refused.client"));
        assertThat(result.out()).contains("refused");
        assertThat(result.err()).isEqualTo("tcpwalk: /no-such.pcap: there is no such file; check the name\n");
    }

    /** A reset's reason is of the connection, whichever finding tells of it. */
    @ParameterizedTest
    @CsvSource({"refused.client, nothing-listens", "client-aborts.client, application-aborted"})
    void whyItWasResetOrRefusedIsExplained(String capture, String cause) {
        assertThat(Result.of("analyze", truth(capture), "--explain").out().lines())
                .anyMatch(line -> line.startsWith(cause + ": reset because "));
    }

    @Test
    void anUnknownLinkTypeIsNamed() {
        Result result = Result.of("analyze", FORMATS + "unknown-link-type.pcap");
        assertThat(result.status()).isEqualTo(ExitCode.UNREADABLE.number());
        assertThat(result.err()).contains("link type 147 is not known");
    }

    @Test
    void stateCarriesOverFromOneRotatedFileToTheNext() {
        Result result = Result.of("analyze", FORMATS + "rotated-1.pcap", FORMATS + "rotated-2.pcap", "--format",
                "ndjson");
        assertThat(result.out().lines()).hasSize(1).first().asString().contains("\"outcome\":\"closed\"",
                "\"segments\":6", "\"segments\":3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pcap-nanoseconds-big.pcap", "pcap-patched.pcap", "two-members.pcap.gz",
        "conversation.pcap.zst", "cooked-2.pcap", "raw.pcap", "null-big.pcap", "ppp.pcap", "radiotap.pcap"})
    void everyWrappingShowsTheSameStates(String file) {
        String line = Result.of("analyze", FORMATS + file, "--format", "ndjson").out();
        assertThat(line).contains(
                "[\"CLOSED\",\"SYN-SENT\",\"ESTABLISHED\",\"FIN-WAIT-1\",\"FIN-WAIT-2\",\"TIME-WAIT\"]",
                "[\"LISTEN\",\"SYN-RECEIVED\",\"ESTABLISHED\",\"CLOSE-WAIT\",\"LAST-ACK\",\"CLOSED\"]");
    }

    /** Any cut of a capture into files that keeps the order gives the same answer. */
    @Test
    void whereACaptureIsCutMakesNoDifference(@TempDir Path directory) throws IOException {
        byte[] bytes = Files.readAllBytes(Path.of(truth("simultaneous-close.client")));
        String whole = Result.of("analyze", truth("simultaneous-close.client"), "--format", "ndjson", "--timeline")
                .out();
        int at = 24;
        while (at < bytes.length) {
            Path first = directory.resolve("first-" + at);
            Path second = directory.resolve("second-" + at);
            Files.write(first, Arrays.copyOf(bytes, at));
            Files.write(second, Arrays.copyOf(bytes, 24));
            Files.write(second, Arrays.copyOfRange(bytes, at, bytes.length),
                    StandardOpenOption.APPEND);
            assertThat(Result.of("analyze", first.toString(), second.toString(), "--format", "ndjson", "--timeline")
                    .out()).as("cut at byte " + at).isEqualTo(whole);
            at += 16 + (bytes[at + 8] & 0xff | (bytes[at + 9] & 0xff) << 8);
        }
    }

    @Test
    void aTableSaysWhatItLeavesOut() {
        List<String> args = new ArrayList<>(List.of("analyze", "--all"));
        try (var files = Files.list(Path.of(TRUTH))) {
            args.addAll(files.map(Path::toString).filter(name -> name.endsWith(".pcap")).sorted()
                    .collect(Collectors.toList()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        long all = rows(Result.of(args.toArray(String[]::new)));
        args.remove("--all");
        Result capped = Result.of(args.toArray(String[]::new));
        assertThat(rows(capped)).isEqualTo(50);
        assertThat(capped.out()).contains((all - 50) + " more of " + all + " connections are left out");
    }

    private static long rows(Result result) {
        return result.out().lines().filter(line -> line.matches(" *\\d+  .*:\\d+ .*")).count();
    }

    @Test
    void aWrongWordIsAnsweredByThoseThereAre() {
        Result result = Result.of("analyze", truth("refused.client"), "--outcome", "exploded");
        assertThat(result.status()).isEqualTo(ExitCode.USAGE.number());
        assertThat(result.err()).contains("'exploded' is none of closed, reset, refused");
    }

    @Test
    void whatCameUpIsExplainedAfterATimeline() {
        Result result = Result.of("analyze", truth("close-with-unread-data-resets.client"), "--connection", "0",
                "--explain", "--brief", "--lang", "en");
        String explained = result.out().substring(result.out().indexOf("What came up here:"));
        assertThat(explained.lines().filter(line -> line.matches("[\\w-]+: .*")))
                .extracting(line -> line.split(":")[0])
                .containsExactly("SYN-SENT", "SYN-RECEIVED", "ESTABLISHED", "CLOSED", "reset", "unread-data");
        assertThat(explained).contains("(RFC 9293 §3.5.3)");
        assertThat(result.status()).isZero();
    }

    @Test
    void whatAnnotationsNameIsExplainedOnce() {
        Result result = Result.of("analyze", truth("client-closes-first.client"), "--explain", "--lang", "en");
        assertThat(result.out()).containsOnlyOnce("\nwhy-three: ").containsOnlyOnce("\nTIME-WAIT: ")
                .containsOnlyOnce("\nwhy-time-wait: ");
    }

    @Test
    void ofATableTheFindingsAreExplained() {
        Result result = Result.of("analyze", truth("refused.client"), truth("lost-syn.client"), "--explain",
                "--lang", "en");
        assertThat(result.out()).contains("id  client", "\nrefused: ", "\nsyn-retransmitted: ")
                .doesNotContain("\nSYN-SENT: ");
    }

    @Test
    void explanationsGoWithTextOnly() {
        Result result = Result.of("analyze", truth("refused.client"), "--explain", "--format", "json");
        assertThat(result.status()).isEqualTo(ExitCode.USAGE.number());
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("--explain");
    }

    @Test
    void aTimelineSpeaksTheLanguageThatIsAskedFor() {
        Result result = Result.of("analyze", truth("lost-last-ack.client"), "--lang", "zh");
        assertThat(result.out()).contains("第一次握手", "撤回：服务器重发了 FIN",
                "last-ack-lost: 对第二个 FIN 的确认没有到达", "? 推定：", "查阅术语：tcpwalk explain ");
    }
}
