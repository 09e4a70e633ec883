package tcpwalk.explain;

import java.util.EnumMap;
import java.util.Map;
import tcpwalk.tcp.Finding;
import tcpwalk.tcp.FindingKind;
import tcpwalk.tcp.Side;
import tcpwalk.timeline.Row;

/** What a finding, an ICMP error or a keep-alive's answer means; what other chapters say of one is not repeated. */
final class FindingChapter implements Chapter {

    private static final Map<FindingKind, Lesson> LESSONS = new EnumMap<>(Map.ofEntries(
            Map.entry(FindingKind.NO_ANSWER, Lesson.NO_ANSWER),
            Map.entry(FindingKind.HANDSHAKE_INCOMPLETE, Lesson.HANDSHAKE_INCOMPLETE),
            Map.entry(FindingKind.FAST_OPEN, Lesson.FAST_OPEN),
            Map.entry(FindingKind.SYN_COOKIE_SUSPECTED, Lesson.SYN_COOKIE),
            Map.entry(FindingKind.SYN_FLOOD, Lesson.SYN_FLOOD),
            Map.entry(FindingKind.THIRD_ACK_LOST, Lesson.THIRD_ACK_LOST),
            Map.entry(FindingKind.RETRANSMISSION, Lesson.DATA_AGAIN),
            Map.entry(FindingKind.FAST_RETRANSMISSION, Lesson.FAST_RETRANSMISSION),
            Map.entry(FindingKind.SPURIOUS_RETRANSMISSION, Lesson.SPURIOUS_RETRANSMISSION),
            Map.entry(FindingKind.OUT_OF_ORDER, Lesson.OUT_OF_ORDER),
            Map.entry(FindingKind.DUPLICATE_ACK, Lesson.DUPLICATE_ACK),
            Map.entry(FindingKind.D_SACK, Lesson.D_SACK),
            Map.entry(FindingKind.OUTSIDE_WINDOW, Lesson.OUTSIDE_WINDOW),
            Map.entry(FindingKind.OLD_DUPLICATE, Lesson.OLD_DUPLICATE),
            Map.entry(FindingKind.KEEP_ALIVE_UNANSWERED, Lesson.KEEP_ALIVE_UNANSWERED),
            Map.entry(FindingKind.ZERO_WINDOW, Lesson.ZERO_WINDOW),
            Map.entry(FindingKind.ZERO_WINDOW_PROBE, Lesson.ZERO_WINDOW_PROBE),
            Map.entry(FindingKind.WINDOW_FULL, Lesson.WINDOW_FULL),
            Map.entry(FindingKind.WINDOW_SHRUNK, Lesson.WINDOW_SHRUNK),
            Map.entry(FindingKind.URGENT, Lesson.URGENT),
            Map.entry(FindingKind.UNANSWERED_FIN, Lesson.UNANSWERED_FIN),
            Map.entry(FindingKind.TIME_WAIT_REUSE, Lesson.TIME_WAIT_REUSE),
            Map.entry(FindingKind.RESET_IGNORED, Lesson.RESET_IGNORED),
            Map.entry(FindingKind.CHALLENGE_ACK, Lesson.CHALLENGE_ACK),
            Map.entry(FindingKind.ILLEGAL_FLAGS, Lesson.ILLEGAL_FLAGS),
            Map.entry(FindingKind.MID_STREAM, Lesson.MID_STREAM)));

    private Side probed;

    @Override
    public void teach(Row row, Notes notes) {
        if (row.segment() == null) {
            if (row.from() == null && row.event().startsWith("ICMP")) {
                notes.say(Lesson.ICMP);
            }
            return;
        }
        if (Occurrences.shows(row, FindingKind.KEEP_ALIVE)) {
            notes.say(Lesson.KEEP_ALIVE);
            notes.say(Lesson.KEEP_ALIVE_TIMING);
            probed = row.from().other();
        } else if (row.from() == probed) {
            notes.say(Lesson.KEEP_ALIVE_ANSWER);
            probed = null;
        }
        for (Finding finding : row.findings()) {
            Lesson lesson = LESSONS.get(finding.kind());
            if (lesson != null && (lesson != Lesson.DATA_AGAIN || isByTimeOut(finding))) {
                notes.say(lesson);
            }
        }
    }

    /** A probe comes before the time-out, and recovery repeats more than the timer did. */
    private static boolean isByTimeOut(Finding repetition) {
        String cause = repetition.word("cause");
        return cause == null || cause.equals("time-out");
    }
}
