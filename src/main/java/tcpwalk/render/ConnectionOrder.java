package tcpwalk.render;

import java.util.Comparator;
import tcpwalk.tcp.Finding;
import tcpwalk.tcp.Severity;
import tcpwalk.timeline.Timeline;

/** In which order a table lists its connections; those that are equal stay in the order of their ids. */
public enum ConnectionOrder {
    /** The gravest finding first, then endings that are not ordinary. */
    NOTABLE(Comparator.comparingInt(ConnectionOrder::notability).reversed()),
    /** By the first segment. */
    START(Comparator.comparingLong(Timeline::start)),
    /** The longest first. */
    DURATION(Comparator.comparingLong(Timeline::duration).reversed()),
    /** The most bytes, both ways together, first. */
    BYTES(Comparator.comparingLong((Timeline each) -> each.client().bytes() + each.server().bytes()).reversed()),
    /** The most segments, both ways together, first. */
    SEGMENTS(Comparator.comparingLong(Timeline::segments).reversed()),
    /** The slowest handshake first, those without one last. */
    RTT(Comparator.comparing(Timeline::handshakeRtt, Comparator.nullsFirst(Comparator.<Long>naturalOrder()))
            .reversed());

    private final Comparator<Timeline> comparator;

    ConnectionOrder(Comparator<Timeline> comparator) {
        this.comparator = comparator.thenComparingLong(Timeline::id);
    }

    /** First is what the table shows first. */
    public Comparator<Timeline> comparator() {
        return comparator;
    }

    private static int notability(Timeline timeline) {
        int worst = 0;
        for (Finding finding : timeline.findings()) {
            worst = Math.max(worst, 2 * (finding.kind().severity().ordinal() + 1));
        }
        boolean ordinary = switch (timeline.outcome()) {
            case CLOSED, ESTABLISHED -> true;
            case RESET, REFUSED, NO_ANSWER, HALF_OPEN, CLOSING, UNKNOWN -> false;
        };
        return worst + (ordinary ? 0 : 1);
    }

    /** The gravest finding's severity, or null without any. */
    static Severity worst(Timeline timeline) {
        Severity worst = null;
        for (Finding finding : timeline.findings()) {
            Severity severity = finding.kind().severity();
            worst = worst == null || severity.compareTo(worst) > 0 ? severity : worst;
        }
        return worst;
    }
}
