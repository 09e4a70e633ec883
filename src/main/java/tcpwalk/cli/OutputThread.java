package tcpwalk.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import tcpwalk.tcp.Connection;
import tcpwalk.timeline.Timelines;

/**
 * Puts ended connections into words on a thread of its own, in their order, so that a second core writes while the
 * first one tracks. What goes wrong there comes out at the next call here.
 */
final class OutputThread {

    /** How far the writing may lag behind. */
    private static final int MOST_WAITING = 2048;
    /** Both sides look again unasked: to wake the other one for each connection would cost more than the waiting. */
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long LONG_PAUSE = TimeUnit.MILLISECONDS.toNanos(20);
    /** After so many pauses whoever reads a pipe as it is written is given what there is. */
    private static final int IDLE = 50;

    private record Item(Connection connection, String interfaceName) {
    }

    private static final Item END = new Item(null, null);

    private final ConnectionOutput output;
    private final Queue<Item> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
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
        rethrow();
        while (!waiting.offer(item)) {
            LockSupport.parkNanos(PAUSE);
            // Where the thread has ended, nobody takes anything any more.
            rethrow();
        }
    }

    private void rethrow() {
        RuntimeException thrown = failure;
        if (thrown != null) {
            throw thrown;
        }
    }

    private void run() {
        try {
            int pauses = 0;
            for (Item item = waiting.poll(); item != END; item = waiting.poll()) {
                if (item != null) {
                    output.write(Timelines.of(item.connection(), item.interfaceName()));
                    pauses = 0;
                    continue;
                }
                if (++pauses == IDLE) {
                    output.flush();
                }
                LockSupport.parkNanos(pauses < IDLE ? PAUSE : LONG_PAUSE);
            }
        } catch (IOException e) {
            failure = new UncheckedIOException(e);
        } catch (RuntimeException e) {
            failure = e;
        }
    }
}
