package tcpwalk.explain;

import static tcpwalk.explain.Occurrences.shows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tcpwalk.tcp.Evidence;
import tcpwalk.tcp.FindingKind;
import tcpwalk.tcp.TcpState;
import tcpwalk.tcp.Transition;
import tcpwalk.timeline.Row;
import tcpwalk.wire.Segment;

/** Says why a presumption fell: which segment had not arrived, and which one shows it. */
final class TakenBack {

    private TakenBack() {
    }

    static List<String> clauses(Row row, Sentences sentences) {
        List<String> clauses = new ArrayList<>(1);
        for (Transition transition : row.transitions()) {
            if (transition.evidence() == Evidence.DISPROVED) {
                String clause = sentences.say("taken-back." + reason(transition, row), Map.of(
                        "end", sentences.say("end." + transition.endpoint(), Map.of()),
                        "other", sentences.say("end." + transition.endpoint().other(), Map.of()),
                        "from", transition.from().toString(), "to", transition.to().toString()));
                if (!clauses.contains(clause)) {
                    clauses.add(clause);
                }
            }
        }
        return clauses;
    }

    private static String reason(Transition transition, Row row) {
        Segment segment = row.segment();
        boolean own = row.from() == transition.endpoint();
        if (segment != null && segment.isSyn() && own) {
            return segment.isAck() ? isRepeated(row) ? "syn-ack-again" : "syn-ack-crossing"
                    : transition.from() == TcpState.CLOSED ? "refused" : "syn-again";
        }
        if (segment != null && segment.isFin()) {
            if (own && transition.from() == TcpState.CLOSE_WAIT) {
                return "crossing";
            }
            return own ? transition.to() == TcpState.LAST_ACK ? "last-ack" : "fin-acknowledgment" : "fin-again";
        }
        if (segment != null && segment.isRst() && !segment.isAck() && own && transition.to() == TcpState.SYN_SENT) {
            return "denied";
        }
        return transition.from() == TcpState.CLOSED ? "reset" : "other";
    }

    private static boolean isRepeated(Row row) {
        return shows(row, FindingKind.SYN_ACK_RETRANSMITTED) || shows(row, FindingKind.DUPLICATE_FRAME);
    }
}
