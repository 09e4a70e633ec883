package tcpwalk.watch.screen;

import java.util.ArrayList;
import java.util.List;
import tcpwalk.render.Ink;
import tcpwalk.render.LadderGlyphs;
import tcpwalk.render.TextFlow;
import tcpwalk.render.TextStyle;
import tcpwalk.tcp.FindingKind;
import tcpwalk.tcp.Outcome;
import tcpwalk.watch.model.ConnectionLine;
import tcpwalk.watch.model.Snapshot;

/** The connections, a line each: as many columns as fit, the two ends always. */
final class ListPane {

    private static final int MARKS = 3;
    private static final int STATE = 13;
    private static final int RATE = 5;
    private static final int BYTES = 5;
    private static final int AGE = 4;
    /** What both states, the numbers and the gaps take. */
    private static final int NUMBERED = MARKS + 1 + 1 + STATE + 1 + STATE + 1 + RATE + 1 + BYTES + 1 + AGE;
    /** Below this, only the client's state is shown beside the ends. */
    private static final int WIDE = 72;
    private static final int LEAST_END = 15;
    private static final int LEAST_NOTE = 10;

    private final TextStyle style;
    private final LadderGlyphs glyphs;
    private final int columns;
    private int clientWidth;
    private int serverWidth;

    ListPane(TextStyle style, int columns) {
        this.style = style;
        glyphs = LadderGlyphs.of(style);
        this.columns = columns;
    }

    List<String> lines(Snapshot snapshot, View view, boolean titles, int count) {
        fit(view.listing());
        List<String> lines = new ArrayList<>(count + 1);
        if (titles) {
            lines.add(Ink.TITLE.paint(Painted.cut(titles(view), columns), style.colour()));
        }
        for (int i = view.top(); i < Math.min(view.top() + count, view.listing().size()); i++) {
            ConnectionLine line = view.listing().get(i);
            String text = Painted.cut(glyphs.spell(line(line, line.id() == view.selected(), snapshot.now())), columns);
            lines.add(painted(text, line, line.id() == view.selected()));
        }
        if (view.listing().isEmpty() && count > 0) {
            String nobody = view.filter().isBlank() ? "   waiting for segments" : "   no connection matches the filter";
            lines.add(Ink.FAINT.paint(Painted.cut(nobody, columns), style.colour()));
        }
        return lines;
    }

    /** Both ends share what the other columns leave, by need; addresses are cut in the middle to keep their ports. */
    private void fit(List<ConnectionLine> listing) {
        int client = LEAST_END;
        int server = LEAST_END;
        for (ConnectionLine line : listing) {
            client = Math.max(client, line.client().length());
            server = Math.max(server, line.server().length());
        }
        int room = Math.max(2, columns < WIDE ? columns - MARKS - 2 - STATE + 1 : columns - NUMBERED);
        int surplus = client + server - room;
        if (surplus <= 0) {
            clientWidth = client;
            serverWidth = server;
        } else {
            serverWidth = Math.max(Math.min(server, room / 2), room - client);
            clientWidth = room - serverWidth;
        }
    }

    private String titles(View view) {
        if (columns < WIDE) {
            return row("   ", "client", "server") + "state";
        }
        String line = row("   ", "client", "server") + TextFlow.pad("client state", STATE + 1)
                + TextFlow.pad("server state", STATE + 1) + left("seg/s", RATE) + left("bytes", BYTES + 1)
                + left("age", AGE + 1);
        return hasNote() ? line + " how" : line;
    }

    private boolean hasNote() {
        return columns - NUMBERED - clientWidth - serverWidth > LEAST_NOTE;
    }

    private String row(String marks, String client, String server) {
        return marks + TextFlow.pad(cut(client, clientWidth), clientWidth) + " "
                + TextFlow.pad(cut(server, serverWidth), serverWidth) + " ";
    }

    /** An address without its middle tells more than a port without its digits. */
    private static String cut(String end, int width) {
        int port = end.lastIndexOf(':');
        boolean fits = end.length() <= width || port < 0 || width - (end.length() - port) < 3;
        return fits ? TextFlow.cutMiddle(end, width)
                : TextFlow.cutMiddle(end.substring(0, port), width - (end.length() - port)) + end.substring(port);
    }

    private String line(ConnectionLine line, boolean selected, long now) {
        String marks = (selected ? style.unicode() ? "▸" : ">" : " ") + mark(line);
        String ends = row(marks + " ", line.client(), line.server());
        if (columns < WIDE) {
            return ends + line.clientState().state();
        }
        String numbers = ends + TextFlow.pad(line.clientState().toString(), STATE) + " "
                + TextFlow.pad(line.serverState().toString(), STATE) + " " + left(Quantities.rate(line.rate()), RATE)
                + left(Quantities.of(line.bytes()), BYTES + 1) + left(Quantities.age(now - line.start()), AGE + 1);
        return hasNote() ? numbers + " " + TextFlow.cut(note(line), columns - TextFlow.width(numbers) - 1) : numbers;
    }

    private String mark(ConnectionLine line) {
        if (line.findings().isEmpty()) {
            return " ";
        }
        return switch (line.findings().get(0).severity()) {
            case NOTE -> glyphs.note();
            case WARNING -> glyphs.warning();
            case ERROR -> glyphs.error();
        };
    }

    /** How it stands, as far as the states do not say, and what was found. */
    private static String note(ConnectionLine line) {
        StringBuilder note = new StringBuilder();
        if (line.outcome() != Outcome.ESTABLISHED && line.outcome() != Outcome.UNKNOWN) {
            note.append(line.outcome()).append(line.closedBy() == null ? "" : " by " + line.closedBy());
        }
        for (FindingKind kind : line.findings()) {
            if (!kind.toString().equals(line.outcome().toString())) {
                note.append(note.length() == 0 ? "" : " ").append(kind);
            }
        }
        return note.toString();
    }

    private String painted(String text, ConnectionLine line, boolean selected) {
        if (!style.colour()) {
            return text.stripTrailing();
        }
        if (selected) {
            return Painted.reversed(text, columns);
        }
        if (!line.findings().isEmpty() && !line.isOver() && text.length() > MARKS) {
            Ink ink = Ink.of(line.findings().get(0).severity());
            return " " + ink.paint(text.substring(1, 2), true) + text.substring(2).stripTrailing();
        }
        return (line.isOver() ? Ink.FAINT : Ink.PLAIN).paint(text.stripTrailing(), true);
    }

    private static String left(String text, int width) {
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }
}
