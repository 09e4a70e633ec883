package tcpwalk.watch.model;

import java.util.List;
import java.util.Locale;
import tcpwalk.tcp.FindingKind;
import tcpwalk.tcp.Outcome;
import tcpwalk.tcp.Side;
import tcpwalk.timeline.ShownState;

/**
 * A connection as a list shows it.
 *
 * @param client    its address and port
 * @param server    its address and port
 * @param closedBy  who closed or reset first, or null
 * @param findings  what was found in it, the gravest first
 * @param bytes     payload of both ends, each byte counted once
 * @param segments  sent by both ends
 * @param start     nanoseconds since the epoch
 * @param lastTime  of the last segment, nanoseconds since the epoch
 * @param rate      segments per second, of the last few seconds
 * @param ended     whether nothing more is expected of it
 */
public record ConnectionLine(long id, String client, String server, ShownState clientState, ShownState serverState,
        Outcome outcome, Side closedBy, List<FindingKind> findings, long bytes, long segments, long start,
        long lastTime, double rate, boolean ended) {

    public ConnectionLine {
        findings = List.copyOf(findings);
    }

    /** Whether neither end expects anything more. */
    public boolean isOver() {
        return ended || clientState.state().isOver() && serverState.state().isOver() || switch (outcome) {
            case CLOSED, RESET, REFUSED -> true;
            case NO_ANSWER, HALF_OPEN, ESTABLISHED, CLOSING, UNKNOWN -> false;
        };
    }

    /** What a filter looks at, in lower case, a space after each word. */
    String words() {
        StringBuilder words = new StringBuilder(96).append(client).append(' ').append(server).append(' ')
                .append(clientState.state()).append(' ').append(serverState.state()).append(' ')
                .append(outcome).append(' ');
        for (FindingKind kind : findings) {
            words.append(kind).append(' ');
        }
        return words.toString().toLowerCase(Locale.ROOT);
    }

    ConnectionLine at(double newRate) {
        return newRate == rate ? this : new ConnectionLine(id, client, server, clientState, serverState, outcome,
                closedBy, findings, bytes, segments, start, lastTime, newRate, ended);
    }
}
