package tcpwalk.kernel;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Everything that the kernel's TCP sockets go through from the moment this is opened, in all network namespaces: a
 * tracing instance of our own, and a thread that reads it.
 *
 * <p>All that takes root happens in {@link #open}; afterwards the process may become another user.
 */
public final class SocketTrace implements AutoCloseable {

    /** Told on the reading thread; must be quick. */
    public interface Listener {

        void changed(SocketChange change);

        /** So many changes did not fit the kernel's buffer, at about this point. */
        void lost(long events);
    }

    private static final String EVENT = "events/sock/inet_sock_set_state/";
    private static final Duration FIRST_MARK = Duration.ofSeconds(5);
    /** For each processor: some hundred thousand changes, a second's worth on a busy one. */
    private static final int BUFFER_KIB = 8192;
    private static final int ALL_BUFFERS_KIB = 65_536;
    private static final long PAUSE = 5_000_000;
    private static final long POLL = 200_000;

    private final Caretaker caretaker;
    private final Listener listener;
    private final TraceClock clock;
    private final FileChannel pipe;
    /** No channels, which the interruption of a writing thread would close. */
    private final FileOutputStream marker;
    private final FileOutputStream enable;
    private final Thread thread;
    private int written;
    private volatile int seen;
    private volatile long completeUntil = Long.MIN_VALUE;
    private volatile boolean closed;

    private SocketTrace(Path instance, Caretaker caretaker, Listener listener) throws IOException {
        this.caretaker = caretaker;
        this.listener = listener;
        clock = new TraceClock(chooseClock(instance));
        Files.writeString(instance.resolve(EVENT + "filter"), "protocol == 6");
        int processors = Math.max(1, Runtime.getRuntime().availableProcessors());
        Files.writeString(instance.resolve("buffer_size_kb"),
                Integer.toString(Math.min(BUFFER_KIB, ALL_BUFFERS_KIB / processors)));
        marker = new FileOutputStream(instance.resolve("trace_marker").toFile());
        enable = new FileOutputStream(instance.resolve(EVENT + "enable").toFile());
        pipe = FileChannel.open(instance.resolve("trace_pipe"), StandardOpenOption.READ);
        thread = new Thread(this::run, "kernel trace");
        thread.setDaemon(true);
    }

    /** Begins to trace; when this returns, every change from then on reaches the listener. */
    public static SocketTrace open(Listener listener) throws TracingException {
        Tracefs tracefs = Tracefs.find();
        Path instance = tracefs.createInstance();
        try {
            if (!Files.exists(instance.resolve(EVENT + "enable"))) {
                throw new NoSuchFileException(EVENT + "enable");
            }
            SocketTrace trace = new SocketTrace(instance, Caretaker.of(instance, tracefs), listener);
            trace.begin();
            return trace;
        } catch (IOException e) {
            // Its caretaker, or else the next tcpwalk, removes the instance.
            throw Tracefs.refused(e);
        }
    }

    /** Whether the kernel can be traced: tries it. */
    public static void probe() throws TracingException {
        open(new Listener() {
            @Override
            public void changed(SocketChange change) {
                // That it would be told is all there is to know.
            }

            @Override
            public void lost(long events) {
                // Nothing is asked for.
            }
        }).close();
    }

    private static String chooseClock(Path instance) throws IOException {
        String offered = Files.readString(instance.resolve("trace_clock"));
        String best = TraceClock.NAMES.stream().filter(offered::contains).findFirst().orElseThrow(
                () -> new IOException("no usable trace clock among " + offered.strip()));
        Files.writeString(instance.resolve("trace_clock"), best);
        return best;
    }

    private void begin() throws IOException {
        thread.start();
        mark();
        if (!await(FIRST_MARK)) {
            close();
            throw new IOException("trace_pipe stays silent");
        }
        write(enable, "1");
    }

    /** Asks the kernel how far it has got; the answer moves {@link #completeUntil()} a moment later. */
    public void mark() throws IOException {
        synchronized (marker) {
            written++;
            write(marker, written + " " + TraceClock.now());
        }
    }

    /** All changes before this time have reached the listener; nanoseconds since the epoch. */
    public long completeUntil() {
        return completeUntil;
    }

    /** Waits until the listener has all that happened before this call; whether it has. */
    public boolean sync(Duration patience) throws IOException {
        mark();
        return await(patience);
    }

    private boolean await(Duration patience) {
        int wanted;
        synchronized (marker) {
            wanted = written;
        }
        long deadline = System.nanoTime() + patience.toNanos();
        while (seen - wanted < 0) {
            if (closed || System.nanoTime() - deadline > 0) {
                return false;
            }
            LockSupport.parkNanos(POLL);
        }
        return true;
    }

    private static void write(FileOutputStream file, String text) throws IOException {
        file.write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private void run() {
        TraceLine parser = new TraceLine(new Lines());
        LineBuffer lines = new LineBuffer(parser::read);
        ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 16);
        try {
            while (!closed) {
                buffer.clear();
                if (pipe.read(buffer) > 0) {
                    lines.add(buffer.flip());
                } else {
                    // A wake-up without a line ends nothing: only close() does.
                    LockSupport.parkNanos(PAUSE);
                }
            }
        } catch (ClosedChannelException e) {
            closed = true;
        } catch (IOException e) {
            // What is in the buffer is lost to us, and so is all that would follow.
            closed = true;
            listener.lost(1);
        }
    }

    /** Whether nothing more will come. */
    public boolean isClosed() {
        return closed;
    }

    /** Ends the trace and removes its instance; does not need root. */
    @Override
    public void close() {
        if (closed && !pipe.isOpen()) {
            return;
        }
        closed = true;
        try (marker; enable; pipe) {
            write(enable, "0");
        } catch (IOException e) {
            // Removing the instance ends its events, too.
            closed = true;
        }
        try {
            caretaker.dismiss();
        } catch (IOException e) {
            // The caretaker is gone, and with it our right; the next tcpwalk removes the instance.
            closed = true;
        }
    }

    private final class Lines implements TraceLine.Reader {

        @Override
        public void changed(long time, SocketChange change) {
            listener.changed(new SocketChange(clock.epoch(time), change.local(), change.remote(), change.from(),
                    change.to(), change.task()));
        }

        @Override
        public void marked(long time, String mark) {
            String[] words = mark.split(" ");
            try {
                int number = Integer.parseInt(words[0]);
                clock.marked(Long.parseLong(words[1]), time);
                completeUntil = clock.epoch(time);
                seen = number;
            } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
                // Somebody else has written to our instance.
                return;
            }
        }

        @Override
        public void lost(long events) {
            listener.lost(events);
        }
    }
}
