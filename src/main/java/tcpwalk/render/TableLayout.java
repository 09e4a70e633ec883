package tcpwalk.render;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tcpwalk.tcp.Severity;
import tcpwalk.timeline.Timeline;

/** Fits a table's columns to a width: some give way, findings take what is left, addresses are cut only at the last. */
final class TableLayout {

    private static final String GAP = "  ";
    private static final int MIN_FINDINGS = 16;
    private static final int MIN_ADDRESS = 14;

    private final List<Timeline> rows;
    private final Map<TableColumn, List<String>> cells = new EnumMap<>(TableColumn.class);
    private final Map<TableColumn, Integer> widths = new EnumMap<>(TableColumn.class);

    TableLayout(List<Timeline> rows, int room) {
        this.rows = rows;
        for (TableColumn column : TableColumn.values()) {
            List<String> texts = new ArrayList<>(rows.size());
            for (Timeline row : rows) {
                texts.add(column.of(row));
            }
            cells.put(column, column.alignment() == TableColumn.Alignment.SLASH ? alignedAtSlash(texts) : texts);
        }
        fit(room);
    }

    void print(Appendable out, TextStyle style) throws IOException {
        Map<TableColumn, String> line = new LinkedHashMap<>();
        widths.keySet().forEach(column -> line.put(column, column.title()));
        out.append(Ink.TITLE.paint(String.join(GAP, padded(line)).stripTrailing(), style.colour())).append('\n');
        for (int i = 0; i < rows.size(); i++) {
            int row = i;
            line.replaceAll((column, old) -> cells.get(column).get(row));
            out.append(painted(line, rows.get(i), style)).append('\n');
        }
    }

    private String painted(Map<TableColumn, String> line, Timeline row, TextStyle style) {
        List<String> texts = padded(line);
        StringBuilder painted = new StringBuilder();
        int i = 0;
        for (TableColumn column : line.keySet()) {
            String text = i == texts.size() - 1 ? texts.get(i).stripTrailing() : texts.get(i);
            painted.append(i == 0 ? "" : GAP).append(ink(column, row).paint(text, style.colour()));
            i++;
        }
        return LadderGlyphs.of(style).spell(painted.toString().stripTrailing());
    }

    private List<String> padded(Map<TableColumn, String> line) {
        List<String> padded = new ArrayList<>(line.size());
        line.forEach((column, text) -> {
            String cut = column == TableColumn.CLIENT || column == TableColumn.SERVER
                    ? TextFlow.cutMiddle(text, widths.get(column)) : TextFlow.cut(text, widths.get(column));
            String padding = " ".repeat(widths.get(column) - TextFlow.width(cut));
            padded.add(column.alignment() == TableColumn.Alignment.RIGHT ? padding + cut : cut + padding);
        });
        return padded;
    }

    private static List<String> alignedAtSlash(List<String> pairs) {
        int widest = pairs.stream().mapToInt(pair -> pair.indexOf('/')).max().orElse(0);
        return pairs.stream().map(pair -> " ".repeat(widest - pair.indexOf('/')) + pair).toList();
    }

    private void fit(int room) {
        for (TableColumn column : TableColumn.values()) {
            if (!TableColumn.EXPENDABLE.contains(column)) {
                widths.put(column, wanted(column));
            }
        }
        int findings = wanted(TableColumn.FINDINGS);
        widths.put(TableColumn.FINDINGS, Math.min(findings, MIN_FINDINGS));
        for (TableColumn column : TableColumn.EXPENDABLE) {
            if (total() + GAP.length() + wanted(column) <= room) {
                widths.put(column, wanted(column));
            }
        }
        shortenAddresses(room);
        int spare = Math.max(0, room - total());
        widths.computeIfPresent(TableColumn.FINDINGS, (column, width) -> Math.min(findings, width + spare));
    }

    /** The longer one first, so that both give way alike. */
    private void shortenAddresses(int room) {
        while (total() > room) {
            int client = widths.get(TableColumn.CLIENT);
            int server = widths.get(TableColumn.SERVER);
            if (Math.max(client, server) <= MIN_ADDRESS) {
                return;
            }
            widths.merge(client > server ? TableColumn.CLIENT : TableColumn.SERVER, -1, Integer::sum);
        }
    }

    private int wanted(TableColumn column) {
        return cells.get(column).stream().mapToInt(TextFlow::width).reduce(column.title().length(), Math::max);
    }

    private int total() {
        return widths.values().stream().mapToInt(width -> width + GAP.length()).sum() - GAP.length();
    }

    private static Ink ink(TableColumn column, Timeline timeline) {
        Severity worst = timeline.gravest();
        return switch (column) {
            case CLIENT -> Ink.CLIENT;
            case SERVER -> Ink.SERVER;
            case FINDINGS -> worst == null ? Ink.PLAIN : Ink.of(worst);
            case OUTCOME -> worst == Severity.ERROR ? Ink.ERROR : Ink.PLAIN;
            case ID, START, CLOSED_BY, STATES, SEGMENTS, BYTES, RTT -> Ink.PLAIN;
        };
    }
}
