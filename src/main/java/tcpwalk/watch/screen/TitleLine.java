package tcpwalk.watch.screen;

import tcpwalk.render.Ink;
import tcpwalk.render.LadderGlyphs;
import tcpwalk.render.TextFlow;
import tcpwalk.watch.model.Snapshot;

/** The first line: what is watched, how much comes, what was lost, how many connections there are. */
final class TitleLine {

    private static final int LEAST_SUBJECT = 10;

    private final String subject;
    private final LadderGlyphs glyphs;
    private final boolean colour;

    /** @param subject the interfaces and the capture's filter, fit for a terminal */
    TitleLine(String subject, LadderGlyphs glyphs, boolean colour) {
        this.subject = subject;
        this.glyphs = glyphs;
        this.colour = colour;
    }

    String line(Snapshot snapshot, View view, int columns) {
        boolean lossy = snapshot.traffic().dropped() > 0;
        String rate = Quantities.of(Math.round(snapshot.packetRate())) + " packets/s";
        String dropped = (lossy ? glyphs.warning() + " " : "") + Quantities.of(snapshot.traffic().dropped())
                + " dropped";
        String count = count(snapshot, view);
        String paused = view.isPaused() ? "PAUSED" : "";
        String right = join(paused, rate, dropped, count);
        if (TextFlow.width(right) > columns - LEAST_SUBJECT) {
            right = join(paused, rate, lossy ? dropped : "");
        }
        int room = columns - TextFlow.width(right) - 2;
        String left = room < 4 ? "" : TextFlow.cut(subject, room);
        String line = left + " ".repeat(Math.max(0, columns - TextFlow.width(left) - TextFlow.width(right))) + right;
        Ink ink = lossy ? Ink.WARNING : Ink.TITLE;
        return ink.paint(glyphs.spell(TextFlow.cut(line, columns)), colour);
    }

    private static String count(Snapshot snapshot, View view) {
        long connections = snapshot.connections();
        String all = Quantities.of(connections) + (connections == 1 ? " connection" : " connections");
        return view.filter().isBlank() ? all : Quantities.of(view.listing().size()) + " match of " + all;
    }

    private String join(String... parts) {
        StringBuilder joined = new StringBuilder();
        for (String part : parts) {
            joined.append(joined.length() == 0 || part.isEmpty() ? "" : glyphs.separator()).append(part);
        }
        return joined.toString();
    }
}
