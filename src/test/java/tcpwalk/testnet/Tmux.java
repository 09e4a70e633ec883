package tcpwalk.testnet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.Assumptions;

/** A terminal to drive: tmux with one window and a shell in it, on a server of its own. */
public final class Tmux implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final Path directory;
    private final String socket = "tcpwalk-" + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet();

    /** Opens a window in which a shell waits. */
    public Tmux(Path directory, int columns, int rows) throws Exception {
        this.directory = directory;
        run("-f", "/dev/null", "new-session", "-d", "-x", Integer.toString(columns), "-y", Integer.toString(rows),
                "-c", directory.toString(), "env", "PS1=$ ", "LC_ALL=C.UTF-8", "sh");
        await("a prompt", screen -> screen.startsWith("$"));
    }

    /** Skips the calling test, with a visible reason, on a machine without it. */
    public static void requireInstalled() {
        boolean installed = List.of(System.getenv("PATH").split(":")).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "tmux")));
        if (!installed) {
            String reason = "SKIPPED: needs tmux, for a terminal to drive";
            System.err.println(reason);
            Assumptions.abort(reason);
        }
    }

    /** Types text as it is. */
    public void type(String text) throws Exception {
        run("send-keys", "-l", text);
    }

    /** Presses keys by tmux's names. */
    public void press(String... keys) throws Exception {
        List<String> words = new ArrayList<>(List.of("send-keys"));
        words.addAll(List.of(keys));
        run(words.toArray(new String[0]));
    }

    public void enter(String command) throws Exception {
        type(command);
        press("Enter");
    }

    public void resize(int columns, int rows) throws Exception {
        run("resize-window", "-x", Integer.toString(columns), "-y", Integer.toString(rows));
    }

    /** What is on the screen, blanks at the ends of lines left out. */
    public String screen() throws Exception {
        return run("capture-pane", "-p");
    }

    /** What tmux knows of its window, such as {@code #{alternate_on}}. */
    public String ask(String format) throws Exception {
        return run("display-message", "-p", format).strip();
    }

    /** Looks again and again until the screen is as wanted. */
    public String await(String what, Predicate<String> wanted) throws Exception {
        return await(what, this::screen, wanted);
    }

    /** Asks again and again. */
    public void awaitAnswer(String format, String wanted) throws Exception {
        await(wanted, () -> ask(format), wanted::equals);
    }

    private static String await(String what, Callable<String> look, Predicate<String> wanted) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        String seen = look.call();
        while (!wanted.test(seen)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("no " + what + ":\n" + seen);
            }
            seen = look.call();
        }
        return seen;
    }

    private String run(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("tmux", "-u", "-L", socket));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).directory(directory.toFile());
        builder.environment().remove("TMUX");
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(10, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException(command + ": " + output);
        }
        return output;
    }

    @Override
    public void close() throws Exception {
        run("kill-server");
    }
}
