package tcpwalk.cli;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tcpwalk.craft.Walk;
import tcpwalk.craft.WalkListener;
import tcpwalk.craft.WalkResult;
import tcpwalk.tcp.Connection;
import tcpwalk.tcp.Side;
import tcpwalk.tcp.Step;
import tcpwalk.tcp.TcpState;
import tcpwalk.timeline.Row;
import tcpwalk.timeline.Timelines;

/** Shows the rows of a walk while it goes on, and keeps them. */
final class WalkFeed implements WalkListener {

    /** What the user is told beside the rows, on standard error. */
    @FunctionalInterface
    interface Notices {
        void notice(String sentence);
    }

    private static final long NANOSECONDS_PER_SECOND = 1_000_000_000L;
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT)
            .withZone(ZoneId.systemDefault());

    private final WalkDisplay display;
    private final Notices notices;
    private final Showing showing = new Showing();
    private final List<Row> rows = new ArrayList<>();
    private final String ways;
    private boolean waiting;

    WalkFeed(WalkDisplay display, Notices notices, boolean fullTimeWait) {
        this.display = display;
        this.notices = notices;
        ways = fullTimeWait ? ", and so does this walk"
                : "; lingering one second of it, to acknowledge a repeated FIN (--time-wait full waits it out)";
    }

    @Override
    public void step(Step step, Connection connection) {
        Row row = Timelines.row(step, connection);
        showing.add(() -> {
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
        showing.add(() -> notices.notice(sentence));
    }

    /** Walks, and shows every row as it comes; returns when the walk is over and all is shown. */
    WalkResult run(Walk walk) throws IOException {
        return showing.run(walk::run);
    }

    /** What was shown. */
    List<Row> rows() {
        return rows;
    }
}
