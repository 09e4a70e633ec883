package tcpwalk.explain;

import static tcpwalk.explain.Occurrences.fires;
import static tcpwalk.explain.Occurrences.shows;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import tcpwalk.tcp.Evidence;
import tcpwalk.tcp.FindingKind;
import tcpwalk.tcp.Rule;
import tcpwalk.tcp.Side;
import tcpwalk.tcp.TcpState;
import tcpwalk.timeline.Row;
import tcpwalk.wire.Segment;

/** Resets: who sends one, whether it counts, and what it means. */
final class ResetChapter implements Chapter {

    private final Map<Side, Long> lastAck = new EnumMap<>(Side.class);
    private final Set<Side> closed = EnumSet.noneOf(Side.class);
    private Row before;
    private boolean oldDuplicate;
    private boolean challenged;

    @Override
    public void teach(Row row, Notes notes) {
        Segment segment = row.segment();
        if (segment == null) {
            return;
        }
        oldDuplicate |= shows(row, FindingKind.BAD_SYN_ACK) || shows(row, FindingKind.OLD_DUPLICATE);
        challenged |= shows(row, FindingKind.CHALLENGE_ACK);
        if (segment.isRst()) {
            reset(row, notes);
        } else {
            remember(row);
        }
    }

    private void remember(Row row) {
        before = row;
        if (row.ack() != null) {
            lastAck.put(row.from(), row.ack());
        }
        if (row.segment().isFin()) {
            closed.add(row.from());
        }
    }

    private void reset(Row row, Notes notes) {
        if (fires(row, Rule.REFUSED) && row.ack() != null) {
            notes.say(Lesson.REFUSED);
        } else if (oldDuplicate && row.from() == Side.CLIENT) {
            notes.say(Lesson.OLD_DUPLICATE_RESET);
            notes.say(Lesson.RESET_HALF_OPEN);
        } else if (fires(row, Rule.RESET_IN_SYN_RECEIVED)) {
            notes.say(Lesson.RESET_HALF_OPEN);
        } else if (closes(row)) {
            notes.say(reason(row));
            notes.say(Lesson.RESET);
            if (row.seq().equals(lastAck.get(row.from().other()))) {
                notes.say(Lesson.RESET_FITS);
            }
        }
    }

    private Lesson reason(Row row) {
        boolean data = before != null && before.from() != row.from() && before.segment().length() > 0;
        if (shows(row, FindingKind.DATA_AFTER_CLOSE) || data && closed.contains(row.from())) {
            return Lesson.RESET_AFTER_CLOSE;
        }
        return challenged ? Lesson.HALF_OPEN_DISCOVERED : Lesson.RESET;
    }

    private static boolean closes(Row row) {
        return row.transitions().stream().anyMatch(each ->
                each.to() == TcpState.CLOSED && each.evidence() != Evidence.DISPROVED);
    }
}
