package tcpwalk.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tcpwalk.testnet.Signal;
import tcpwalk.testnet.Tmux;

/** The watch screen in a real terminal: what is seen, and how the terminal is left. */
@Timeout(120)
class WatchTerminalTest {

    private static final Pattern LAST_ROW = Pattern.compile("(\\d+)\\.\\d+s?  ESTABLISHED +◀[^\\n]*\\n+q quit");

    /** All but the size, which tests change. */
    private static final String MODE = "stty -a | sed 's/rows.*columns [0-9]*;//'";

    @TempDir
    private Path directory;
    private Tmux tmux;

    @BeforeEach
    void open() throws Exception {
        Tmux.requireInstalled();
        tmux = new Tmux(directory, 100, 30);
        // The word is in a file, so that the command line stays short enough to be seen whole.
        Files.writeString(directory.resolve("watch"), "exec '" + System.getProperty("java.home")
                + "/bin/java' -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp '" + classPath() + "' "
                + Replay.class.getName() + " \"$@\"\n");
    }

    @AfterEach
    void close() throws Exception {
        if (tmux != null) {
            tmux.close();
        }
    }

    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    private static String captures() throws IOException {
        Path folder = Path.of(System.getProperty("basedir", "."), "captures", "truth").toAbsolutePath();
        try (var files = Files.list(folder)) {
            return files.map(Path::toString).filter(name -> name.matches(".*(resets|closes-first).*client\\.pcap"))
                    .sorted().collect(Collectors.joining(" "));
        }
    }

    private void start(String style) throws Exception {
        tmux.enter(MODE + " > before; sh watch " + style + " " + captures());
        tmux.await("ladder", screen -> screen.contains("192.0.2.7:50000 → 198.51.100.20:443 via eth0")
                || screen.contains("192.0.2.7:50000 -> 198.51.100.20:443 via eth0"));
    }

    private void assertLeftAsFound() throws Exception {
        tmux.await("prompt", screen -> screen.stripTrailing().endsWith("$"));
        assertThat(tmux.ask("#{alternate_on}#{cursor_flag}#{wrap_flag}")).as("main screen, cursor, wrap")
                .isEqualTo("011");
        tmux.enter("clear; " + MODE + " > after; echo done");
        tmux.await("answer", screen -> screen.contains("\ndone") || screen.startsWith("done"));
        assertThat(directory.resolve("after")).hasSameTextualContentAs(directory.resolve("before"));
    }

    @Test
    void showsConnectionsStatesKeysAndALadderThatGrows() throws Exception {
        start("plain");
        String screen = tmux.await("list", text -> text.contains("10.99.0.1:"));
        assertThat(screen.lines().findFirst().orElseThrow()).startsWith("eth0 'tcp'").contains("packets/s", "dropped");
        assertThat(screen).contains("ESTAB-", "client state", "▸", "q quit", "/ filter", "The client connected in");
        long first = lastRow(screen);
        tmux.await("another row", text -> lastRow(text) > first);
        tmux.press("q");
        assertLeftAsFound();
    }

    private static long lastRow(String screen) {
        Matcher row = LAST_ROW.matcher(screen);
        return row.find() ? Long.parseLong(row.group(1)) : -1;
    }

    @Test
    void filtersWhileItIsTyped() throws Exception {
        start("plain");
        tmux.type("/");
        tmux.await("prompt", screen -> screen.contains("filter: _"));
        tmux.type("rese");
        tmux.await("reset ones", text -> text.contains("match of") && !text.contains("192.0.2.7:50000")
                && text.contains("filter: rese_") && text.contains("\n! reset"));
        tmux.type("zzz");
        tmux.await("nothing", text -> text.contains("no connection matches the filter"));
        tmux.press("Escape");
        tmux.await("all", text -> text.contains("192.0.2.7:50000") && text.contains("/ filter"));
        tmux.press("Down", "NPage", "Up", "End");
        tmux.await("another one selected", text -> !text.contains("192.0.2.7:50000 → "));
        tmux.press("Home");
        tmux.await("the first one selected", text -> text.contains("192.0.2.7:50000 → "));
        tmux.press("q");
        assertLeftAsFound();
    }

