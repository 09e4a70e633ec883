package tcpwalk.render;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import tcpwalk.tcp.Finding;
import tcpwalk.timeline.EndpointReport;
import tcpwalk.timeline.Timeline;
import tcpwalk.timeline.Units;

/** The columns of a {@link ConnectionTable}, in order. */
enum TableColumn {
    ID("id", Alignment.RIGHT, timeline -> Long.toString(timeline.id())),
    START("start UTC", Alignment.LEFT, timeline -> UtcTime.spoken(timeline.start()).substring(11, 23)),
    CLIENT("client", Alignment.LEFT, timeline -> timeline.client().address().toString()),
    SERVER("server", Alignment.LEFT, timeline -> timeline.server().address().toString()),
    OUTCOME("outcome", Alignment.LEFT, timeline -> timeline.outcome().toString()),
    CLOSED_BY("by", Alignment.LEFT, timeline -> timeline.endedBy() == null ? "" : timeline.endedBy().toString()),
    STATES("states", Alignment.SLASH, timeline -> state(timeline.client()) + " / " + state(timeline.server())),
    SEGMENTS("segments", Alignment.SLASH,
            timeline -> timeline.client().segments() + " / " + timeline.server().segments()),
    BYTES("bytes", Alignment.SLASH, timeline -> Units.compactBytes(timeline.client().bytes()) + " / "
            + Units.compactBytes(timeline.server().bytes())),
    RTT("RTT", Alignment.RIGHT,
            timeline -> timeline.handshakeRtt() == null ? "" : Units.duration(timeline.handshakeRtt())),
    FINDINGS("findings", Alignment.LEFT, TableColumn::findings);

    /** Which columns are shown only where they fit, the most wanted first. */
    static final List<TableColumn> EXPENDABLE = List.of(CLOSED_BY, BYTES, RTT, SEGMENTS, START, STATES);

    /** How the cells of a column line up. */
    enum Alignment {
        LEFT,
        RIGHT,
        /** A pair, client and server, of which the slashes stand below each other. */
        SLASH
    }

    private final String title;
    private final Alignment alignment;
    private final Function<Timeline, String> cell;

    TableColumn(String title, Alignment alignment, Function<Timeline, String> cell) {
        this.title = title;
        this.alignment = alignment;
        this.cell = cell;
    }

    String title() {
        return title;
    }

    Alignment alignment() {
        return alignment;
    }

    String of(Timeline timeline) {
        return cell.apply(timeline);
    }

    private static String state(EndpointReport end) {
        return end.presumed() ? end.state() + "?" : end.state().toString();
    }

    /** The gravest first. */
    private static String findings(Timeline timeline) {
        List<String> names = timeline.findings().stream()
                .sorted(Comparator.comparing((Finding finding) -> finding.kind().severity()).reversed())
                .map(finding -> finding.kind() + (finding.count() == 1 ? "" : "×" + finding.count()))
                .toList();
        return String.join(" ", names);
    }
}
