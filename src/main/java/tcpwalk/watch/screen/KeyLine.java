package tcpwalk.watch.screen;

import java.util.List;
import tcpwalk.render.Ink;
import tcpwalk.render.TextFlow;
import tcpwalk.render.TextStyle;

/** The last line: the keys that do something now, as many as fit; or the filter while it is typed. */
final class KeyLine {

    private final TextStyle style;

    KeyLine(TextStyle style) {
        this.style = style;
    }

    String line(View view, int columns) {
        if (view.isTyping()) {
            return prompt(view.filter(), columns);
        }
        if (view.helps()) {
            return fitted(List.of("q quit", "any other key: back"), columns);
        }
        String arrows = style.unicode() ? "↑↓" : "up/down";
        String turned = view.isReversed() ? " reversed" : "";
        return fitted(List.of("q quit", view.filter().isBlank() ? "/ filter" : "/" + view.filter(), arrows + " select",
                view.isZoomed() ? "Enter list" : "Enter ladder", "s sort: " + view.sort() + turned,
                view.isPaused() ? "p go on" : "p pause", "? help",
                view.isAnnotated() ? "a brief" : "a explain", "r reverse"), columns);
    }

    /** The end of a long filter stays in sight, and so does where the next character goes. */
    private String prompt(String filter, int columns) {
        String hint = "   Enter keeps, Esc takes back";
        String start = "filter: ";
        int room = Math.max(1, columns - start.length() - 1);
        String shown = filter.length() > room ? filter.substring(filter.length() - room) : filter;
        String line = start + shown + "_";
        String all = line.length() + hint.length() <= columns ? line + Ink.FAINT.paint(hint, style.colour()) : line;
        return Painted.cut(all, columns);
    }

    private String fitted(List<String> keys, int columns) {
        StringBuilder line = new StringBuilder();
        int used = 0;
        for (String key : keys) {
            int width = TextFlow.width(key) + (used == 0 ? 0 : 3);
            if (used + width > columns) {
                break;
            }
            line.append(used == 0 ? "" : "   ").append(key);
            used += width;
        }
        return Ink.FAINT.paint(line.toString(), style.colour());
    }
}
