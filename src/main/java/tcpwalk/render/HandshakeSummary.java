package tcpwalk.render;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import tcpwalk.tcp.Outcome;
import tcpwalk.timeline.Timeline;
import tcpwalk.timeline.Units;

/** What repeated handshakes with one server came to: how many were answered and how, and their round trips. */
public final class HandshakeSummary {

    private final List<Long> roundTrips = new ArrayList<>();
    private long sent;
    private long refused;
    private long unanswered;
    private String server = "";

    public void add(Timeline timeline) {
        sent++;
        server = timeline.server().address().toString();
        if (timeline.handshakeRtt() != null) {
            roundTrips.add(timeline.handshakeRtt());
        } else if (timeline.outcome() == Outcome.REFUSED) {
            refused++;
        } else if (timeline.outcome() == Outcome.NO_ANSWER) {
            unanswered++;
        }
    }

    /**
     * Prints for instance:
     *
     * <pre>
     * 5 handshakes with 10.99.0.2:8080: 3 completed (60 %), 1 refused, 1 without answer
     * round trip min/median/max 5.058/5.116/7.201 ms
     * </pre>
     */
    public void print(Appendable out) throws IOException {
        long completed = roundTrips.size();
        out.append(Units.count(sent, "handshake", "handshakes")).append(sent == 0 ? "" : " with " + server)
                .append(": ").append(Long.toString(completed)).append(" completed");
        if (sent > 0) {
            out.append(" (").append(Long.toString(Math.round(100.0 * completed / sent))).append(" %)");
        }
        part(refused, "refused", out);
        part(unanswered, "without answer", out);
        part(sent - completed - refused - unanswered, "broken off", out);
        out.append('\n');
        if (completed > 0) {
            Collections.sort(roundTrips);
            out.append("round trip min/median/max ").append(RowTime.millis(roundTrips.get(0))).append('/')
                    .append(RowTime.millis(median())).append('/')
                    .append(RowTime.millis(roundTrips.get(roundTrips.size() - 1))).append(" ms\n");
        }
    }

    private static void part(long count, String what, Appendable out) throws IOException {
        if (count > 0) {
            out.append(", ").append(Long.toString(count)).append(' ').append(what);
        }
    }

    private long median() {
        int middle = roundTrips.size() / 2;
        return roundTrips.size() % 2 == 1 ? roundTrips.get(middle)
                : (roundTrips.get(middle - 1) + roundTrips.get(middle)) / 2;
    }
}
