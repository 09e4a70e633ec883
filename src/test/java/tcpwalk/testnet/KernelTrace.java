package tcpwalk.testnet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import tcpwalk.kernel.SocketChange;
import tcpwalk.kernel.SocketTrace;

/**
 * The kernel's own record of every state that its TCP sockets go through, in all namespaces, from the moment this is
 * opened; a test may wait for what it needs.
 */
public final class KernelTrace implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final List<Transition> transitions = new ArrayList<>();
    private final SocketTrace trace;
    private long lost;

    private KernelTrace() throws IOException {
        trace = SocketTrace.open(new SocketTrace.Listener() {
            @Override
            public void changed(SocketChange change) {
                accept(Transition.of(change));
            }

            @Override
            public void lost(long events) {
                KernelTrace.this.lost(events);
            }
        });
    }

    /** Begins to record. Mounts the tracing file system if nobody has. */
    public static KernelTrace open() {
        try {
            return new KernelTrace();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized void accept(Transition transition) {
        transitions.add(transition);
        notifyAll();
    }

    private synchronized void lost(long events) {
        lost += events;
    }

    /** What the kernel has recorded so far of connections and listeners that {@code matching} accepts. */
    public List<Transition> transitions(Predicate<Transition> matching) {
        try {
            if (!trace.sync(PATIENCE)) {
                throw new AssertionError("the trace pipe stays silent");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return recorded(matching);
    }

    private synchronized List<Transition> recorded(Predicate<Transition> matching) {
        if (lost > 0) {
            throw new AssertionError(lost + " transitions are lost");
        }
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

    private boolean waitUntil(long deadline) {
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

    @Override
    public void close() {
        trace.close();
    }
}
