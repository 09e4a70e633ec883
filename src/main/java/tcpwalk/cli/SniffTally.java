package tcpwalk.cli;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tcpwalk.sniff.LiveView;
import tcpwalk.sniff.Losses;
import tcpwalk.sniff.Sniffer;
import tcpwalk.sniff.TapReport;
import tcpwalk.tcp.Connection;
import tcpwalk.tcp.FindingKind;
import tcpwalk.tcp.Outcome;
import tcpwalk.tcp.findings.Alarm;
import tcpwalk.timeline.Units;
import tcpwalk.wire.Segment;

/** What a live run amounts to: how its connections ended, and whether one of them had a finding that is to fail it. */
final class SniffTally implements LiveView {

    private final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
    private final Set<FindingKind> failOn;
    private final ConnectionSelection selection;
    private final Losses losses;
    private boolean failed;

    SniffTally(Set<FindingKind> failOn, ConnectionSelection selection, Losses losses) {
        this.failOn = failOn;
        this.selection = selection;
        this.losses = losses;
    }

    @Override
    public void observed(Connection connection, Segment segment) {
        // Counted when it has ended.
    }

    @Override
    public void ended(Connection connection) {
        outcomes.merge(connection.outcome(), 1L, Long::sum);
        for (FindingKind kind : failOn) {
            boolean doubtful = Losses.makeDoubtful(kind)
                    && losses.between(connection.start(), connection.lastTime()) > 0;
            failed |= connection.count(kind) > 0 && !doubtful && selection.mayMean(connection)
                    && selection.means(connection);
        }
    }

    @Override
    public void tick(long now) {
        // Nothing changes with time alone.
    }

    /** Whether a finding occurred that is to fail the run. */
    boolean failed(Sniffer sniffer) {
        return failed || sniffer.alarms().stream().anyMatch(alarm -> failOn.contains(alarm.finding().kind()));
    }

    /** The last words, a sentence a line. */
    String summary(Sniffer sniffer) {
        StringBuilder text = new StringBuilder();
        long packets = sniffer.quality().frames();
        line(text, Units.count(packets, "packet", "packets") + " in " + Units.duration(sniffer.duration()) + ", "
                + sniffer.quality().segments() + " TCP · " + Units.count(sniffer.begun(), "connection", "connections")
                + outcomes());
        for (TapReport report : sniffer.reports()) {
            line(text, report.name() + ": " + Units.count(report.counted().received(), "packet", "packets")
                    + " passed the filter, " + report.whereLost());
        }
        for (Alarm alarm : sniffer.alarms()) {
            line(text, alarm.finding().kind() + ": " + alarm.finding().text());
        }
        if (sniffer.evicted() > 0) {
            line(text, sniffer.evicted() + " unfinished connections were given up because too many were open at once"
                    + " (--connections-limit)");
        }
        if (sniffer.losses().frames() > 0) {
            line(text, "findings that rest on something not having been seen are marked doubtful where packets were"
                    + " lost");
        }
        return text.toString();
    }

    private String outcomes() {
        return outcomes.isEmpty() ? "" : outcomes.entrySet().stream()
                .map(each -> each.getValue() + " " + each.getKey()).collect(Collectors.joining(", ", ": ", ""));
    }

    private static void line(StringBuilder text, String sentence) {
        text.append("tcpwalk: ").append(sentence).append(System.lineSeparator());
    }
}
