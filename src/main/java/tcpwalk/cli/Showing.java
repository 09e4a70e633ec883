package tcpwalk.cli;

import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;

/** Runs a walk on a thread of its own and shows it on the caller's: no answer to the peer waits for a terminal. */
final class Showing {

    /** Something to show. */
    @FunctionalInterface
    interface Item {
        void show() throws IOException;
    }

    private static final long PATIENCE_MILLISECONDS = 1000;

    private final BlockingQueue<Item> items = new LinkedBlockingQueue<>();
    private boolean over;

    /** Has the caller of {@link #run} show this next; from the walk's thread. */
    void add(Item item) {
        items.add(item);
    }

    /** Walks, and shows every item as it comes; returns when the walk is over and all is shown. */
    <T> T run(Callable<T> walk) throws IOException {
        FutureTask<T> task = new FutureTask<>(() -> {
            try {
                return walk.call();
            } finally {
                items.add(() -> over = true);
            }
        });
        Thread thread = new Thread(task, "walk");
        thread.start();
        try {
            while (!over) {
                items.take().show();
            }
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the walk failed", e.getCause());
        } finally {
            // Whatever went wrong here, the walk resets its peer before the way out is closed.
            thread.interrupt();
            awaitEnd(thread);
        }
    }

    private static void awaitEnd(Thread thread) {
        try {
            thread.join(PATIENCE_MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
