package tcpwalk.cli;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Option;
import tcpwalk.sniff.RecordingPlan;

/** Options that say where a live capture's packets are kept. */
final class RecordingOptions {

    @Option(names = "--write", paramLabel = "FILE",
            description = "Write the packets, as far as --snaplen keeps them, to a new pcap file.")
    private Path file;

    @Option(names = "--rotate-size", paramLabel = "SIZE", defaultValue = "0", converter = SizeConverter.class,
            description = "Begin another file before one gets larger: FILE-0001, FILE-0002...")
    private long rotateSize;

    @Option(names = "--rotate-time", paramLabel = "DURATION", defaultValue = "0s", converter = DurationConverter.class,
            description = "Begin another file when one is that old.")
    private Duration rotateTime;

    @Option(names = "--keep", paramLabel = "N", defaultValue = "0",
            description = "Delete the oldest file when there are more than N.")
    private int keep;

    /** What was asked for, or null; that it cannot be done is said before anything is captured. */
    RecordingPlan plan(int snapLength) throws Failure {
        if (file == null) {
            require(rotateSize == 0 && rotateTime.isZero() && keep == 0,
                    "--rotate-size, --rotate-time and --keep need --write");
            return null;
        }
        RecordingPlan plan = new RecordingPlan(file, snapLength, rotateSize, rotateTime.toNanos(), keep);
        require(keep == 0 || plan.isRotated(), "--keep needs --rotate-size or --rotate-time");
        Path first = plan.isRotated() ? plan.file(1) : file;
        require(!Files.exists(first, LinkOption.NOFOLLOW_LINKS),
                "--write: " + first + " exists already and is not overwritten");
        return plan;
    }

    /** Says so while nothing is captured; to be called as the user that the file will belong to. */
    void requireWritable() throws Failure {
        require(file == null || Files.isWritable(file.toAbsolutePath().getParent()),
                "--write: cannot make a file in " + (file == null ? "" : file.toAbsolutePath().getParent()));
    }

    private static void require(boolean condition, String otherwise) throws Failure {
        if (!condition) {
            throw new Failure(ExitCode.USAGE, otherwise);
        }
    }
}
