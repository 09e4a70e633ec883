package tcpwalk.cli;

import java.io.PrintWriter;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import tcpwalk.capture.file.CaptureReader;
import tcpwalk.timeline.Units;

/** A line on the terminal that says how far a long reading has come: bytes, rate, time left. */
final class Progress implements AutoCloseable {

    private static final long FIRST_MILLIS = 2_000;
    private static final long EVERY_MILLIS = 500;
    private static final String CLEAR_LINE = "\r\033[K";

    private final CaptureReader reader;
    private final PrintWriter err;
    private final long began = System.nanoTime();
    private final ScheduledExecutorService clock;
    private boolean shown;

    private Progress(CaptureReader reader, PrintWriter err, ScheduledExecutorService clock) {
        this.reader = reader;
        this.err = err;
        this.clock = clock;
    }

    /** Shows the reader's progress, once it has taken two seconds; nothing where nobody watches. */
    static Progress of(CaptureReader reader, PrintWriter err) {
        if (!Terminal.showsProgress()) {
            return new Progress(reader, err, null);
        }
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "tcpwalk-progress");
            thread.setDaemon(true);
            return thread;
        });
        Progress progress = new Progress(reader, err, clock);
        clock.scheduleAtFixedRate(progress::show, FIRST_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
        return progress;
    }

    private synchronized void show() {
        long read = reader.bytesRead();
        long all = reader.bytesInAll();
        double seconds = (System.nanoTime() - began) / 1e9;
        long rate = (long) (read / seconds);
        StringBuilder line = new StringBuilder(CLEAR_LINE).append(Units.compactBytes(read));
        if (all > 0 && rate > 0) {
            line.append(" of ").append(Units.compactBytes(all)).append(", ")
                    .append(Units.duration(Math.max(0, all - read) / rate * 1_000_000_000)).append(" left");
        }
        err.print(line.append(", ").append(Units.compactBytes(rate)).append("/s"));
        err.flush();
        shown = true;
    }

    @Override
    public void close() {
        if (clock == null) {
            return;
        }
        clock.shutdownNow();
        synchronized (this) {
            if (shown) {
                err.print(CLEAR_LINE);
                err.flush();
            }
        }
    }
}
