package tcpwalk.render;

import java.io.IOException;
import java.util.List;
import tcpwalk.tcp.Evidence;
import tcpwalk.tcp.Side;
import tcpwalk.tcp.Transition;
import tcpwalk.timeline.Row;
import tcpwalk.timeline.ShownState;
import tcpwalk.wire.Printable;

/** Draws rows: time, the client's state, an arrow from the sender that carries the segment, the server's state. */
final class Ladder {

    private final Appendable out;
    private final TextStyle style;
    private final LadderLayout layout;
    private final LadderGlyphs glyphs;
    private String clientTunnel;
    private String serverTunnel;

    Ladder(Appendable out, TextStyle style) {
        this.out = out;
        this.style = style;
        layout = new LadderLayout(style);
        glyphs = LadderGlyphs.of(style);
    }

    LadderLayout layout() {
        return layout;
    }

    /** The line above the first row. */
    void titles() throws IOException {
        String frame = style.frames() ? leftPad("frame", layout.frameWidth() - 1) + " " : "";
        String titles = frame + leftPad("time ms", LadderLayout.TIME_WIDTH) + "  "
                + TextFlow.pad("client", LadderLayout.STATE_WIDTH + 1)
                + TextFlow.pad("segment", layout.arrowWidth() + 1) + "server";
        out.append(Ink.TITLE.paint(titles, style.colour())).append('\n');
    }

    /** One row; {@code nanos} is its time since the start. */
    void draw(Row row, long nanos) throws IOException {
        List<String> label = label(row);
        String frame = style.frames() ? leftPad(row.frame() == 0 ? "" : Long.toString(row.frame()),
                layout.frameWidth() - 1) + " " : "";
        String time = leftPad(RowTime.of(nanos), LadderLayout.TIME_WIDTH);
        out.append(frame).append(time).append("  ");
        state(row, Side.CLIENT, TextFlow.pad(row.client().toString(), LadderLayout.STATE_WIDTH));
        out.append(' ').append(ink(row).paint(arrow(row, label.get(0)), style.colour())).append(' ');
        state(row, Side.SERVER, row.server().toString());
        out.append('\n');
        for (String line : label.subList(1, label.size())) {
            below(row, line);
        }
    }

    private List<String> label(Row row) {
        if (row.segment() == null) {
            return TextFlow.wrap(glyphs.spell(Printable.of(row.event())), layout.arrowWidth() - 6);
        }
        return SegmentLabel.fit(row, layout.arrowWidth() - 5, isNewTunnel(row));
    }

    /** Whether the segment travels in another tunnel than the last one of its direction. */
    private boolean isNewTunnel(Row row) {
        String now = row.segment().packet().tunnel();
        String before = row.from() == Side.CLIENT ? clientTunnel : serverTunnel;
        if (row.from() == Side.CLIENT) {
            clientTunnel = now;
        } else {
            serverTunnel = now;
        }
        return now != null && !now.equals(before);
    }

    private String arrow(Row row, String label) {
        int fill = Math.max(1, layout.arrowWidth() - 4 - TextFlow.width(label));
        if (row.segment() == null) {
            return event(row.from(), label);
        }
        return row.from() == Side.CLIENT
                ? glyphs.line().repeat(2) + label + " " + glyphs.line().repeat(fill) + glyphs.right()
                : glyphs.left() + glyphs.line().repeat(fill) + label + " " + glyphs.line().repeat(2);
    }

    /** An event stands beside the end whose it is; one of neither end stands in the middle of a broken line. */
    private String event(Side whose, String text) {
        int spare = layout.arrowWidth() - TextFlow.width(text) - 2;
        if (whose == Side.CLIENT) {
            return glyphs.dot() + " " + text + " ".repeat(Math.max(0, spare));
        }
        if (whose == Side.SERVER) {
            return " ".repeat(Math.max(0, spare)) + text + " " + glyphs.dot();
        }
        int left = Math.max(1, spare / 2);
        return glyphs.dash().repeat(left) + " " + text + " " + glyphs.dash().repeat(Math.max(1, spare - left));
    }

    /** A line of the label that did not fit into the arrow, under its beginning or end. */
    private void below(Row row, String text) throws IOException {
        int indent = row.from() == Side.SERVER ? layout.arrowWidth() - 3 - TextFlow.width(text) : 2;
        out.append(" ".repeat(layout.arrowStart() + Math.max(0, indent)))
                .append(ink(row).paint(text, style.colour())).append('\n');
    }

    private static Ink ink(Row row) {
        return row.segment() != null && row.segment().isRst() ? Ink.ERROR : Ink.of(row.from());
    }

    /** A state stands out where it changes, and recedes where it does not. */
    private void state(Row row, Side side, String text) throws IOException {
        Ink ink = Ink.FAINT;
        for (Transition transition : row.transitions()) {
            if (transition.endpoint() == side) {
                ink = transition.evidence() == Evidence.DISPROVED ? Ink.WARNING : Ink.CHANGED;
            }
        }
        out.append(ink.paint(text, style.colour()));
    }

    /** Whether a reader needs to be told what the question mark means. */
    static boolean showsPresumed(Row row) {
        return isPresumed(row.client()) || isPresumed(row.server());
    }

    private static boolean isPresumed(ShownState state) {
        return state.presumed();
    }

    private static String leftPad(String text, int width) {
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }
}
