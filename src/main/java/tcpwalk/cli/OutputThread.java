package tcpwalk.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import tcpwalk.tcp.Connection;
import tcpwalk.timeline.Timelines;

/**
 * Puts ended connections into words on a thread of its own, in their order, so that a second core writes while the
 * first one tracks. What goes wrong there comes out at the next call here.
 */
final class OutputThread {

    /** How far the writing may lag behind. */
    private static final int MOST_WAITING = 2048;
    /** Who reads a pipe as it is written waits no longer for what there is. */
    private static final long IDLE_MILLISECONDS = 50;

    private record Item(Connection connection, String interfaceName) {
    }

    private static final Item END = new Item(null, null);

    private final ConnectionOutput output;
    private final BlockingQueue<Item> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Thread thread = new Thread(this::run, "tcpwalk-output");
    private volatile RuntimeException failure;

    OutputThread(ConnectionOutput output) {
        this.output = output;
        thread.setDaemon(true);
        thread.start();
    }

    /** Hands a connection over to which nothing will be added. */
    void write(Connection connection, String interfaceName) {
        put(new Item(connection, interfaceName));
    }

    /** Waits until everything is written; the output itself is not finished yet. */
    void finish() {
        put(END);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        rethrow();
    }

    private void put(Item item) {
        try {
            // Where the thread has ended, nobody takes anything any more.
            while (!waiting.offer(item, IDLE_MILLISECONDS, TimeUnit.MILLISECONDS)) {
                rethrow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        rethrow();
    }

    private void rethrow() {
        RuntimeException thrown = failure;
        if (thrown != null) {
            throw thrown;
        }
    }

    private void run() {
        try {
            boolean flushed = true;
            for (Item item = waiting.take(); item != END;) {
                if (item != null) {
                    output.write(Timelines.of(item.connection(), item.interfaceName()));
                    flushed = false;
                } else if (!flushed) {
                    output.flush();
                    flushed = true;
                }
                item = flushed ? waiting.take() : waiting.poll(IDLE_MILLISECONDS, TimeUnit.MILLISECONDS);
            }
        } catch (IOException e) {
            failure = new UncheckedIOException(e);
        } catch (RuntimeException e) {
            failure = e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
