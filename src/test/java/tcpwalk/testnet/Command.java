package tcpwalk.testnet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs a program to its end; what it printed, or an exception if it failed. */
final class Command {

    private Command() {
    }

    static String run(String... words) {
        return feed("", words);
    }

    /** Gives {@code input} to the program's standard input. */
    static String feed(String input, String... words) {
        try {
            Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
            try (var standardInput = process.getOutputStream()) {
                standardInput.write(input.getBytes(StandardCharsets.UTF_8));
            }
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(List.of(words) + " " + input + ": " + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
