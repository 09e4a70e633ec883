package tcpwalk.cli;

import java.io.PrintWriter;
import java.util.List;

/** Rows of text whose columns stand under each other; the last one is as long as it is. */
final class Columns {

    private static final String GAP = "  ";

    private Columns() {
    }

    static void print(List<List<String>> rows, PrintWriter out) {
        int[] widths = new int[rows.get(0).size() - 1];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length())).append(GAP);
            }
            out.println(line.append(row.get(widths.length)).toString().stripTrailing());
        }
    }
}
