package tcpwalk.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import tcpwalk.explain.Annotator;
import tcpwalk.render.ConnectionOrder;
import tcpwalk.render.ConnectionTable;
import tcpwalk.render.TextStyle;
import tcpwalk.render.TextTimeline;
import tcpwalk.tcp.Connection;
import tcpwalk.timeline.Timeline;

/** The analysis for people: timelines where they are wanted, else how good the capture is and a table. */
final class TextReport implements ConnectionOutput {

    private final PrintWriter out;
    private final TextStyle style;
    private final boolean timelines;
    private final ConnectionTable table;
    private long count;
    private Timeline only;

    /**
     * @param timelines whether each connection's timeline is wanted, not only that of a single one
     * @param limit     how many lines the table may have
     */
    TextReport(PrintWriter out, TextStyle style, boolean timelines, ConnectionOrder order, int limit) {
        this.out = out;
        this.style = style;
        this.timelines = timelines;
        table = new ConnectionTable(order, limit);
    }

    @Override
    public boolean wants(Connection connection) {
        if (timelines || table.wants(connection)) {
            return true;
        }
        count++;
        table.leaveOut();
        return false;
    }

    @Override
    public void write(Timeline timeline) throws IOException {
        count++;
        if (timelines) {
            if (count > 1) {
                out.println();
            }
            print(timeline);
        } else {
            only = count == 1 ? timeline : null;
            table.add(timeline);
        }
    }

    private void print(Timeline timeline) throws IOException {
        new TextTimeline(out, style, new Annotator(Locale.ENGLISH)).print(timeline.told());
    }

    /** Whether a single connection will be shown by its timeline. */
    boolean showsOnly() {
        return only != null && !only.rows().isEmpty();
    }

    long count() {
        return count;
    }

    @Override
    public void finish() throws IOException {
        if (showsOnly()) {
            print(only);
        } else if (!timelines && count > 0) {
            table.print(out, style);
        }
        out.flush();
    }
}
