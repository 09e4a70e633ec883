package tcpwalk.cli;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import tcpwalk.craft.Walk;
import tcpwalk.craft.WalkListener;
import tcpwalk.craft.WalkResult;
import tcpwalk.tcp.Connection;
import tcpwalk.tcp.Side;
import tcpwalk.tcp.Step;
import tcpwalk.tcp.TcpState;
import tcpwalk.timeline.Row;
import tcpwalk.timeline.Timelines;

/** Runs a walk on a thread of its own and shows it on the caller's: no answer to the peer waits for a terminal. */
final class WalkFeed implements WalkListener {

    /** What the user is told beside the rows, on standard error. */
    @FunctionalInterface
    interface Notices {
        void notice(String sentence);
    }

    /** Something to show. */
    @FunctionalInterface
    private interface Item {
        void show() throws IOException;
    }

    private static final long PATIENCE_MILLISECONDS = 1000;
    private static final long NANOSECONDS_PER_SECOND = 1_000_000_000L;
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT)
            .withZone(ZoneId.systemDefault());

    private final WalkDisplay display;
    private final Notices notices;
    private final BlockingQueue<Item> items = new LinkedBlockingQueue<>();
    private final List<Row> rows = new ArrayList<>();
    private final String ways;
    private boolean waiting;
    private boolean over;

    WalkFeed(WalkDisplay display, Notices notices, boolean fullTimeWait) {
        this.display = display;
        this.notices = notices;
        ways = fullTimeWait ? ", and so does this walk"
                : "; lingering one second of it, to acknowledge a repeated FIN (--time-wait full waits it out)";
    }

    @Override
    public void step(Step step, Connection connection) {
        Row row = Timelines.row(step, connection);
        items.add(() -> {
            rows.add(row);
            display.row(row);
            if (row.client().state() == TcpState.TIME_WAIT && row.from() == Side.CLIENT && !waiting) {
                waiting = true;
                notices.notice("TIME-WAIT: 2 MSL (60 s, as on Linux) end at " + clock(row.time() + CraftOptions.TWO_MSL)
                        + ways);
            }
        });
    }

    private static String clock(long time) {
        return CLOCK.format(Instant.ofEpochSecond(time / NANOSECONDS_PER_SECOND));
    }

    @Override
    public void notice(String sentence) {
        items.add(() -> notices.notice(sentence));
    }

    /** Walks, and shows every row as it comes; returns when the walk is over and all is shown. */
    WalkResult run(Walk walk) throws IOException {
        FutureTask<WalkResult> task = new FutureTask<>(() -> {
            try {
                return walk.run();
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

    /** What was shown. */
    List<Row> rows() {
        return rows;
    }
}
