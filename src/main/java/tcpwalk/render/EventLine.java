package tcpwalk.render;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tcpwalk.tcp.Severity;

/**
 * Writes what happens to connections, a line each: when, which, what, both states, why. A narrow terminal gets what
 * does not fit on lines of its own below; whatever is no terminal gets one line, however long.
 */
public final class EventLine {

    private static final int EVENT = 11;
    private static final int STATE = 12;
    private static final int LEAST_ENDS = 35;
    private static final int MOST_ENDS = 47;
    private static final String INDENT = " ".repeat(14);
    private static final String GAP = "  ";
    private static final long SECOND = 1_000_000_000L;
    private static final long MILLION = 1_000_000L;

    private final Appendable out;
    private final TextStyle style;
    private final boolean wraps;
    private final DateTimeFormatter clock;
    private int ends = LEAST_ENDS;
    private long second = Long.MIN_VALUE;
    private String ofSecond;

    /**
     * What is written.
     *
     * @param time     nanoseconds since the epoch
     * @param ends     {@code 10.0.0.1:40000 → 10.0.0.2:80}
     * @param event    one word: {@code opened}
     * @param severity how grave it is; null for what is ordinary
     * @param client   the client's state; empty where states do not matter
     * @param server   the server's state
     * @param cause    what led to it, for people
     */
    public record Entry(long time, String ends, String event, Severity severity, String client, String server,
            String cause) {
    }

    /** Lines that wrap at the style's width where {@code wraps}. */
    public EventLine(Appendable out, TextStyle style, boolean wraps, ZoneId zone) {
        this.out = out;
        this.style = style;
        this.wraps = wraps;
        clock = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(zone);
    }

    /** Writes one. */
    public void print(Entry entry) throws IOException {
        ends = Math.min(MOST_ENDS, Math.max(ends, entry.ends().length()));
        StringBuilder line = new StringBuilder();
        line.append(Ink.FAINT.paint(time(entry.time()), style.colour()));
        int width = "HH:mm:ss.SSS".length();
        line.append(GAP).append(padded(entry.ends(), ends));
        width += GAP.length() + Math.max(ends, entry.ends().length());
        line.append(GAP).append(event(entry));
        width += GAP.length() + Math.max(EVENT, entry.event().length());
        for (String piece : rest(entry)) {
            if (wraps && width + GAP.length() + piece.length() > style.width()) {
                strip(line).append(System.lineSeparator());
                width = wrap(line, piece);
            } else {
                line.append(GAP).append(piece);
                width += GAP.length() + piece.length();
            }
        }
        out.append(strip(line)).append(System.lineSeparator());
    }

    /** The time of day with milliseconds; most lines are of the same second as the one before. */
    private String time(long nanoseconds) {
        long newSecond = Math.floorDiv(nanoseconds, SECOND);
        if (newSecond != second) {
            second = newSecond;
            ofSecond = clock.format(Instant.ofEpochSecond(newSecond));
        }
        int millis = (int) (Math.floorMod(nanoseconds, SECOND) / MILLION);
        return ofSecond + '.' + (char) ('0' + millis / 100) + (char) ('0' + millis / 10 % 10)
                + (char) ('0' + millis % 10);
    }

    /** What may have to go to another line: both states together, then the cause. */
    private static List<String> rest(Entry entry) {
        List<String> pieces = new ArrayList<>();
        if (!entry.client().isEmpty()) {
            pieces.add(padded(entry.client(), STATE) + " " + padded(entry.server(), STATE));
        }
        if (!entry.cause().isEmpty()) {
            pieces.add(entry.cause());
        }
        return pieces;
    }

    /** Puts a piece on lines of its own; how long the last one is. */
    private int wrap(StringBuilder line, String piece) {
        int width = INDENT.length();
        line.append(INDENT);
        boolean first = true;
        for (String word : piece.length() + width <= style.width() ? new String[] {piece} : piece.split(" ")) {
            if (!first && width + 1 + word.length() > style.width()) {
                line.append(System.lineSeparator()).append(INDENT);
                width = INDENT.length();
                first = true;
            }
            line.append(first ? "" : " ").append(word);
            width += word.length() + (first ? 0 : 1);
            first = false;
        }
        return width;
    }

    private String event(Entry entry) {
        Ink ink = entry.severity() == null ? Ink.TITLE : Ink.of(entry.severity());
        int missing = Math.max(0, EVENT - entry.event().length());
        return ink.paint(entry.event(), style.colour()) + " ".repeat(missing);
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    private static StringBuilder strip(StringBuilder line) {
        int length = line.length();
        while (length > 0 && line.charAt(length - 1) == ' ') {
            length--;
        }
        line.setLength(length);
        return line;
    }
}
