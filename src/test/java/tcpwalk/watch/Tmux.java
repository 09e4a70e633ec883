package tcpwalk.watch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** A terminal to drive: tmux with one window and a shell in it, on a server of its own. */
final class Tmux implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final Path directory;
    private final String socket = "tcpwalk-" + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet();

    Tmux(Path directory, int columns, int rows) throws Exception {
        this.directory = directory;
        run("-f", "/dev/null", "new-session", "-d", "-x", Integer.toString(columns), "-y", Integer.toString(rows),
                "-c", directory.toString(), "env", "PS1=$ ", "LC_ALL=C.UTF-8", "sh");
        await("a prompt", screen -> screen.startsWith("$"));
    }

    static boolean isInstalled() {
        return List.of(System.getenv("PATH").split(":")).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "tmux")));
    }

    /** Types text as it is. */
    void type(String text) throws Exception {
        run("send-keys", "-l", text);
    }

    /** Presses keys by tmux's names. */
    void press(String... keys) throws Exception {
        List<String> words = new ArrayList<>(List.of("send-keys"));
        words.addAll(List.of(keys));
        run(words.toArray(new String[0]));
    }

    void enter(String command) throws Exception {
        type(command);
        press("Enter");
    }

    void resize(int columns, int rows) throws Exception {
        run("resize-window", "-x", Integer.toString(columns), "-y", Integer.toString(rows));
    }

    /** What is on the screen, blanks at the ends of lines left out. */
    String screen() throws Exception {
        return run("capture-pane", "-p");
    }

    /** What tmux knows of its window, such as {@code #{alternate_on}}. */
    String ask(String format) throws Exception {
        return run("display-message", "-p", format).strip();
    }

    /** Looks again and again until the screen is as wanted. */
    String await(String what, Predicate<String> wanted) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        String screen = screen();
        while (!wanted.test(screen)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("no " + what + ":\n" + screen);
            }
            screen = screen();
        }
        return screen;
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
