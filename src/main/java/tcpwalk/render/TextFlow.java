package tcpwalk.render;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Measures and breaks text by terminal columns: Chinese characters take two and need no space to break at. */
public final class TextFlow {

    /** Does not break, and is printed as an ordinary space. */
    static final char NO_BREAK_SPACE = '\u00a0';

    /** Must not begin a line. */
    private static final String CLOSING = "，。、；：？！）」』”’》,.;:?!)";
    /** Must not end a line. */
    private static final String OPENING = "（「『“‘《(";

    /** Between a number and its unit or what it counts, and in the name of an RFC. */
    private static final Pattern JOINT =
            Pattern.compile("(?<=\\d) (?=(?:ns|µs|ms|s|min|h|d|B|kB|MB|GB|times)\\b)|(?<=\\bRFC) (?=\\d)");

    private TextFlow() {
    }

    /** How many columns the text takes. */
    public static int width(CharSequence text) {
        return text.codePoints().map(TextFlow::width).sum();
    }

    /** Breaks text into lines of at most {@code width} columns, within a word only where the word alone is too long. */
    public static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        int used = 0;
        for (String piece : pieces(JOINT.matcher(text).replaceAll(String.valueOf(NO_BREAK_SPACE)))) {
            String trimmed = line.length() == 0 ? piece.stripLeading() : piece;
            if (used + width(trimmed.stripTrailing()) > width && line.length() > 0) {
                lines.add(line.toString().stripTrailing());
                line.setLength(0);
                trimmed = piece.stripLeading();
                used = 0;
            }
            while (width(trimmed) > width && trimmed.indexOf(' ') < 0) {
                int fits = fitting(trimmed, width);
                lines.add(trimmed.substring(0, fits));
                trimmed = trimmed.substring(fits);
            }
            line.append(trimmed);
            used += width(trimmed);
        }
        lines.add(line.toString().stripTrailing());
        lines.replaceAll(each -> each.replace(NO_BREAK_SPACE, ' '));
        return lines;
    }

    /** Text padded on the right to a number of columns; longer text stays as it is. */
    public static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - width(text)));
    }

    /** Text cut to a number of columns, its end replaced by an ellipsis where that is shorter. */
    public static String cut(String text, int width) {
        return width(text) <= width ? text : text.substring(0, fitting(text, width - 1)) + "…";
    }

    /** The same, but it is the middle that is left out: an address keeps its port. */
    public static String cutMiddle(String text, int width) {
        if (width(text) <= width) {
            return text;
        }
        int tail = width / 2;
        return text.substring(0, width - 1 - tail) + "…" + text.substring(text.length() - tail);
    }

    /** How many {@code char}s of the text fit into that many columns. */
    private static int fitting(String text, int width) {
        int used = 0;
        int end = 0;
        while (end < text.length()) {
            int codePoint = text.codePointAt(end);
            used += width(codePoint);
            if (used > width) {
                break;
            }
            end += Character.charCount(codePoint);
        }
        return end;
    }

    /** The parts between which a line may break; a part keeps the space before it. */
    private static List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>();
        int start = 0;
        int next;
        for (int at = 0; at < text.length(); at = next) {
            next = at + Character.charCount(text.codePointAt(at));
            if (next < text.length() && mayBreak(text.codePointAt(at), text.codePointAt(next))) {
                pieces.add(text.substring(start, next));
                start = next;
            }
        }
        pieces.add(text.substring(start));
        return pieces;
    }

    private static boolean mayBreak(int before, int after) {
        if (after == ' ') {
            return true;
        }
        return before != ' ' && (width(before) == 2 || width(after) == 2)
                && CLOSING.indexOf(after) < 0 && OPENING.indexOf(before) < 0;
    }

    /** 2 for East Asian wide and full-width characters (Unicode Standard Annex 11), 0 for combining marks, else 1. */
    private static int width(int c) {
        if (c < 0x300) {
            return 1;
        }
        boolean wide = c >= 0x1100 && c <= 0x115f || c >= 0x2e80 && c <= 0xa4cf || c >= 0xac00 && c <= 0xd7a3
                || c >= 0xf900 && c <= 0xfaff || c >= 0xfe30 && c <= 0xfe6f || c >= 0xff00 && c <= 0xff60
                || c >= 0xffe0 && c <= 0xffe6 || c >= 0x1f300 && c <= 0x1faff || c >= 0x20000 && c <= 0x3fffd;
        int type = Character.getType(c);
        return wide ? 2 : type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK ? 0 : 1;
    }
}
