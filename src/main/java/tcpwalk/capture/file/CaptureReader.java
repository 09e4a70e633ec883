package tcpwalk.capture.file;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import tcpwalk.capture.CaptureInterface;
import tcpwalk.capture.CaptureQuality;
import tcpwalk.capture.Frame;
import tcpwalk.capture.FrameSink;
import tcpwalk.wire.Printable;

/**
 * Reads capture files, one after the other in the order given, as one continuous stream of frames.
 *
 * <p>Reading happens on the caller's thread; {@link #cancel()} and the counts for a progress display may be used from
 * any other.
 */
public final class CaptureReader {

    /** Stands for standard input among the inputs, which is read as it is being written. */
    public static final Path STANDARD_INPUT = Path.of("-");

    private final List<Path> inputs;
    private final CaptureQuality quality;
    private final Containers containers = new Containers();
    private final AtomicLong bytesRead = new AtomicLong();
    private final List<Damage> damages = new ArrayList<>();
    private final Frame frame = new Frame();
    private volatile boolean cancelled;
    private volatile FileChannel channel;

    /** Prepares to read {@code inputs}; the drops that they record go to {@code quality}. */
    public CaptureReader(List<Path> inputs, CaptureQuality quality) {
        this.inputs = List.copyOf(inputs);
        this.quality = quality;
    }

    /** Hands every readable frame to {@code sink}. An input that cannot be read to its end does not stop the others. */
    public ReadResult read(FrameSink sink) {
        for (Path input : inputs) {
            if (!cancelled) {
                read(input, sink);
            }
        }
        return new ReadResult(List.copyOf(damages), cancelled);
    }

    private void read(Path input, FrameSink sink) {
        try (FileChannel opened = open(input)) {
            channel = opened;
            read(input, containers.open(new ChannelSource(opened, bytesRead)), sink);
        } catch (IOException e) {
            noteDamage(input, e instanceof DamagedException ? 0 : -1, e);
        }
    }

    private void read(Path input, ContainerReader container, FrameSink sink) throws IOException {
        try (container) {
            container.whenWaiting(sink::pause);
            try {
                while (!cancelled && container.next(frame)) {
                    sink.accept(frame);
                }
            } catch (IOException e) {
                noteDamage(input, container.recordOffset(), e);
            }
            quality.countRecordedDrops(container.drops());
        }
    }

    private static FileChannel open(Path input) throws IOException {
        return input.equals(STANDARD_INPUT) ? new FileInputStream(FileDescriptor.in).getChannel()
                : FileChannel.open(input, StandardOpenOption.READ);
    }

    /** What fails because of {@link #cancel()} is no damage. */
    private void noteDamage(Path input, long offset, IOException fault) {
        if (!cancelled) {
            String name = input.equals(STANDARD_INPUT) ? "standard input" : Printable.of(input.toString());
            damages.add(new Damage(name, offset, reason(fault)));
        }
    }

    private static String reason(IOException fault) {
        if (fault instanceof NoSuchFileException) {
            return "there is no such file";
        }
        if (fault instanceof AccessDeniedException) {
            return "permission denied";
        }
        return fault.getMessage() == null ? fault.getClass().getSimpleName() : Printable.of(fault.getMessage());
    }

    /** Ends {@link #read} soon, even one that waits for bytes; what was read until then stays valid. */
    public void cancel() throws IOException {
        cancelled = true;
        FileChannel reading = channel;
        if (reading != null) {
            reading.close();
        }
    }

    /** Bytes read so far, packed ones where an input is packed. */
    public long bytesRead() {
        return bytesRead.getAcquire();
    }

    /** How many there are to read in all, or -1 when an input is not a regular file. */
    public long bytesInAll() {
        long sum = 0;
        for (Path input : inputs) {
            try {
                if (input.equals(STANDARD_INPUT) || !Files.isRegularFile(input)) {
                    return -1;
                }
                sum += Files.size(input);
            } catch (IOException e) {
                return -1;
            }
        }
        return sum;
    }

    /** The interface of that index, or null where none is described so far. */
    public CaptureInterface interfaceAt(int index) {
        return containers.interfaces().at(index);
    }

    /** The interfaces described so far; a frame's and a segment's interface index counts in this list. */
    public List<CaptureInterface> interfaces() {
        return containers.interfaces().all();
    }
}
