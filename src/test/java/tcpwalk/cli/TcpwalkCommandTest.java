package tcpwalk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

final class TcpwalkCommandTest {

    private final StringWriter err = new StringWriter();
    private final List<String> built = new ArrayList<>();

    @Test
    void helpListsEveryExitCodeWithItsMeaning() {
        var result = Result.of("--help");

        assertThat(result.status()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out().lines()).contains("Exit codes:");
        for (ExitCode code : ExitCode.values()) {
            assertThat(result.out()).containsPattern("(?m)^  " + code.number() + " +\\Q" + code.meaning() + "\\E$");
        }
    }

    @Test
    void versionIsOneLine() {
        var result = Result.of("--version");

        assertThat(result.status()).isZero();
        assertThat(result.out()).matches("tcpwalk \\S.*\\R");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void withoutACommandTheHelpGoesToStandardErrorAsAMistake() {
        var result = Result.of();

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).startsWith("Usage: tcpwalk");
    }

    @Test
    void mistypedOptionIsAUsageErrorThatNamesTheRightOne() {
        var result = Result.of("--versoin");

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).startsWith("tcpwalk: ").contains("--versoin", "--version", "tcpwalk --help");
    }

    @Test
    void onlyTheNamedSubcommandIsBuilt() {
        assertThat(execute("quiet")).isZero();

        assertThat(built).containsExactly("quiet");
    }

    @Test
    void versionBuildsNoSubcommand() {
        assertThat(execute("--version")).isZero();

        assertThat(built).isEmpty();
    }

    @Test
    void helpAndMistypedNamesKnowEverySubcommand() {
        assertThat(execute("quite")).isEqualTo(2);

        assertThat(built).containsExactly("quiet", "failing", "broken");
        assertThat(err.toString()).contains("tcpwalk quiet");
    }

    @Test
    void failureIsOneLineAndItsOwnExitCode() {
        assertThat(execute("failing")).isEqualTo(3);

        assertThat(err.toString()).isEqualToNormalizingNewlines("tcpwalk: 192.0.2.1:80 did not answer\n");
    }

    @Test
    void verboseAddsTheStackTraceOfAFailure() {
        assertThat(execute("failing", "--verbose")).isEqualTo(3);

        assertThat(err.toString()).contains("did not answer", "at tcpwalk.cli.TcpwalkCommandTest");
    }

    @Test
    void defectIsNotTakenForAnAnswerOfThePeer() {
        assertThat(execute("broken")).isEqualTo(70);

        assertThat(err.toString()).contains("defect", "IllegalStateException: broken");
    }

    @Test
    void resultsThatCannotBeWrittenAreNotASuccess() {
        var status = Main.run(new PrintWriter(new FullDisk()), new PrintWriter(err), "--version");

        assertThat(status).isEqualTo(5);
        assertThat(err.toString()).contains("standard output");
    }

    private int execute(String... args) {
        Map<String, Supplier<Object>> subcommands = new LinkedHashMap<>();
        subcommands.put("quiet", () -> track("quiet", new Sample(null)));
        subcommands.put("failing",
                () -> track("failing", new Sample(new Failure(ExitCode.NO_ANSWER, "192.0.2.1:80 did not answer"))));
        subcommands.put("broken", () -> track("broken", new Sample(new IllegalStateException("broken"))));
        CommandLine commandLine = TcpwalkCommand.commandLine(subcommands, args);
        return commandLine.setOut(new PrintWriter(Writer.nullWriter()))
                .setErr(new PrintWriter(err, true))
                .execute(args);
    }

    private Object track(String name, Object subcommand) {
        built.add(name);
        return subcommand;
    }

    @Command
    private static final class Sample implements Callable<Integer> {

        private final Exception outcome;

        Sample(Exception outcome) {
            this.outcome = outcome;
        }

        @Override
        public Integer call() throws Exception {
            if (outcome != null) {
                throw outcome;
            }
            return 0;
        }
    }

    private static final class FullDisk extends Writer {

        @Override
        public void write(char[] buffer, int offset, int length) throws IOException {
            throw new IOException("No space left on device");
        }

        @Override
        public void flush() {
            // Nothing is held back.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
