package tcpwalk.walk.script;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What the peer is expected to send: one of several alternatives.
 *
 * @param times how often; 0 if it need not come at all
 */
public record Expectation(int times, Rhythm rhythm, List<Alternative> alternatives) {

    /** How the gaps between repeats relate. */
    public enum Rhythm {
        /** Nothing is asked of them. */
        ANY,
        /** Each is roughly twice the one before: exponential back-off. */
        DOUBLING,
        /** All are roughly as long as the first. */
        EVEN;

        /** Generous, since timers of kernels are coarse: half of it to one and a half of what it should be. */
        public boolean accepts(long before, long gap) {
            long due = this == DOUBLING ? 2 * before : before;
            return this == ANY || 2 * gap >= due && 2 * gap <= 3 * due;
        }
    }

    public Expectation {
        alternatives = List.copyOf(alternatives);
    }

    @Override
    public String toString() {
        String what = alternatives.stream().map(each -> "'" + each.pattern() + "'").collect(Collectors.joining(" or "));
        return times > 1 ? what + ", " + times + " times" : what;
    }
}
