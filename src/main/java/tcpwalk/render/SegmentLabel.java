package tcpwalk.render;

import java.util.ArrayList;
import java.util.List;
import tcpwalk.timeline.Row;
import tcpwalk.wire.Printable;
import tcpwalk.wire.Segment;
import tcpwalk.wire.SequenceNumber;
import tcpwalk.wire.TcpFlags;
import tcpwalk.wire.TcpOptions;

/**
 * A segment in words: {@code [SYN,ACK] seq 0 ack 1 win 65160 mss 1460 ws 7 sack ts}. What does not fit beside the arrow
 * goes to lines below it; only the window is left out, and not that of a SYN.
 */
final class SegmentLabel {

    private SegmentLabel() {
    }

    /** At least one line; the first is for the arrow, none is wider than {@code room} unless a single word is. */
    static List<String> fit(Row row, int room, boolean withTunnel) {
        List<String> numbers = numbers(row);
        String window = " win " + row.window();
        List<String> extras = extras(row, withTunnel);
        String first = String.join(" ", numbers);
        String rest = extras.isEmpty() ? "" : " " + String.join(" ", extras);
        if (first.length() + window.length() + rest.length() <= room) {
            return List.of(first + window + rest);
        }
        if (first.length() + rest.length() <= room && !row.segment().isSyn()) {
            return List.of(first + rest);
        }
        if (first.length() + window.length() <= room) {
            numbers.add(window.strip());
        }
        List<String> lines = lines(numbers, room);
        lines.addAll(lines(extras, room));
        return lines;
    }

    private static List<String> numbers(Row row) {
        Segment segment = row.segment();
        List<String> words = new ArrayList<>(8);
        List<String> flags = TcpFlags.names(segment.flags());
        words.add("[" + (flags.isEmpty() ? "no flags" : String.join(",", flags)) + "]");
        words.add("seq " + row.seq());
        if (row.ack() != null) {
            words.add("ack " + row.ack());
        }
        if (segment.length() > 0) {
            words.add("len " + segment.length());
        }
        return words;
    }

    private static List<String> extras(Row row, boolean withTunnel) {
        Segment segment = row.segment();
        List<String> words = new ArrayList<>(4);
        TcpOptions options = segment.options();
        if (segment.isSyn()) {
            addOpening(options, words);
        }
        for (int block = 0; block < options.sackBlocks() && row.ack() != null; block++) {
            words.add("sack " + relative(options.sackLeft(block), row) + ":" + relative(options.sackRight(block), row));
        }
        if ((segment.flags() & TcpFlags.URG) != 0) {
            words.add("urg " + segment.urgentPointer());
        }
        if (withTunnel && segment.packet().tunnel() != null) {
            words.add("in " + Printable.of(segment.packet().tunnel()));
        }
        return words;
    }

    /** Timestamps are named but not told: their values say nothing to a reader. */
    private static void addOpening(TcpOptions options, List<String> words) {
        if (options.mss() >= 0) {
            words.add("mss " + options.mss());
        }
        if (options.windowScale() >= 0) {
            words.add("ws " + options.windowScale());
        }
        if (options.sackPermitted()) {
            words.add("sack");
        }
        if (options.hasTimestamps()) {
            words.add("ts");
        }
        if (options.fastOpenCookie() >= 0) {
            words.add(options.fastOpenCookie() == 0 ? "tfo?" : "tfo");
        }
    }

    /** An edge of a SACK block counts from the same number as the segment's ack. */
    private static long relative(int edge, Row row) {
        return SequenceNumber.toLong(edge - row.segment().ack() + row.ack().intValue());
    }

    private static List<String> lines(List<String> words, int room) {
        List<String> lines = new ArrayList<>(2);
        StringBuilder line = new StringBuilder();
        for (String word : words) {
            if (line.length() > 0 && line.length() + 1 + word.length() > room) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(word);
        }
        if (line.length() > 0) {
            lines.add(line.toString());
        }
        return lines;
    }
}
