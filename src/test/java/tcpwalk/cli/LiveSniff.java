package tcpwalk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import tcpwalk.testnet.Namespace;

/** {@code tcpwalk sniff} at work in a namespace, in this process; its lines can be waited for. */
final class LiveSniff implements AutoCloseable {

    /** What one of its streams printed, line by line. */
    static final class Lines extends Writer {
        private final List<String> lines = new ArrayList<>();
        private final StringBuilder last = new StringBuilder();
        private volatile boolean blocked;

        /** From now on, nothing is taken: a terminal that was stopped, a pipe whose reader is slow. */
        void block() {
            blocked = true;
        }

        synchronized void unblock() {
            blocked = false;
            notifyAll();
        }

        @Override
        public synchronized void write(char[] text, int offset, int length) {
            while (blocked) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
            for (int i = offset; i < offset + length; i++) {
                if (text[i] == '\n') {
                    lines.add(last.toString());
                    last.setLength(0);
                    notifyAll();
                } else {
                    last.append(text[i]);
                }
            }
        }

        @Override
        public void flush() {
            // Everything is there already.
        }

        @Override
        public void close() {
            // Nothing is held.
        }

        synchronized List<String> all() {
            return List.copyOf(lines);
        }

        /** Whether there is such a line among the last ten thousand. */
        synchronized boolean has(String part) {
            return lines.subList(Math.max(0, lines.size() - 10_000), lines.size()).stream()
                    .anyMatch(line -> line.contains(part));
        }

        /** Waits for a line, which may have come already. */
        synchronized String await(Predicate<String> wanted) throws InterruptedException {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (true) {
                for (String line : lines) {
                    if (wanted.test(line)) {
                        return line;
                    }
                }
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                assertThat(left).as("the line did not come; there are " + lines).isPositive();
                wait(left);
            }
        }

        String await(String part) throws InterruptedException {
            return await(line -> line.contains(part));
        }
    }

    private final Lines out = new Lines();
    private final Lines err = new Lines();
    private final CompletableFuture<Integer> status = new CompletableFuture<>();
    private Thread thread;

    private LiveSniff() {
    }

    /** Begins, and returns as soon as it listens. */
    static LiveSniff start(Namespace namespace, String... options) throws Exception {
        LiveSniff sniff = begin(namespace, options);
        sniff.err.await("listening on");
        return sniff;
    }

    /** Begins, and returns at once. */
    static LiveSniff begin(Namespace namespace, String... options) throws Exception {
        String[] args = new String[options.length + 1];
        args[0] = "sniff";
        System.arraycopy(options, 0, args, 1, options.length);
        LiveSniff sniff = new LiveSniff();
        namespace.call(() -> {
            // A thread that one in the namespace starts is in it, too.
            sniff.thread = new Thread(() -> sniff.status.complete(
                    Main.run(new PrintWriter(sniff.out), new PrintWriter(sniff.err), args)), "sniff");
            sniff.thread.start();
            return null;
        });
        return sniff;
    }

    Lines out() {
        return out;
    }

    Lines err() {
        return err;
    }

    /** Ends it as a signal would, and tells its exit status. */
    int stop() throws Exception {
        thread.interrupt();
        return end();
    }

    /** Waits until it ends by itself. */
    int end() throws Exception {
        return status.get(20, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws Exception {
        if (!status.isDone()) {
            stop();
        }
    }
}
