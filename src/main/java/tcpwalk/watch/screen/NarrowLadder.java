package tcpwalk.watch.screen;

import java.util.ArrayList;
import java.util.List;
import tcpwalk.render.Ink;
import tcpwalk.render.LadderGlyphs;
import tcpwalk.render.TextFlow;
import tcpwalk.render.TextStyle;
import tcpwalk.tcp.Side;
import tcpwalk.tcp.Transition;
import tcpwalk.timeline.Row;
import tcpwalk.timeline.Timeline;
import tcpwalk.wire.Printable;
import tcpwalk.wire.TcpFlags;

/** A ladder for a terminal that has no room for one: {@code 5.1ms ◀ SYN,ACK  server SYN-RECEIVED}. */
final class NarrowLadder {

    private static final long SECOND = 1_000_000_000;

    private final TextStyle style;
    private final LadderGlyphs glyphs;
    private final int columns;

    NarrowLadder(TextStyle style, int columns) {
        this.style = style;
        glyphs = LadderGlyphs.of(style);
        this.columns = columns;
    }

    List<String> lines(Timeline timeline) {
        List<String> lines = new ArrayList<>(timeline.rows().size());
        for (Row row : timeline.rows()) {
            lines.add(line(row, row.time() - timeline.start()));
        }
        return lines;
    }

    private String line(Row row, long since) {
        StringBuilder line = new StringBuilder(time(since)).append(' ');
        if (row.segment() == null) {
            line.append(glyphs.dot()).append(' ').append(Printable.of(row.event()));
        } else {
            line.append(row.from() == Side.CLIENT ? glyphs.right() : glyphs.left()).append(' ')
                    .append(String.join(",", TcpFlags.names(row.segment().flags())));
            if (row.segment().length() > 0) {
                line.append(' ').append(row.segment().length());
            }
        }
        for (Transition transition : row.transitions()) {
            line.append(' ').append(transition.endpoint()).append(' ').append(transition.to());
        }
        boolean reset = row.segment() != null && row.segment().isRst();
        Ink ink = reset ? Ink.ERROR : Ink.of(row.from());
        return ink.paint(TextFlow.cut(glyphs.spell(line.toString()), columns), style.colour());
    }

    private static String time(long nanos) {
        String text = nanos < SECOND ? nanos / 1_000_000 + "ms" : nanos / SECOND + "." + nanos / (SECOND / 10) % 10
                + "s";
        return " ".repeat(Math.max(0, 6 - text.length())) + text;
    }
}
