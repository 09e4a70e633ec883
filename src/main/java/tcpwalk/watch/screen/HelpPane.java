package tcpwalk.watch.screen;

import java.util.List;
import tcpwalk.render.LadderGlyphs;
import tcpwalk.render.TextFlow;

/** The keys and signs in words. */
final class HelpPane {

    private static final List<String> LINES = List.of(
            "arrows, j k       select a connection        PgUp PgDn Home End, g G   by pages, first, last",
            "Enter             the ladder in full, or the list again",
            "left right, [ ]   scroll the ladder back and forth; PgUp PgDn where it is in full",
            "/                 filter as you type: each word must stand in an end, state, outcome or finding;",
            "                  :443 is a whole port, !reset must not be there; Esc takes the filter away",
            "s  r              sort by activity, newest, bytes, findings, state, server; reverse",
            "p, space          the list stands still while the capture goes on",
            "a                 explain every row of the ladder",
            "q, Ctrl-C         end, with the summary; Ctrl-Z goes to the shell, and fg comes back",
            "",
            "client, server state  ? presumed: nothing proves yet that the segment arrived",
            "@  !  #           the gravest finding is a note, a warning, an error",
            "seg/s             segments a second, of both ends, over the last seconds");

    private HelpPane() {
    }

    static List<String> lines(LadderGlyphs glyphs, int columns) {
        return LINES.stream()
                .map(line -> !line.startsWith("@") ? line : line.replace("@", glyphs.note())
                        .replace("#", glyphs.error()))
                .flatMap(line -> TextFlow.width(line) <= columns ? List.of(line).stream()
                        : TextFlow.wrap(line.replaceAll(" {2,}", "  "), columns).stream())
                .toList();
    }
}
