package tcpwalk.watch.screen;

import java.util.ArrayList;
import java.util.List;
import tcpwalk.render.Ink;
import tcpwalk.render.LadderGlyphs;
import tcpwalk.render.TextFlow;
import tcpwalk.render.TextStyle;
import tcpwalk.tcp.TcpState;
import tcpwalk.watch.model.Snapshot;

/** A column for each of RFC 9293's states: how many clients and how many servers are in it. */
final class StateTable {

    /** Where every column fits under its state's name, and where under the name broken in two. */
    static final int WHOLE_WIDTH = 115;
    static final int BROKEN_WIDTH = 80;

    private static final TcpState[] STATES = {TcpState.LISTEN, TcpState.SYN_SENT, TcpState.SYN_RECEIVED,
        TcpState.ESTABLISHED, TcpState.FIN_WAIT_1, TcpState.FIN_WAIT_2, TcpState.CLOSE_WAIT, TcpState.CLOSING,
        TcpState.LAST_ACK, TcpState.TIME_WAIT, TcpState.CLOSED};
    private static final String[] UPPER =
        {"LISTEN", "SYN-", "SYN-", "ESTAB-", "FIN-", "FIN-", "CLOSE-", "CLOS-", "LAST-", "TIME-", "CLOSED"};
    private static final String[] LOWER =
        {"", "SENT", "RECEIVED", "LISHED", "WAIT-1", "WAIT-2", "WAIT", "ING", "ACK", "WAIT", ""};
    private static final int LABEL = 6;

    private final Snapshot snapshot;
    private final LadderGlyphs glyphs;
    private final boolean colour;

    StateTable(Snapshot snapshot, TextStyle style) {
        this.snapshot = snapshot;
        glyphs = LadderGlyphs.of(style);
        colour = style.colour();
    }

    /** As many lines as the geometry has for it. */
    List<String> lines(int count, int columns) {
        return switch (count) {
            case 0 -> List.of();
            case 1 -> List.of(flow(columns));
            case 3 -> table(names());
            default -> table(UPPER, LOWER);
        };
    }

    private static String[] names() {
        String[] names = new String[STATES.length];
        for (int i = 0; i < names.length; i++) {
            names[i] = STATES[i].toString();
        }
        return names;
    }

    private List<String> table(String[]... headings) {
        int[] widths = new int[STATES.length];
        for (int i = 0; i < widths.length; i++) {
            for (String[] heading : headings) {
                widths[i] = Math.max(widths[i], heading[i].length());
            }
        }
        List<String> lines = new ArrayList<>(4);
        for (String[] heading : headings) {
            StringBuilder line = new StringBuilder(" ".repeat(LABEL));
            for (int i = 0; i < widths.length; i++) {
                line.append(' ').append(left(heading[i], widths[i]));
            }
            lines.add(Ink.TITLE.paint(line.toString().stripTrailing(), colour));
        }
        lines.add(row("client", Ink.CLIENT, snapshot.clients(), widths));
        lines.add(row("server", Ink.SERVER, snapshot.servers(), widths));
        return lines;
    }

    private String row(String label, Ink ink, List<Integer> counts, int[] widths) {
        StringBuilder line = new StringBuilder(ink.paint(label, colour));
        for (int i = 0; i < widths.length; i++) {
            int count = counts.get(STATES[i].ordinal());
            line.append(' ').append((count == 0 ? Ink.FAINT : ink).paint(left(number(count, widths[i]), widths[i]),
                    colour));
        }
        return line.toString();
    }

    private static String number(int count, int width) {
        String all = Integer.toString(count);
        return all.length() <= width ? all : Quantities.of(count);
    }

    private static String left(String text, int width) {
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }

    /** {@code ESTABLISHED 12/11 TIME-WAIT 3/0}: clients and servers of the states that occur, UNKNOWN too. */
    private String flow(int columns) {
        StringBuilder line = new StringBuilder();
        for (TcpState state : TcpState.values()) {
            int clients = snapshot.clients().get(state.ordinal());
            int servers = snapshot.servers().get(state.ordinal());
            if (clients + servers > 0) {
                line.append(line.length() == 0 ? "" : "  ").append(state).append(' ')
                        .append(Quantities.of(clients)).append('/').append(Quantities.of(servers));
            }
        }
        return glyphs.spell(TextFlow.cut(line.toString(), columns));
    }
}
