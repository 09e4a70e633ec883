package tcpwalk.watch.screen;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import tcpwalk.render.Ink;
import tcpwalk.render.LadderGlyphs;
import tcpwalk.render.TextStyle;
import tcpwalk.watch.model.Snapshot;
import tcpwalk.watch.terminal.Size;
import tcpwalk.wire.Printable;

/** Draws the whole screen: what there is, what the user asked for, and a size in; as many lines as it has rows out. */
public final class Screen {

    private final String subject;
    private final TextStyle style;

    /**
     * @param subject the interfaces and the capture's filter
     * @param style   colour and characters; its width does not matter
     */
    public Screen(String subject, TextStyle style) {
        this.subject = Printable.of(subject);
        this.style = style;
    }

    /**
     * The lines, none wider than the screen.
     *
     * @param view   is shown the snapshot first, so that it knows what can be selected
     * @param notice something the user must know, or null
     */
    public List<String> lines(Snapshot snapshot, View view, Size size, String notice) {
        // How long the list is decides how much of it fits, and the filter decides how long it is.
        view.look(snapshot, 1);
        Geometry geometry = Geometry.of(size, view.listing().size(), view.isZoomed());
        view.look(snapshot, view.isZoomed() ? geometry.ladder() - 2 : geometry.list());
        int columns = size.columns();
        TextStyle fitted = new TextStyle(columns, style.colour(), style.unicode(), false, false);
        LadderGlyphs glyphs = LadderGlyphs.of(fitted);
        List<String> lines = new ArrayList<>(size.rows());
        lines.add(new TitleLine(subject, glyphs, style.colour()).line(snapshot, view, columns));
        lines.addAll(new StateTable(snapshot, style).lines(geometry.states(), columns));
        if (view.helps()) {
            lines.addAll(HelpPane.lines(glyphs, columns));
        } else {
            body(lines, snapshot, view, geometry, fitted);
        }
        finish(lines, view, size, notice, fitted);
        return lines;
    }

    private static void body(List<String> lines, Snapshot snapshot, View view, Geometry geometry, TextStyle style) {
        if (geometry.list() > 0) {
            List<String> list = new ListPane(style, geometry.columns())
                    .lines(snapshot, view, geometry.titles(), geometry.list());
            lines.addAll(list);
            lines.addAll(Collections.nCopies(
                    Math.max(0, geometry.list() + (geometry.titles() ? 1 : 0) - list.size()), ""));
        }
        lines.addAll(new LadderPane(style, geometry.columns()).lines(snapshot.detail(), view, geometry.ladder()));
    }

    /** Exactly as many lines as there are rows, the keys in the last. */
    private static void finish(List<String> lines, View view, Size size, String notice, TextStyle style) {
        int body = Math.max(0, size.rows() - 1);
        while (lines.size() > body) {
            lines.remove(lines.size() - 1);
        }
        lines.addAll(Collections.nCopies(body - lines.size(), ""));
        if (notice != null && body > 1) {
            lines.set(body - 1, Ink.WARNING.paint(
                    Painted.cut(LadderGlyphs.of(style).spell(Printable.of(notice)), size.columns()), style.colour()));
        }
        if (size.rows() > 0) {
            lines.add(new KeyLine(style).line(view, size.columns()));
        }
    }
}
