package tcpwalk.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tcpwalk.kernel.KernelRow;
import tcpwalk.kernel.KernelView;
import tcpwalk.kernel.KernelWord;
import tcpwalk.tcp.Connection;
import tcpwalk.tcp.Severity;
import tcpwalk.tcp.Side;
import tcpwalk.timeline.Units;
import tcpwalk.wire.Printable;

/**
 * The kernel's word among the lines of events: one for all that agrees of a connection at a time, and one for each
 * divergence.
 */
final class KernelLines {

    private static final String NOT_OURS = "-";

    private final EventLines lines;
    private final KernelView view;
    private final Map<Connection, List<KernelRow>> agreed = new LinkedHashMap<>();

    KernelLines(EventLines lines, KernelView view) {
        this.lines = lines;
        this.view = view;
    }

    void add(KernelRow row) {
        if (row.kind() == KernelRow.Kind.AGREED) {
            agreed.computeIfAbsent(row.connection(), any -> new ArrayList<>()).add(row);
            return;
        }
        String state = row.kernel() == null ? "no socket" : row.kernel().toString();
        boolean client = row.side() == Side.CLIENT;
        String process = row.user() == null ? "" : " (" + Printable.of(row.user().toString()) + ")";
        lines.kernel(row.connection(), row.time(), row.isDivergence() ? Severity.WARNING : null,
                client ? state : NOT_OURS, client ? NOT_OURS : state, row.side() + process + ": " + row.sentence());
    }

    /** Prints what has been kept together. */
    void flush() {
        agreed.forEach(this::printAgreed);
        agreed.clear();
    }

    private void printAgreed(Connection connection, List<KernelRow> rows) {
        String states = Stream.of(Side.values()).map(side -> states(rows, side)).filter(text -> !text.isEmpty())
                .collect(Collectors.joining("; "));
        lines.kernel(connection, rows.get(rows.size() - 1).time(), null, state(connection, Side.CLIENT),
                state(connection, Side.SERVER), Units.count(rows.size(), "state", "states") + " as the wire shows: "
                        + states);
    }

    /** {@code client SYN-SENT, ESTABLISHED (curl[4711])}. */
    private static String states(List<KernelRow> rows, Side side) {
        List<KernelRow> own = rows.stream().filter(row -> row.side() == side).toList();
        if (own.isEmpty()) {
            return "";
        }
        KernelRow last = own.get(own.size() - 1);
        return side + " " + own.stream().map(row -> row.kernel().toString()).collect(Collectors.joining(", "))
                + (last.user() == null ? "" : " (" + Printable.of(last.user().toString()) + ")");
    }

    private String state(Connection connection, Side side) {
        KernelWord word = view.word(connection, side);
        return word == null ? NOT_OURS : word.state().toString();
    }
}
