package tcpwalk.watch.screen;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import tcpwalk.explain.Annotator;
import tcpwalk.render.Headline;
import tcpwalk.render.Ink;
import tcpwalk.render.LadderGlyphs;
import tcpwalk.render.TextFlow;
import tcpwalk.render.TextStyle;
import tcpwalk.render.TextTimeline;
import tcpwalk.tcp.Finding;
import tcpwalk.timeline.Row;
import tcpwalk.timeline.Story;
import tcpwalk.timeline.Timeline;
import tcpwalk.watch.model.Detail;
import tcpwalk.wire.Printable;

/** The selected connection: its ends and outcome, its story, what was found, and its ladder, of which the end shows. */
final class LadderPane {

    /** Where there is room for a line that parts it from the list. */
    private static final int ROOMY = 14;

    private final TextStyle style;
    private final LadderGlyphs glyphs;
    private final int columns;

    /** @param style how text is to look; its width is that of the ladder, which may be cut to {@code columns} */
    LadderPane(TextStyle style, int columns) {
        this.style = style;
        glyphs = LadderGlyphs.of(style);
        this.columns = columns;
    }

    /** At most that many lines. */
    List<String> lines(Detail detail, View view, int count) {
        // Just after another one is selected, its detail is still under way: the one before is no blank.
        if (count == 0 || detail == null) {
            return List.of();
        }
        Timeline timeline = detail.timeline().told();
        List<String> lines = new ArrayList<>(head(timeline, count));
        int room = count - lines.size();
        if (room <= 0) {
            return lines.subList(0, count);
        }
        boolean narrow = columns < TextStyle.MIN_WIDTH;
        List<String> ladder = narrow ? new NarrowLadder(style, columns).lines(timeline) : ladder(timeline, detail,
                room + view.scrolledUp(), view.isAnnotated());
        if (!narrow && room > 1) {
            lines.add(ladder.get(0));
            room--;
        }
        lines.addAll(tail(narrow ? ladder : ladder.subList(1, ladder.size()), view, room));
        return lines;
    }

    private static List<String> tail(List<String> ladder, View view, int room) {
        view.scrolledUpTo(Math.max(0, ladder.size() - room));
        int end = ladder.size() - view.scrolledUp();
        return ladder.subList(Math.max(0, end - room), end);
    }

    /** At least half of the lines are the ladder's. */
    private List<String> head(Timeline timeline, int count) {
        List<String> lines = new ArrayList<>();
        if (count >= ROOMY) {
            lines.add(Ink.FAINT.paint(glyphs.line().repeat(columns), style.colour()));
        }
        String ends = Headline.ends(timeline.client().address(), timeline.server().address(), timeline.interfaceName(),
                glyphs);
        String result = Headline.result(timeline, glyphs);
        int spare = columns - TextFlow.width(ends) - TextFlow.width(result);
        title(lines, spare >= 2 ? ends + " ".repeat(spare) + result : ends);
        if (spare < 2) {
            title(lines, result);
        }
        String story = timeline.story().replace(Story.WHEN_OBSERVED, " so far");
        lines.addAll(TextFlow.wrap(glyphs.spell(Printable.of(story)), columns));
        timeline.findings().stream().filter(finding -> !finding.kind().isOfTheCapture())
                .sorted(Comparator.comparing((Finding finding) -> finding.kind().severity()).reversed())
                .forEach(finding -> lines.add(said(finding)));
        return lines.subList(0, Math.min(lines.size(), Math.max(1, count / 2)));
    }

    private void title(List<String> lines, String text) {
        lines.add(Ink.TITLE.paint(fitted(text), style.colour()));
    }

    /** Spelling can lengthen a text, and cutting adds a sign that is spelt. */
    private String fitted(String text) {
        return glyphs.spell(TextFlow.cut(glyphs.spell(text), columns));
    }

    private String said(Finding finding) {
        String mark = switch (finding.kind().severity()) {
            case NOTE -> glyphs.note();
            case WARNING -> glyphs.warning();
            case ERROR -> glyphs.error();
        };
        String times = finding.count() == 1 ? "" : " ×" + finding.count();
        String text = finding.text() == null || finding.text().isBlank() ? finding.kind().meaning() : finding.text();
        String line = mark + " " + finding.kind() + times + ": " + Printable.of(text);
        return Ink.of(finding.kind().severity()).paint(fitted(line), style.colour());
    }

    /** The titles, then the rows; without annotations only those that can be in sight are drawn. */
    private List<String> ladder(Timeline timeline, Detail detail, int wanted, boolean annotated) {
        StringBuilder out = new StringBuilder(4096);
        TextTimeline text = new TextTimeline(out, annotated ? style : style.withBrief(), new Annotator(Locale.ENGLISH));
        try {
            text.header(timeline.client().address(), timeline.server().address(), timeline.interfaceName());
            String titles = out.substring(out.lastIndexOf("\n", out.length() - 2) + 1);
            out.setLength(0);
            List<Row> rows = timeline.rows();
            if (!detail.fromStart()) {
                String remark = " ".repeat(11) + "(earlier segments were not kept)";
                out.append(Ink.FAINT.paint(remark, style.colour())).append('\n');
            }
            int skipped = annotated ? 0 : Math.max(0, rows.size() - wanted);
            for (int i = 0; i < rows.size(); i++) {
                // The first is drawn in any case, since the times of the others count from it.
                if (i == 0 || i >= skipped) {
                    text.row(rows.get(i));
                }
            }
            return (titles + out).lines().map(line -> Painted.cut(line, columns)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
