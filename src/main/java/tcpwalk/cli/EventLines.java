package tcpwalk.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import tcpwalk.render.EventLine;
import tcpwalk.sniff.EventView;
import tcpwalk.sniff.Losses;
import tcpwalk.tcp.Connection;
import tcpwalk.tcp.Finding;
import tcpwalk.tcp.FindingKind;
import tcpwalk.tcp.Observation;
import tcpwalk.tcp.Severity;
import tcpwalk.tcp.Side;
import tcpwalk.tcp.findings.Alarm;
import tcpwalk.timeline.ShownState;
import tcpwalk.wire.Printable;
import tcpwalk.wire.Segment;

/** A line for each event in the life of a connection, as it happens, and for each thing that stands out. */
final class EventLines implements EventView {

    /** Found when a connection is handed over, not at one of its segments. */
    private static final Set<FindingKind> AT_THE_END = EnumSet.of(FindingKind.NO_ANSWER,
            FindingKind.HANDSHAKE_INCOMPLETE, FindingKind.UNANSWERED_FIN, FindingKind.KEEP_ALIVE_UNANSWERED,
            FindingKind.ONE_WAY, FindingKind.OLD_DUPLICATE, FindingKind.CAPTURE_LOSS);
    private static final long FLUSH_EVERY = 20_000_000L;
    private static final int MOST_PAYLOAD = 200;

    private final PrintWriter out;
    private final EventLine lines;
    private final ConnectionSelection selection;
    private final Losses losses;
    private final boolean payload;
    private final LineLimit limit = new LineLimit();
    private long flushed;
    private long last;

    /** @param payload whether to show what is sent, too */
    EventLines(PrintWriter out, EventLine lines, ConnectionSelection selection, Losses losses, boolean payload) {
        this.out = out;
        this.lines = lines;
        this.selection = selection;
        this.losses = losses;
        this.payload = payload;
    }

    @Override
    public void changed(Observation seen) {
        Connection connection = seen.connection();
        ConnectionEvent event = ConnectionEvent.of(seen);
        Set<FindingKind> kinds = seen.kinds();
        kinds.removeIf(FindingKind::isOfTheCapture);
        if (event == null && kinds.isEmpty() || !isMeant(connection)) {
            return;
        }
        if (event != null && limit.allows(connection, event, seen.time())) {
            print(seen.time(), connection, event.toString(), event.severity(), event.cause(seen) + marks(event, kinds));
        }
        for (FindingKind kind : kinds) {
            // The event's line names them; what they mean here is told where it is more than the event.
            if (isTold(connection.count(kind)) && (event == null || !event.says(kind))
                    && limit.allows(connection, event, seen.time())) {
                finding(seen.time(), connection, kind);
            }
        }
    }

    private boolean isMeant(Connection connection) {
        return selection.mayMean(connection) && selection.means(connection);
    }

    private static String marks(ConnectionEvent event, Set<FindingKind> kinds) {
        StringBuilder marks = new StringBuilder();
        for (FindingKind kind : kinds) {
            marks.append(event.says(kind) ? "" : " [" + kind + "]");
        }
        return marks.toString();
    }

    /** What repeats is told the first, tenth, hundredth... time. */
    private static boolean isTold(int count) {
        int power = 1;
        while (power < count) {
            power *= 10;
        }
        return power == count;
    }

    private void finding(long time, Connection connection, FindingKind kind) {
        for (Finding finding : connection.findings()) {
            if (finding.kind() == kind) {
                boolean doubtful = Losses.makeDoubtful(kind)
                        && losses.between(connection.start(), connection.lastTime()) > 0;
                String count = finding.count() > 1 ? " (" + finding.count() + " times)" : "";
                print(time, connection, kind.toString(), doubtful ? Severity.NOTE : kind.severity(),
                        finding.text() + count + (doubtful ? "; doubtful, since this capture lost packets" : ""));
            }
        }
    }

    private void print(long time, Connection connection, String event, Severity severity, String cause) {
        ShownState client = new ShownState(connection.client().state(), connection.client().isPresumed());
        ShownState server = new ShownState(connection.server().state(), connection.server().isPresumed());
        print(new EventLine.Entry(time, ends(connection), event, severity, client.toString(), server.toString(),
                cause));
    }

    private void print(EventLine.Entry entry) {
        try {
            lines.print(entry);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        long now = System.nanoTime();
        if (now - flushed > FLUSH_EVERY) {
            out.flush();
            flushed = now;
        }
    }

    private static String ends(Connection connection) {
        return connection.address(Side.CLIENT) + " → " + connection.address(Side.SERVER);
    }

    @Override
    public void observed(Connection connection, Segment segment) {
        if (!payload || segment.length() == 0 || !isMeant(connection)) {
            return;
        }
        boolean fromClient = segment.source().equals(connection.address(Side.CLIENT));
        // Bytes as they are: every one of them is a character of ISO 8859-1.
        String text = StandardCharsets.ISO_8859_1.decode(segment.payload()).toString();
        print(new EventLine.Entry(segment.time(), ends(connection), fromClient ? "→ data" : "← data", null, "", "",
                segment.length() + " B \"" + Printable.of(text, MOST_PAYLOAD) + "\""));
    }

    /** What the kernel says of a connection: the states that it tells, not those of the wire. */
    void kernel(Connection connection, long time, Severity severity, String client, String server, String cause) {
        if (isMeant(connection) && limit.allows(connection, null, time)) {
            print(new EventLine.Entry(time, ends(connection), "kernel", severity, client, server, cause));
        }
    }

    @Override
    public void raised(Alarm alarm) {
        Finding finding = alarm.finding();
        print(new EventLine.Entry(alarm.time(), alarm.subject(), finding.kind().toString(), finding.kind().severity(),
                "", "", finding.text()));
    }

    @Override
    public void ended(Connection connection) {
        if (!isMeant(connection)) {
            return;
        }
        for (FindingKind kind : AT_THE_END) {
            if (connection.count(kind) > 0 && limit.allows(connection, null, connection.lastTime())) {
                finding(connection.lastTime(), connection, kind);
            }
        }
    }

    @Override
    public void tick(long now) {
        last = now;
        for (EventLine.Entry entry : limit.leftOut(now)) {
            print(entry);
        }
        out.flush();
    }

    /** Says what was left out last. */
    void finish() {
        limit.rest(last).forEach(this::print);
    }
}
