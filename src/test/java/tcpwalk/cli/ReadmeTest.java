package tcpwalk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tcpwalk.testnet.RootOnly;
import tcpwalk.walk.script.ScriptParser;

/** What the README shows is what the program prints. */
class ReadmeTest {

    private static final Pattern SAMPLE = Pattern.compile("```\n\\$ (?:sudo )?scripts/tcpwalk ([^\n]*)\n(.*?)\n```",
            Pattern.DOTALL);
    /** A row's client state, its flags and its server state. */
    private static final Pattern ROW = Pattern.compile("^ +[\\d.]+ +(\\S+) .*(\\[[A-Z,]+]).* (\\S+)$");

    private record Sample(String arguments, String output) {

        @Override
        public String toString() {
            return arguments;
        }
    }

    private static List<Sample> samples() throws IOException {
        List<Sample> samples = new ArrayList<>();
        Matcher matcher = SAMPLE.matcher(Files.readString(Path.of("README.md")));
        while (matcher.find()) {
            samples.add(new Sample(matcher.group(1), matcher.group(2)));
        }
        return samples;
    }

    static Stream<Sample> analyses() throws IOException {
        return samples().stream().filter(sample -> sample.arguments().matches("(analyze|explain) .*"));
    }

    @ParameterizedTest
    @MethodSource("analyses")
    void anAnalysisOrExplanationIsShownToTheLetter(Sample sample) {
        Result result = Result.of(sample.arguments().split(" "));
        assertThat(result.out().strip()).isEqualTo(sample.output().strip());
        assertThat(result.status()).isZero();
    }

    /** Ports, times and the order of what is on its way differ each time; the opening and the end do not. */
    @Test
    @RootOnly
    void theHandshakeIsShownAsItGoes() throws IOException {
        Sample sample = samples().stream().filter(each -> each.arguments().startsWith("handshake")).findFirst()
                .orElseThrow();
        Result result = Result.of(sample.arguments().split(" "));
        List<String> shown = rows(sample.output());
        List<String> printed = rows(result.out());
        assertThat(printed).hasSizeGreaterThanOrEqualTo(8).startsWith(shown.get(0), shown.get(1), shown.get(2));
        assertThat(printed.get(printed.size() - 1)).isEqualTo(shown.get(shown.size() - 1));
        assertThat(masked(sample.output().lines().findFirst().orElseThrow()))
                .isEqualTo(masked(result.out().lines().findFirst().orElseThrow()));
        assertThat(result.status()).isZero();
    }

    @Test
    @RootOnly
    void theWalkIsShownAsItGoes() throws IOException {
        Sample sample = samples().stream().filter(each -> each.arguments().startsWith("walk")).findFirst()
                .orElseThrow();
        Result result = Result.of(sample.arguments().split(" "));
        // A machine that is busy with other things may let the kernel repeat a segment: it is shown twice.
        assertThat(rows(result.out()).stream().distinct().toList()).isEqualTo(rows(sample.output())).hasSize(7);
        assertThat(afterwards(result.out())).isEqualTo(afterwards(sample.output()));
        assertThat(result.status()).isZero();
    }

    /** What the run shows, its numbers and line breaks left out. */
    private static String afterwards(String output) {
        return output.substring(output.indexOf("What this run shows")).replaceAll("[\\d.]+ (?:µs|ms|s)\\b", "TIME")
                .replaceAll("\\s+", " ").strip();
    }

    /** The script that the README shows can be played. */
    @Test
    void theScriptIsOne() throws Exception {
        String readme = Files.readString(Path.of("README.md"));
        String script = readme.substring(readme.indexOf("# Numbers, acknowledgments"));
        assertThat(ScriptParser.parse("README", script.substring(0, script.indexOf("```"))).acts()).hasSize(6);
    }

    private static List<String> rows(String output) {
        return output.lines().map(ROW::matcher).filter(Matcher::matches)
                .map(row -> row.group(1) + " " + row.group(2) + " " + row.group(3)).collect(Collectors.toList());
    }

    private static String masked(String line) {
        return line.replaceAll("\\d+", "#");
    }

    @Test
    void everyExitCodeIsListed() throws IOException {
        assertThat(Files.readString(Path.of("README.md"))).contains(Arrays.stream(ExitCode.values())
                .map(code -> "| " + code.number() + " | " + code.meaning() + " |").toList());
    }
}
