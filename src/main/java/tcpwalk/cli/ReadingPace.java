package tcpwalk.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Shows a walk as fast as its reader likes. Only the showing waits: the connection goes on meanwhile, or the peer's
 * timers would run out.
 */
final class ReadingPace implements AutoCloseable {

    /** Who decides when the next row is shown. */
    enum Mode {
        /** Nobody: every row at once. */
        FAST,
        /** The script, by its pauses. */
        READING,
        /** The reader, by Enter. */
        STEPS
    }

    /** What makes a waiting reader go on. */
    private enum Signal { KEY, END }

    private final Mode mode;
    private final WalkFeed.Notices notices;
    private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
    private final Interruption interruption = Interruption.by(this::end);
    private boolean asked;

    /** With {@code keys} for the mode that reads them. */
    ReadingPace(Mode mode, InputStream keys, WalkFeed.Notices notices) {
        this.mode = mode;
        this.notices = notices;
        if (mode == Mode.STEPS) {
            Thread thread = new Thread(() -> read(keys), "keys");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void read(InputStream keys) {
        try {
            for (int c = keys.read(); c >= 0; c = keys.read()) {
                if (c == '\n') {
                    signals.add(Signal.KEY);
                }
            }
        } catch (IOException e) {
            notices.notice("standard input cannot be read, so nothing is waited for: " + e.getMessage());
        }
        end();
    }

    /** Nobody is waited for any more. */
    private void end() {
        signals.add(Signal.END);
    }

    /** A row is about to be shown. */
    void beforeRow() throws IOException {
        if (mode == Mode.STEPS) {
            if (!asked) {
                asked = true;
                notices.notice("press Enter for each step");
            }
            await(Long.MAX_VALUE);
        }
    }

    /** The script lets its reader read. */
    void pause(long nanoseconds) throws IOException {
        if (mode == Mode.READING) {
            await(nanoseconds);
        }
    }

    private void await(long nanoseconds) throws IOException {
        try {
            if (signals.poll(nanoseconds, TimeUnit.NANOSECONDS) == Signal.END) {
                signals.add(Signal.END);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void close() {
        interruption.close();
    }
}
