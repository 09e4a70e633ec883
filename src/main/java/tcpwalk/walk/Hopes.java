package tcpwalk.walk;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import tcpwalk.timeline.Units;
import tcpwalk.walk.script.Act;
import tcpwalk.walk.script.Alternative;
import tcpwalk.walk.script.Expectation;

/** What is still expected at one step of a script. */
final class Hopes {

    /** One expectation, and how far it is met. */
    private static final class Hope {
        private final Expectation expectation;
        private int met;
        private long lastTime;
        private long lastGap;

        Hope(Expectation expectation) {
            this.expectation = expectation;
        }

        boolean isRequired() {
            return met < expectation.times();
        }

        boolean isOver() {
            return met > 0 && !isRequired();
        }

        /** Counts a segment; says what is wrong with its time, or null. */
        String count(long time) {
            long gap = time - lastTime;
            boolean inRhythm = met < 2 || expectation.rhythm().accepts(lastGap, gap);
            String wrong = inRhythm ? null : "came " + Units.duration(gap) + " after the one before,"
                    + " which had come after " + Units.duration(lastGap);
            lastGap = gap;
            lastTime = time;
            met++;
            return wrong;
        }
    }

    private final boolean anyRequired;
    private final List<Hope> open;
    private String offBeat;

    Hopes(Act.Expect act) {
        open = act.all().stream().map(Hope::new).collect(Collectors.toCollection(ArrayList::new));
        anyRequired = open.stream().anyMatch(Hope::isRequired);
    }

    /** The alternative that the segment meets, now counted, or null. */
    Alternative take(Arrival arrival) {
        for (Iterator<Hope> each = open.iterator(); each.hasNext();) {
            Hope hope = each.next();
            Alternative met = find(hope.expectation, arrival);
            if (met != null) {
                offBeat = hope.count(arrival.row().time());
                if (hope.isOver()) {
                    each.remove();
                }
                return met;
            }
        }
        return null;
    }

    /** The first alternative of the step that the segment would meet, or null. */
    static Alternative find(Act.Expect act, Arrival arrival) {
        for (Expectation expectation : act.all()) {
            Alternative found = find(expectation, arrival);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static Alternative find(Expectation expectation, Arrival arrival) {
        for (Alternative alternative : expectation.alternatives()) {
            if (Matching.matches(alternative.pattern(), arrival)) {
                return alternative;
            }
        }
        return null;
    }

    /** What is wrong with the time of the segment that was taken last, or null. */
    String offBeat() {
        return offBeat;
    }

    /** Whether nothing is left that must come, and nothing that is worth waiting for. */
    boolean areMet() {
        return open.isEmpty() || anyRequired && !isAnyRequired();
    }

    /** Whether something is left that must come. */
    boolean isAnyRequired() {
        return open.stream().anyMatch(Hope::isRequired);
    }

    @Override
    public String toString() {
        return open.stream().filter(Hope::isRequired).map(hope -> hope.expectation
                + (hope.met > 0 ? " (" + hope.met + " came)" : "")).collect(Collectors.joining(" and "));
    }
}
