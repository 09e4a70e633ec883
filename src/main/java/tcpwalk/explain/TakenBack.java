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
                List<Transition> instead = instead(transition, row);
                String clause = sentences.say("taken-back." + reason(transition, instead, row), Map.of(
                        "end", sentences.say("end." + transition.endpoint(), Map.of()),
                        "other", sentences.say("end." + transition.endpoint().other(), Map.of()),
                        "from", transition.from().toString(), "to", transition.to().toString(),
                        "way", way(transition.to(), instead)));
                if (!clauses.contains(clause)) {
                    clauses.add(clause);
                }
            }
        }
        return clauses;
    }

    /** What the row puts in the place of what it takes back. */
    private static List<Transition> instead(Transition disproved, Row row) {
        List<Transition> all = row.transitions();
        return all.subList(all.indexOf(disproved) + 1, all.size()).stream()
                .filter(each -> each.endpoint() == disproved.endpoint()).toList();
    }

    private static String way(TcpState start, List<Transition> instead) {
        StringBuilder way = new StringBuilder(start.toString());
        instead.forEach(each -> way.append(" → ").append(each.to()));
        return way.toString();
    }

    private static String reason(Transition transition, List<Transition> instead, Row row) {
        Segment segment = row.segment();
        boolean own = row.from() == transition.endpoint();
        if (segment != null && segment.isSyn() && own) {
            return segment.isAck() ? isRepeated(row) ? "syn-ack-again" : "syn-ack-crossing"
                    : transition.from() == TcpState.CLOSED ? "refused" : "syn-again";
        }
        if (segment != null && segment.isFin()) {
            return own ? ofFin(transition, instead) : "fin-again";
        }
        if (segment != null && segment.isRst() && !segment.isAck() && own && transition.to() == TcpState.SYN_SENT) {
            return "denied";
        }
        if (transition.from() == TcpState.CLOSED) {
            return "reset";
        }
        return !instead.isEmpty() && instead.get(instead.size() - 1).to() == transition.from() ? "way" : "other";
    }

    /** What the end's own FIN takes back of it. */
    private static String ofFin(Transition transition, List<Transition> instead) {
        return switch (transition.from()) {
            case CLOSE_WAIT -> instead.stream().anyMatch(each -> each.evidence() == Evidence.CONFIRMED)
                    ? "closed-before" : "crossing";
            case CLOSED -> transition.to() == TcpState.LAST_ACK ? "last-ack" : "reset";
            default -> "fin-acknowledgment";
        };
    }

    private static boolean isRepeated(Row row) {
        return shows(row, FindingKind.SYN_ACK_RETRANSMITTED) || shows(row, FindingKind.DUPLICATE_FRAME);
    }
}
