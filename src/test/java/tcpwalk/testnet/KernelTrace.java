package tcpwalk.testnet;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The kernel's own record of every state that its TCP sockets go through, in all namespaces, from the moment this is
 * opened: the tracepoint {@code sock:inet_sock_set_state} in a tracing instance of its own.
 */
public final class KernelTrace implements AutoCloseable {

    private static final Path TRACING = Path.of("/sys/kernel/tracing");
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final Path instance;
    private final List<Transition> transitions = new ArrayList<>();
    private final Thread reader;
    private int markersSeen;
    private int markersWritten;
    private volatile boolean closed;

    private KernelTrace(Path instance) throws IOException {
        this.instance = instance;
        Files.writeString(instance.resolve("trace_clock"), "mono");
        Files.writeString(instance.resolve("events/sock/inet_sock_set_state/enable"), "1");
        BufferedReader pipe = Files.newBufferedReader(instance.resolve("trace_pipe"));
        reader = new Thread(() -> read(pipe), "kernel trace");
        reader.setDaemon(true);
        reader.start();
    }

    /** Begins to record. Mounts the tracing file system if nobody has. */
    public static KernelTrace open() {
        if (!Files.exists(TRACING.resolve("instances"))) {
            Command.run("mount", "-t", "tracefs", "nodev", TRACING.toString());
        }
        String name = "tcpwalk-" + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet();
        try {
            return new KernelTrace(Files.createDirectory(TRACING.resolve("instances").resolve(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(BufferedReader pipe) {
        try (pipe) {
            // A read that returns between two lines, or a wake-up without one, ends nothing: only close() does.
            while (!closed) {
                String line = pipe.readLine();
                if (line != null) {
                    accept(line);
                }
            }
        } catch (IOException e) {
            if (!closed) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private synchronized void accept(String line) {
        Transition transition = Transition.parse(line);
        if (transition != null) {
            transitions.add(transition);
        } else if (line.contains("tracing_mark_write")) {
            markersSeen++;
        }
        notifyAll();
    }

    /** What the kernel has recorded so far of connections and listeners that {@code matching} accepts. */
    public List<Transition> transitions(Predicate<Transition> matching) {
        mark();
        return recorded(matching);
    }

    private synchronized List<Transition> recorded(Predicate<Transition> matching) {
        return transitions.stream().filter(matching).collect(Collectors.toList());
    }

    /** Waits until the kernel has recorded a matching transition. */
    public Transition await(Duration patience, Predicate<Transition> matching) {
        return awaitCount(patience, 1, matching).get(0);
    }

    /** Waits until the kernel has recorded at least so many matching transitions. */
    public List<Transition> awaitCount(Duration patience, int count, Predicate<Transition> matching) {
        long deadline = System.nanoTime() + patience.toNanos();
        synchronized (this) {
            List<Transition> found = recorded(matching);
            while (found.size() < count) {
                if (!waitUntil(deadline)) {
                    throw new AssertionError("no " + count + " such transitions within " + patience + "; recorded: "
                            + transitions);
                }
                found = recorded(matching);
            }
            return found;
        }
    }

    /** Waits until the reader has seen all that was recorded before this call. */
    private void mark() {
        long deadline = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        synchronized (this) {
            int mine = ++markersWritten;
            write("trace_marker", "mark");
            while (markersSeen < mine) {
                if (!waitUntil(deadline)) {
                    throw new AssertionError("the trace pipe stays silent");
                }
            }
        }
    }

    private synchronized boolean waitUntil(long deadline) {
        long milliseconds = (deadline - System.nanoTime()) / 1_000_000;
        if (milliseconds <= 0) {
            return false;
        }
        try {
            wait(milliseconds);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void write(String file, String text) {
        try {
            Files.writeString(instance.resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        write("events/sock/inet_sock_set_state/enable", "0");
        closed = true;
        write("trace_marker", "end");
        try {
            reader.join();
            Files.delete(instance);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
