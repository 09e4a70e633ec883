package tcpwalk.explain;

import static tcpwalk.explain.Occurrences.fires;
import static tcpwalk.explain.Occurrences.shows;

import tcpwalk.tcp.FindingKind;
import tcpwalk.tcp.Rule;
import tcpwalk.tcp.Side;
import tcpwalk.timeline.Row;
import tcpwalk.wire.Segment;
import tcpwalk.wire.TcpOptions;

/** The handshake: three segments, and what becomes of it when one is lost, crossed or old. */
final class OpeningChapter implements Chapter {

    private Long clientSyn;
    private Long serverSyn;
    private boolean answered;
    private boolean reset;
    private boolean opened;

    @Override
    public void teach(Row row, Notes notes) {
        Segment segment = row.segment();
        if (segment == null || opened && !segment.isSyn()) {
            return;
        }
        reset |= segment.isRst();
        if (segment.isSyn() && !segment.isRst() && !segment.isFin()) {
            if (segment.isAck()) {
                synAck(row, notes);
            } else if (!opened) {
                syn(row, notes);
            }
            remember(row);
        } else if (fires(row, Rule.CLOSE_BEFORE_ESTABLISHED)) {
            notes.say(Lesson.CLOSE_EARLY);
        } else if (fires(row, Rule.FIN_BEFORE_ESTABLISHED)) {
            notes.say(Lesson.FIN_EARLY);
        } else if (fires(row, Rule.ACK_COMPLETES_OPEN)) {
            third(row, notes);
        }
    }

    private void syn(Row row, Notes notes) {
        Long before = own(row);
        Long others = row.from() == Side.CLIENT ? serverSyn : clientSyn;
        if (before != null) {
            again(before.equals(number(row)), row, notes);
        } else if (shows(row, FindingKind.SPLIT_HANDSHAKE)) {
            notes.say(Lesson.SPLIT_HANDSHAKE);
        } else if (others != null) {
            notes.say(Lesson.SIMULTANEOUS_OPEN);
        } else {
            notes.say(Lesson.SYN_ASKS);
            notes.say(Lesson.ISN);
            fastOpen(row.segment(), notes);
        }
    }

    private static void fastOpen(Segment segment, Notes notes) {
        if (segment.length() > 0) {
            notes.say(Lesson.FAST_OPEN);
        } else if (segment.options().fastOpenCookie() == 0) {
            notes.say(Lesson.FAST_OPEN_REQUEST);
        }
    }

    /** After a reset, and where a packet is doubled, it is not for want of an answer that the same SYN comes again. */
    private void again(boolean same, Row row, Notes notes) {
        if (!same) {
            notes.say(Lesson.NEW_ISN);
        } else if (!reset && !shows(row, FindingKind.DUPLICATE_FRAME)) {
            notes.say(Lesson.SYN_AGAIN);
        }
    }

    private void synAck(Row row, Notes notes) {
        boolean sentBareSyn = own(row) != null && !answered;
        if (shows(row, FindingKind.BAD_SYN_ACK)) {
            notes.say(Lesson.BAD_SYN_ACK);
        } else if (sentBareSyn) {
            notes.say(Lesson.SIMULTANEOUS_OPEN_ANSWER);
        } else if (own(row) != null && own(row).equals(number(row))) {
            notes.say(Lesson.SYN_ACK_AGAIN);
        } else {
            notes.say(Lesson.SYN_ACK_ACCEPTS);
            notes.say(Lesson.CLIENT_ESTABLISHED);
            if (hasOptions(row.segment().options())) {
                notes.say(Lesson.OPTIONS_IN_SYN);
            }
            answered = true;
        }
    }

    private void third(Row row, Notes notes) {
        boolean bare = Occurrences.isPlain(row.segment()) && row.segment().length() == 0;
        notes.say(bare ? Lesson.THIRD_ACK : Lesson.THIRD_ACK_IN_DATA);
        notes.say(Lesson.WHY_THREE);
        opened = true;
    }

    private void remember(Row row) {
        if (row.from() == Side.CLIENT) {
            clientSyn = number(row);
        } else if (!shows(row, FindingKind.BAD_SYN_ACK)) {
            serverSyn = number(row);
        }
    }

    /** The number of the SYN that the row's sender sent before, or null. */
    private Long own(Row row) {
        return row.from() == Side.CLIENT ? clientSyn : serverSyn;
    }

    private static Long number(Row row) {
        return Integer.toUnsignedLong(row.segment().seq());
    }

    private static boolean hasOptions(TcpOptions options) {
        return options.mss() >= 0 || options.windowScale() >= 0 || options.sackPermitted() || options.hasTimestamps();
    }
}
