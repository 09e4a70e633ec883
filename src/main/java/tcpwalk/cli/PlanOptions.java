package tcpwalk.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import tcpwalk.craft.CloseMode;
import tcpwalk.craft.WalkPlan;

/** Options that say what a crafted connection does once it is open. */
final class PlanOptions {

    /** How TIME-WAIT is spent. */
    enum TimeWait { SHORT, FULL }

    @Option(names = "--send", paramLabel = "TEXT|@FILE",
            description = "Send this once the connection is open; may be repeated.")
    private List<String> send = new ArrayList<>();

    @Option(names = "--read", paramLabel = "DURATION", defaultValue = "0s", converter = DurationConverter.class,
            description = "Go on receiving that long before closing, unless the peer closes before.")
    private Duration read;

    @Option(names = "--close", paramLabel = "HOW", defaultValue = "fin",
            description = {"How to close (default: ${DEFAULT-VALUE}):",
                "fin: FIN, then receive until the peer's FIN;",
                "half: FIN right behind the data, then the same;",
                "rst: reset; none: stay open, reset at the end."})
    private CloseMode close;

    @Option(names = "--timeout", paramLabel = "DURATION", defaultValue = "20s", converter = DurationConverter.class,
            description = "How long to wait for the peer's answer, and for its FIN (default: ${DEFAULT-VALUE}).")
    private Duration timeout;

    @Option(names = "--time-wait", paramLabel = "short|full", defaultValue = "short",
            description = "Linger one second in TIME-WAIT, or all of 2 MSL (default: ${DEFAULT-VALUE}).")
    private TimeWait timeWait;

    boolean isFullTimeWait() {
        return timeWait == TimeWait.FULL;
    }

    /** The plan; {@code otherwise} is sent where nothing was asked to be. */
    WalkPlan plan(List<byte[]> otherwise) throws Failure {
        List<byte[]> data = new ArrayList<>();
        for (String each : send) {
            data.add(bytes(each));
        }
        return new WalkPlan(send.isEmpty() ? otherwise : data, close, read.toNanos(), timeout.toNanos(),
                isFullTimeWait());
    }

    private static byte[] bytes(String text) throws Failure {
        if (!text.startsWith("@")) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        Path file = Path.of(text.substring(1));
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new Failure(ExitCode.UNREADABLE, "--send: cannot read " + file + ": " + reason(e), e);
        }
    }

    private static String reason(IOException e) {
        return e instanceof java.nio.file.NoSuchFileException ? "no such file"
                : e instanceof java.nio.file.AccessDeniedException ? "permission denied" : e.getMessage();
    }
}
