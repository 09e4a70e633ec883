package tcpwalk.render;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import tcpwalk.tcp.Tally;
import tcpwalk.timeline.Timeline;

/**
 * Many connections as a table fitted to the terminal: columns that do not fit give way, the rest of the connections is
 * counted. Only the connections that will be shown are kept, however many are added.
 */
public final class ConnectionTable {

    private final Comparator<Tally> order;
    private final int limit;
    private final PriorityQueue<Timeline> kept;
    private long added;

    /** A table of at most {@code limit} connections, the first in that order. */
    public ConnectionTable(ConnectionOrder order, int limit) {
        this.order = order.comparator();
        this.limit = limit;
        kept = new PriorityQueue<>(this.order.reversed());
    }

    public void add(Timeline timeline) {
        if (wants(timeline)) {
            if (kept.size() == limit) {
                kept.poll();
            }
            kept.add(timeline);
        }
        added++;
    }

    /** Counts a connection that the table {@link #wants not}. */
    public void leaveOut() {
        added++;
    }

    /** Whether the table would show a connection, as far as is known now. */
    public boolean wants(Tally connection) {
        return kept.size() < limit || limit > 0 && order.compare(connection, kept.peek()) < 0;
    }

    /** Prints titles, rows, and how many connections are left out. */
    public void print(Appendable out, TextStyle style) throws IOException {
        List<Timeline> shown = new ArrayList<>(kept);
        shown.sort(order);
        new TableLayout(shown, style.width()).print(out, style);
        if (added > shown.size()) {
            out.append(Ink.FAINT.paint((added - shown.size()) + " more of " + added + " connections are left out.",
                    style.colour())).append('\n');
        }
    }
}
