package tcpwalk.sniff;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.function.Consumer;
import tcpwalk.capture.Frame;
import tcpwalk.capture.FrameSink;
import tcpwalk.capture.PcapWriter;

/**
 * The frames of a live capture on disk: one file, or numbered ones of which the oldest are deleted. A disk that is full
 * ends the recording with a notice, and never the capture.
 */
final class Recording implements FrameSink {

    private static final int FILE_HEADER = 24;
    private static final int RECORD_HEADER = 16;

    private final RecordingPlan plan;
    private final Consumer<String> notices;
    private final ArrayDeque<Path> files = new ArrayDeque<>();
    private PcapWriter writer;
    private Path current;
    private int linkType;
    private int number;
    private long bytes;
    private long began;
    private long written;
    private boolean ended;
    private boolean failed;

    Recording(RecordingPlan plan, Consumer<String> notices) {
        this.plan = plan;
        this.notices = notices;
    }

    @Override
    public void accept(Frame frame) {
        if (ended) {
            return;
        }
        try {
            if (isFull(frame)) {
                writer.close();
                writer = null;
            }
            if (writer == null) {
                begin(frame);
            }
            if (frame.linkType() != linkType) {
                throw new IOException("a frame of link type " + frame.linkType() + " does not fit into a pcap file of "
                        + linkType);
            }
            writer.write(frame);
            written++;
            bytes += RECORD_HEADER + frame.capturedLength();
        } catch (IOException e) {
            fail(e);
        }
    }

    private boolean isFull(Frame frame) {
        return writer != null && (plan.rotateBytes() > 0
                && bytes + RECORD_HEADER + frame.capturedLength() > plan.rotateBytes() && bytes > FILE_HEADER
                || plan.rotateNanoseconds() > 0 && frame.time() - began >= plan.rotateNanoseconds());
    }

    private void begin(Frame frame) throws IOException {
        number++;
        current = plan.isRotated() ? plan.file(number) : plan.file();
        linkType = frame.linkType();
        writer = PcapWriter.create(current, linkType, plan.snapshotLength());
        files.add(current);
        bytes = FILE_HEADER;
        began = frame.time();
        while (plan.keep() > 0 && files.size() > plan.keep()) {
            Files.deleteIfExists(files.poll());
        }
    }

    /** Makes what was recorded so far visible to whoever reads the file. */
    void flush() {
        if (writer != null && !ended) {
            try {
                writer.flush();
            } catch (IOException e) {
                fail(e);
            }
        }
    }

    private void fail(IOException reason) {
        ended = true;
        failed = true;
        String sentence = "no longer writing " + current + ": " + reason(reason) + "; the capture goes on";
        if (writer != null) {
            try {
                writer.close();
            } catch (IOException e) {
                // The same again: what the disk did not take then, it does not take now.
                reason.addSuppressed(e);
            }
        }
        notices.accept(sentence);
    }

    private static String reason(IOException e) {
        if (e instanceof java.nio.file.FileAlreadyExistsException) {
            return "it exists already and is not overwritten";
        }
        return e instanceof java.nio.file.AccessDeniedException ? "permission denied" : e.getMessage();
    }

    /** Whether something went wrong. */
    boolean hasFailed() {
        return failed;
    }

    /** Frames written. */
    long written() {
        return written;
    }

    /** Ends the last file. */
    void close() {
        if (writer != null && !ended) {
            try {
                writer.close();
                ended = true;
            } catch (IOException e) {
                fail(e);
            }
        }
    }
}
