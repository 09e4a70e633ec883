package tcpwalk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tcpwalk.testnet.Tmux;

/** What the launcher, which asks for the terminal's size, has the program do with it. */
@Timeout(90)
final class LauncherTerminalTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({"80, ''", "120, ''", "80, '| cat'", "120, '| cat'"})
    void tableIsAsWideAsTheTerminalAndNoWider(int columns, String pager) throws Exception {
        Tmux.requireInstalled();
        var machine = new FakeMachine(directory).withBuildTools().withProgram();
        // Connections with so many findings that a table of them never ends by itself.
        var capture = Path.of("captures/truth/suite-fastopen__client__fallback-exp-opt.pcap").toAbsolutePath();
        Files.writeString(directory.resolve("show"), machine.shellLine("analyze", capture.toString()));

        List<String> rows;
        try (Tmux tmux = new Tmux(directory, columns, 40)) {
            tmux.enter("clear; . ./show " + pager + "; echo done");
            rows = tmux.await("a table", screen -> screen.contains("\ndone")).lines()
                    .dropWhile(line -> !line.startsWith("id")).skip(1).takeWhile(line -> !line.equals("done")).toList();
        }

        assertThat(rows).hasSize(10).allMatch(row -> row.matches(" \\d  .*…"))
                .allMatch(row -> row.length() > columns - 5 && row.length() <= columns);
    }
}
