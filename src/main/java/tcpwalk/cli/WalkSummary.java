package tcpwalk.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import tcpwalk.craft.Ending;
import tcpwalk.craft.WalkResult;
import tcpwalk.tcp.Side;
import tcpwalk.tcp.Step;

/** What several walks amount to, as ping does it: SYNs sent, walks answered, round-trip times. */
final class WalkSummary {

    private static final double NANOSECONDS_PER_MILLISECOND = 1e6;

    private int walks;
    private int syns;
    private int accepted;
    private int refused;
    private final List<Long> roundTrips = new ArrayList<>();

    void add(WalkResult result) {
        walks++;
        for (Step step : result.steps()) {
            if (step.segment() != null && step.segment().isSyn() && step.from() == Side.CLIENT) {
                syns++;
            }
        }
        if (result.ending() == Ending.REFUSED) {
            refused++;
        } else if (result.roundTrip() >= 0) {
            accepted++;
        }
        if (result.roundTrip() >= 0) {
            roundTrips.add(result.roundTrip());
        }
    }

    int walks() {
        return walks;
    }

    /** Two lines: counts, then times unless nothing was answered. */
    String text() {
        int answered = roundTrips.size();
        String counts = String.format(Locale.ROOT, "%d walks, %d SYNs sent, %d answered (%d accepted, %d refused),"
                + " %.0f%% without an answer", walks, syns, answered, accepted, refused,
                walks == 0 ? 0.0 : 100.0 * (walks - answered) / walks);
        if (answered == 0) {
            return counts;
        }
        Collections.sort(roundTrips);
        double median = (roundTrips.get((answered - 1) / 2) + roundTrips.get(answered / 2)) / 2.0;
        return counts + System.lineSeparator() + String.format(Locale.ROOT,
                "SYN to answer, min/median/max: %.3f/%.3f/%.3f ms", roundTrips.get(0) / NANOSECONDS_PER_MILLISECOND,
                median / NANOSECONDS_PER_MILLISECOND, roundTrips.get(answered - 1) / NANOSECONDS_PER_MILLISECOND);
    }
}
