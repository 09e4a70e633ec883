package tcpwalk.watch.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;

/**
 * Puts lines on a terminal: only those that have changed since the last time, all in one piece, and as one update
 * where the terminal knows of such (DEC private mode 2026, which others ignore).
 */
public final class Display {

    private List<String> shown = List.of();
    private Size size;

    /** What to write so that the terminal, of that size now, shows these lines; empty where it does already. */
    public byte[] show(List<String> lines, Size now) {
        StringBuilder out = new StringBuilder(4096).append("\033[?2026h");
        int empty = out.length();
        if (!now.equals(size)) {
            out.append("\033[0m\033[H\033[2J");
            shown = List.of();
            size = now;
        }
        for (int i = 0; i < now.rows(); i++) {
            String line = i < lines.size() ? lines.get(i) : "";
            if (!line.equals(i < shown.size() ? shown.get(i) : "")) {
                out.append("\033[").append(i + 1).append(";1H").append(line);
                // In the last column this would take the last character away.
                out.append(width(line) < now.columns() ? "\033[K" : "");
            }
        }
        shown = new ArrayList<>(lines);
        return out.length() == empty ? new byte[0] : out.append("\033[?2026l").toString().getBytes(UTF_8);
    }

    /** The next time everything is drawn anew. */
    public void forget() {
        size = null;
    }

    /** Without what colours it. */
    private static int width(String line) {
        int width = 0;
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) == '\033') {
                i = line.indexOf('m', i);
            } else if (!Character.isLowSurrogate(line.charAt(i))) {
                width++;
            }
        }
        return width;
    }
}