    @Test
    void followsTheTerminalsSize() throws Exception {
        start("plain");
        for (int[] size : new int[][] {{40, 10}, {140, 45}, {20, 4}, {80, 24}}) {
            tmux.resize(size[0], size[1]);
            String screen = tmux.await("keys in the last of " + size[1] + " lines",
                    text -> text.lines().count() == size[1] && text.matches("(?s).*\nq quit[^\n]*\n"));
            assertThat(screen.lines()).allMatch(line -> line.length() <= size[0]);
        }
        String screen = tmux.await("full screen", text -> text.contains("ESTAB-") && text.contains("client state"));
        assertThat(screen).contains("▸");
        tmux.press("q");
        assertLeftAsFound();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TERM", "HUP"})
    void leavesTheTerminalAsItFoundItWhenKilled(String signal) throws Exception {
        start("colour");
        assertThat(tmux.ask("#{alternate_on}#{cursor_flag}#{wrap_flag}")).isEqualTo("100");
        Signal.send(signal, program());
        assertLeftAsFound();
    }

    /** What the shell runs now. */
    private ProcessHandle program() throws Exception {
        ProcessHandle shell = ProcessHandle.of(Long.parseLong(tmux.ask("#{pane_pid}"))).orElseThrow();
        return shell.children().findFirst().orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"q", "C-c"})
    void endsWithItsLastWordOnTheMainScreen(String key) throws Exception {
        start("plain");
        tmux.press(key);
        String screen = tmux.await("last word", text -> text.contains("\nseen ") && text.contains(" segments"));
        assertThat(screen).doesNotContain("q quit");
        assertLeftAsFound();
    }

    @Test
    void controlZGoesToTheShellAndBack() throws Exception {
        start("plain");
        tmux.press("C-z");
        tmux.await("prompt", screen -> screen.contains("Stopped") && screen.stripTrailing().endsWith("$"));
        assertLeftAsFound();
        tmux.enter("fg");
        tmux.await("the screen again", screen -> screen.contains("▸") && screen.contains("q quit"));
        tmux.press("q");
        assertLeftAsFound();
    }

    @Test
    void whoWasStoppedFromElsewhereTakesTheTerminalAgain() throws Exception {
        start("plain");
        Signal.send("STOP", program());
        tmux.awaitAnswer("#{pane_current_command}", "sh");
        long before = lastRow(tmux.screen());
        // In the mode that this shell finds, Enter ends no line.
        tmux.type("stty sane; clear; fg");
        tmux.press("C-j");
        tmux.await("the screen again", screen -> screen.contains("▸") && lastRow(screen) > before);
        tmux.press("q");
        assertLeftAsFound();
    }

    @Test
    void asciiTerminalGetsAscii() throws Exception {
        start("ascii");
        assertThat(tmux.screen()).isASCII();
        tmux.press("q");
        assertLeftAsFound();
    }

    @Test
    void withoutATerminalItSaysSo() throws Exception {
        tmux.enter("sh watch plain > said; TERM=dumb sh watch plain >> said; echo done");
        tmux.await("answer", screen -> screen.contains("\ndone"));
        assertThat(directory.resolve("said")).hasContent("no terminal: standard output is not a terminal\n"
                + "no terminal: this terminal cannot move its cursor (TERM is dumb)\n");
    }

    @Test
    void aTerminalThatVanishesEndsIt() throws Exception {
        start("plain");
        ProcessHandle program = program();
        tmux.close();
        tmux = null;
        assertThat(program.onExit().get(20, TimeUnit.SECONDS).isAlive()).isFalse();
    }
}
