package tcpwalk.explain;

import tcpwalk.tcp.Evidence;
import tcpwalk.tcp.Finding;
import tcpwalk.tcp.FindingKind;
import tcpwalk.tcp.Rule;
import tcpwalk.tcp.Transition;
import tcpwalk.timeline.Row;
import tcpwalk.wire.Segment;

/** Questions that chapters ask of a row. */
final class Occurrences {

    private Occurrences() {
    }

    /** Whether the row takes that arrow; one taken back is none. */
    static boolean fires(Row row, Rule rule) {
        return transition(row, rule) != null;
    }

    /** The transition that takes that arrow, or null. */
    static Transition transition(Row row, Rule rule) {
        for (Transition transition : row.transitions()) {
            if (transition.rule() == rule && transition.evidence() != Evidence.DISPROVED) {
                return transition;
            }
        }
        return null;
    }

    static boolean shows(Row row, FindingKind kind) {
        for (Finding finding : row.findings()) {
            if (finding.kind() == kind) {
                return true;
            }
        }
        return false;
    }

    /** Neither opens, closes nor resets. */
    static boolean isPlain(Segment segment) {
        return !segment.isSyn() && !segment.isFin() && !segment.isRst();
    }
}
