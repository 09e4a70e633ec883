package tcpwalk.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import tcpwalk.capture.Frame;
import tcpwalk.capture.FrameSink;
import tcpwalk.capture.PcapWriter;

/** The pcap file of a walk's frames, made as soon as the first of them says what link it is from. */
final class WalkFile implements FrameSink, AutoCloseable {

    private final Path path;
    private PcapWriter writer;
    private IOException fault;

    private WalkFile(Path path) {
        this.path = path;
    }

    /** A file yet to be made; that it cannot be is said before anything is sent. */
    static WalkFile at(Path path) throws Failure {
        Path directory = path.toAbsolutePath().getParent();
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new Failure(ExitCode.USAGE, "--write: " + path + " exists already and is not overwritten");
        }
        if (!Files.isWritable(directory)) {
            throw new Failure(ExitCode.USAGE, "--write: cannot make a file in " + directory);
        }
        return new WalkFile(path);
    }

    @Override
    public synchronized void accept(Frame frame) {
        if (fault != null) {
            return;
        }
        try {
            if (writer == null) {
                writer = PcapWriter.create(path, frame.linkType(), WalkCapture.WHOLE_FRAMES);
            }
            writer.write(frame);
        } catch (IOException e) {
            fault = e;
        }
    }

    /** Ends the file; what went wrong with it on the way is said now. */
    @Override
    public synchronized void close() throws Failure {
        try {
            if (writer != null) {
                writer.close();
            }
        } catch (IOException e) {
            fault = fault == null ? e : fault;
        }
        if (fault != null) {
            throw new Failure(ExitCode.ENVIRONMENT, "cannot write " + path + ": " + fault.getMessage(), fault);
        }
    }
}
