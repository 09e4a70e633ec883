package tcpwalk.watch.screen;

import tcpwalk.render.TextFlow;

/** Lines that may already hold colours: the sequences that {@link tcpwalk.render.Ink} puts around text. */
final class Painted {

    private static final char ESC = '\033';
    private static final String RESET = "\033[0m";

    private Painted() {
    }

    /** The line cut to that many columns; what is coloured stays so, and ends with its colour switched off. */
    static String cut(String line, int columns) {
        if (line.length() <= columns) {
            return line;
        }
        int used = 0;
        int at = 0;
        boolean coloured = false;
        while (at < line.length()) {
            if (line.charAt(at) == ESC) {
                int end = line.indexOf('m', at) + 1;
                coloured = end - at > 0 && !line.startsWith(RESET, at);
                at = end;
                continue;
            }
            int end = at + Character.charCount(line.codePointAt(at));
            used += TextFlow.width(line.substring(at, end));
            if (used > columns) {
                return line.substring(0, at) + (coloured ? RESET : "");
            }
            at = end;
        }
        return line;
    }

    /** The line without its colours. */
    static String plain(String line) {
        return line.indexOf(ESC) < 0 ? line : line.replaceAll("\033\\[[0-9;]*m", "");
    }

    /** The selected line, in reverse over its whole width. */
    static String reversed(String line, int columns) {
        return "\033[7m" + TextFlow.pad(plain(line), columns) + RESET;
    }
}
