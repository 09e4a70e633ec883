package tcpwalk.explain;

import static tcpwalk.explain.Occurrences.isPlain;
import static tcpwalk.explain.Occurrences.shows;

import java.util.EnumMap;
import java.util.Map;
import tcpwalk.tcp.FindingKind;
import tcpwalk.tcp.Side;
import tcpwalk.tcp.TcpState;
import tcpwalk.timeline.Row;
import tcpwalk.wire.Segment;
import tcpwalk.wire.TcpFlags;

/** Bytes under way: how they are numbered and acknowledged, and what the window says. */
final class DataChapter implements Chapter {

    private static final int DEATH_SUSPECTED = 3;

    private final Map<Side, Stream> streams = new EnumMap<>(Map.of(
            Side.CLIENT, new Stream(), Side.SERVER, new Stream()));

    @Override
    public void teach(Row row, Notes notes) {
        Segment segment = row.segment();
        if (segment == null || segment.isRst() || isUnacceptable(row)) {
            return;
        }
        Stream own = streams.get(row.from());
        Stream others = streams.get(row.from().other());
        if (segment.isSyn()) {
            own.nextByte = 1 + segment.length();
            return;
        }
        if (segment.length() > 0) {
            data(row, own, others, notes);
        }
        if (row.ack() != null) {
            acknowledged(row, own, others, notes);
        }
        window(row, own, notes);
        if (segment.options().sackBlocks() > 0 && isPlain(segment) && !shows(row, FindingKind.D_SACK)) {
            notes.say(Lesson.SACK);
        }
    }

    /** Its numbers say nothing of what the streams hold. */
    private static boolean isUnacceptable(Row row) {
        return shows(row, FindingKind.OUTSIDE_WINDOW) || shows(row, FindingKind.OLD_DUPLICATE)
                || shows(row, FindingKind.ILLEGAL_FLAGS);
    }

    private static void data(Row row, Stream own, Stream others, Notes notes) {
        if (row.from() == Side.SERVER && row.client().state() == TcpState.ESTABLISHED
                && own.nextByte == 1 && others.nextByte == 1) {
            notes.say(Lesson.SERVER_SPEAKS_FIRST);
        }
        long after = row.seq() + row.segment().length();
        if (after > own.nextByte) {
            notes.say(Lesson.DATA_FIRST, "first", Long.toString(row.seq()));
            if ((row.segment().flags() & TcpFlags.PSH) != 0) {
                notes.say(Lesson.PSH);
            }
            own.nextByte = after;
            own.repeats = 0;
        } else if (shows(row, FindingKind.RETRANSMISSION) && ++own.repeats >= DEATH_SUSPECTED) {
            notes.say(Lesson.DEAD_PEER);
        }
    }

    /** Which bytes an acknowledgment covers that none before it did; a SYN or FIN is no byte. */
    private static void acknowledged(Row row, Stream own, Stream others, Notes notes) {
        long last = Math.min(row.ack(), others.nextByte) - 1;
        if (last >= own.acknowledged) {
            String range = notes.range(own.acknowledged, last);
            boolean otherWay = notes.hasSaid(Lesson.ACK_DATA) && own.acknowledged == 1;
            notes.say(otherWay ? Lesson.ACK_DATA_BACK : Lesson.ACK_DATA, "range", range);
            own.acknowledged = last + 1;
            others.repeats = 0;
        }
    }

    private static void window(Row row, Stream own, Notes notes) {
        if (row.window() == 0) {
            notes.say(Lesson.ZERO_WINDOW);
        } else if (own.window == 0) {
            notes.say(Lesson.WINDOW_OPENS);
        }
        own.window = row.window();
    }

    /** One direction, in numbers relative to its initial one. */
    private static final class Stream {
        private long nextByte = 1;
        /** The first byte of the other end that this end has not acknowledged. */
        private long acknowledged = 1;
        private long window = -1;
        private int repeats;
    }
}
