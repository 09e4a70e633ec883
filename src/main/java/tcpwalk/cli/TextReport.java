package tcpwalk.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import tcpwalk.render.ConnectionOrder;
import tcpwalk.render.ConnectionTable;
import tcpwalk.render.TextStyle;
import tcpwalk.tcp.Tally;
import tcpwalk.tcp.findings.Alarm;
import tcpwalk.timeline.Timeline;

/** The analysis for people: timelines where they are wanted, else how good the capture is and a table. */
final class TextReport implements ConnectionOutput {

    private final PrintWriter out;
    private final TextStyle style;
    private final boolean timelines;
    private final Narrator narrator;
    private final ConnectionTable table;
    private long count;
    private Timeline only;

    /**
     * @param timelines whether each connection's timeline is wanted, not only that of a single one
     * @param limit     how many lines the table may have
     */
    TextReport(PrintWriter out, TextStyle style, boolean timelines, ConnectionOrder order, int limit) {
        this(out, style, timelines, order, limit, new Narrator(out, style, Locale.ENGLISH, false));
    }

    /** With another narrator, who shows what is shown by a timeline. */
    TextReport(PrintWriter out, TextStyle style, boolean timelines, ConnectionOrder order, int limit,
            Narrator narrator) {
        this.out = out;
        this.narrator = narrator;
        this.style = style;
        this.timelines = timelines;
        table = new ConnectionTable(order, limit);
    }

    @Override
    public boolean wants(Tally connection) {
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
            narrator.tell(timeline);
        } else {
            if (only != null) {
                narrator.list(only);
            }
            if (count > 1) {
                narrator.list(timeline);
            }
            only = count == 1 ? timeline : null;
            table.add(timeline);
        }
    }

    @Override
    public void write(Alarm alarm) {
        // The word on the capture above the table says it.
    }

    /** Whether a single connection will be shown by its timeline. */
    boolean showsOnly() {
        return only != null && !only.rows().isEmpty();
    }

    long count() {
        return count;
    }

    @Override
    public void flush() {
        out.flush();
    }

    @Override
    public void finish() throws IOException {
        if (showsOnly()) {
            narrator.tell(only);
        } else if (!timelines && count > 0) {
            if (only != null) {
                narrator.list(only);
            }
            table.print(out, style);
        }
        narrator.finish();
        out.flush();
    }
}
