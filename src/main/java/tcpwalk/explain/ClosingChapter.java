package tcpwalk.explain;

import static tcpwalk.explain.Occurrences.fires;
import static tcpwalk.explain.Occurrences.isPlain;

import tcpwalk.tcp.Rule;
import tcpwalk.tcp.Side;
import tcpwalk.tcp.TcpState;
import tcpwalk.timeline.Row;
import tcpwalk.timeline.ShownState;
import tcpwalk.timeline.Units;
import tcpwalk.wire.Segment;

/** The teardown: four segments or three, half-closed in between, TIME-WAIT at the end. */
final class ClosingChapter implements Chapter {

    /** An application that takes longer than this to close is worth a word. */
    private static final long LONG_WAIT = 1_000_000_000;

    private Side closer;
    private long closerFin;
    private long otherFin = -1;
    private Long acknowledgedAt;
    private boolean lastAckSent;
    private boolean finCameAgain;

    @Override
    public void teach(Row row, Notes notes) {
        Segment segment = row.segment();
        if (fires(row, Rule.TIME_WAIT_ENDS)) {
            notes.say(Lesson.TWO_MSL);
        }
        if (segment == null || segment.isSyn() || segment.isRst()) {
            return;
        }
        if (segment.isFin()) {
            fin(row, notes);
        } else {
            afterFin(row, notes);
        }
    }

    private void fin(Row row, Notes notes) {
        long number = row.seq() + row.segment().length();
        if (closer == null) {
            closer = row.from();
            closerFin = number;
            notes.say(Lesson.FIN_FIRST);
        } else if (row.from() == closer) {
            again(row, notes);
        } else if (otherFin >= 0) {
            again(row, notes);
        } else {
            otherFin = number;
            second(row, notes);
        }
    }

    private void again(Row row, Notes notes) {
        boolean last = row.from() != closer && lastAckSent;
        notes.say(last ? Lesson.LAST_ACK_LOST : Lesson.FIN_AGAIN);
        finCameAgain = true;
    }

    private void second(Row row, Notes notes) {
        boolean covers = row.ack() != null && row.ack() > closerFin;
        if (!covers) {
            notes.say(Lesson.SIMULTANEOUS_CLOSE);
        } else if (acknowledgedAt == null) {
            notes.say(Lesson.FIN_COMBINED);
            notes.say(Lesson.WHY_FOUR);
        } else {
            notes.say(Lesson.FIN_SECOND);
            long waited = row.time() - acknowledgedAt;
            if (waited > LONG_WAIT) {
                notes.say(Lesson.CLOSE_WAIT_LASTED, "time", Units.duration(waited));
            }
            notes.say(Lesson.WHY_FOUR);
        }
    }

    private void afterFin(Row row, Notes notes) {
        if (closer == null || row.ack() == null) {
            return;
        }
        boolean byCloser = row.from() == closer;
        if (fires(row, Rule.CROSSED_FIN_ACKNOWLEDGED)) {
            notes.say(Lesson.CLOSING_ACKED);
        } else if (!byCloser && otherFin < 0 && row.ack() > closerFin) {
            halfClosed(row, notes);
        } else if (byCloser && otherFin >= 0 && row.ack() > otherFin && isPlain(row.segment())) {
            lastAck(row, notes);
        }
    }

    private void halfClosed(Row row, Notes notes) {
        if (acknowledgedAt == null) {
            acknowledgedAt = row.time();
            notes.say(Lesson.FIN_ACKED);
        }
        if (row.segment().length() > 0) {
            notes.say(Lesson.DATA_HALF_CLOSED);
        }
    }

    private void lastAck(Row row, Notes notes) {
        if (lastAckSent && finCameAgain) {
            notes.say(Lesson.LAST_ACK_AGAIN);
        } else if (state(row, closer).state() == TcpState.TIME_WAIT) {
            notes.say(Lesson.LAST_ACK);
            notes.say(Lesson.WHY_TIME_WAIT);
        }
        lastAckSent = true;
    }

    private static ShownState state(Row row, Side side) {
        return side == Side.CLIENT ? row.client() : row.server();
    }
}
