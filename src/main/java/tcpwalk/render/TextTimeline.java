package tcpwalk.render;

import java.io.IOException;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tcpwalk.explain.Mentions;
import tcpwalk.tcp.Finding;
import tcpwalk.tcp.FindingKind;
import tcpwalk.tcp.Roles;
import tcpwalk.timeline.Annotation;
import tcpwalk.timeline.Commentary;
import tcpwalk.timeline.Row;
import tcpwalk.timeline.Timeline;
import tcpwalk.wire.EndpointAddress;
import tcpwalk.wire.Printable;

/**
 * One connection as an annotated ladder. Live: {@link #header(EndpointAddress, EndpointAddress, String)}, each
 * {@link #row} as it happens, {@link #footer}. Finished: {@link #print}, whose header already says how it ended.
 */
public final class TextTimeline {

    private final Appendable out;
    private final TextStyle style;
    private final Commentary commentary;
    private final LadderGlyphs glyphs;
    private final Ladder ladder;
    private final Set<String> told = new HashSet<>();
    private final Set<FindingKind> shown = EnumSet.noneOf(FindingKind.class);
    private final Mentions mentions = new Mentions();
    private Long start;
    private boolean presumes;
    private String term;

    /** A renderer for one connection; the commentary is asked for annotations unless the style is brief. */
    public TextTimeline(Appendable out, TextStyle style, Commentary commentary) {
        this.out = out;
        this.style = style;
        this.commentary = commentary;
        glyphs = LadderGlyphs.of(style);
        ladder = new Ladder(out, style);
    }

    /** A connection that is over, or as far as it was seen. */
    public void print(Timeline timeline) throws IOException {
        String ends = Headline.ends(timeline.client().address(), timeline.server().address(), timeline.interfaceName(),
                glyphs);
        String result = Headline.result(timeline, glyphs);
        int spare = ladder.layout().width() - TextFlow.width(ends) - TextFlow.width(result);
        line(Ink.TITLE, spare >= 2 ? ends + " ".repeat(spare) + result : ends);
        if (spare < 2) {
            line(Ink.TITLE, result);
        }
        start = timeline.start();
        line(Ink.FAINT, "connection " + timeline.id() + glyphs.separator() + UtcTime.spoken(timeline.start()));
        summary(timeline);
        out.append('\n');
        ladder.titles();
        for (Row row : timeline.rows()) {
            row(row);
        }
        closingRemarks(timeline);
    }

    /** The beginning of a connection whose end is not known yet. */
    public void header(EndpointAddress client, EndpointAddress server, String interfaceName) throws IOException {
        line(Ink.TITLE, Headline.ends(client, server, interfaceName, glyphs));
        out.append('\n');
        ladder.titles();
    }

    /** One row with what is to be said of it; the first row's time is the start unless a timeline gave one. */
    public void row(Row row) throws IOException {
        if (start == null) {
            start = row.time();
        }
        ladder.draw(row, row.time() - start);
        presumes |= Ladder.showsPresumed(row);
        for (String clause : commentary.takenBack(row)) {
            below(Ink.WARNING, glyphs.back() + " " + clause);
        }
        mentions.states(row);
        for (Finding finding : row.findings()) {
            mention(finding);
            finding(finding);
        }
        if (!style.brief()) {
            for (Annotation annotation : commentary.annotate(row)) {
                mentions.annotation(annotation);
                annotation(annotation);
            }
        }
    }

    /** How the connection ended: the last lines of a live timeline. */
    public void footer(Timeline timeline) throws IOException {
        out.append('\n');
        line(Ink.TITLE, Headline.result(timeline, glyphs));
        summary(timeline);
        closingRemarks(timeline);
    }

    private void mention(Finding finding) {
        mentions.finding(finding);
        term = finding.kind().toString();
    }

    /** The terms that came up so far. */
    public Mentions mentions() {
        return mentions;
    }

    private void summary(Timeline timeline) throws IOException {
        if (timeline.story() != null) {
            paragraph(Ink.PLAIN, Printable.of(commentary.story(timeline)));
        }
        if (timeline.roles() != Roles.SYN) {
            paragraph(Ink.PLAIN, commentary.roles(timeline.roles()));
        }
        String peers = Headline.peers(timeline.peers(), glyphs);
        if (peers != null) {
            line(Ink.FAINT, peers);
        }
    }

    /** What no row could say, and what the signs mean. */
    private void closingRemarks(Timeline timeline) throws IOException {
        mentions.resetCause(timeline.resetCause());
        boolean any = false;
        for (Finding finding : timeline.findings()) {
            if (!shown.contains(finding.kind())) {
                out.append(any ? "" : "\n");
                any = true;
                mention(finding);
                paragraph(Ink.of(finding.kind().severity()), said(finding));
            }
        }
        if (presumes || term != null) {
            out.append('\n');
        }
        if (presumes) {
            paragraph(Ink.FAINT, commentary.presumed());
        }
        if (term != null) {
            paragraph(Ink.FAINT, commentary.lookUp(term));
        }
    }

    /** What has been said in the same words before is only named. */
    private void finding(Finding finding) throws IOException {
        boolean first = shown.add(finding.kind());
        if (!first && finding.kind() == FindingKind.CHECKSUM_OFFLOAD) {
            // True of every segment that the capturing host sends, and said of the first.
            return;
        }
        String said = said(finding);
        below(Ink.of(finding.kind().severity()), told.add(said) ? said : mark(finding.kind()) + " " + finding.kind()
                + " again");
    }

    private String said(Finding finding) {
        FindingKind kind = finding.kind();
        return mark(kind) + " " + kind + ": " + Printable.of(commentary.finding(finding)) + citation(kind.section());
    }

    private String mark(FindingKind kind) {
        return switch (kind.severity()) {
            case NOTE -> glyphs.note();
            case WARNING -> glyphs.warning();
            case ERROR -> glyphs.error();
        };
    }

    private void annotation(Annotation annotation) throws IOException {
        term = annotation.term() == null ? term : annotation.term();
        String source = Stream.of(annotation.section(), annotation.term()).filter(Objects::nonNull)
                .collect(Collectors.joining(", "));
        below(Ink.PLAIN, annotation.text() + (source.isEmpty() ? "" : citation(source)));
    }

    /** Kept on one line, so that a section is not torn from its RFC. */
    private static String citation(String text) {
        return " (" + text.replace(' ', TextFlow.NO_BREAK_SPACE) + ")";
    }

    private void below(Ink ink, String text) throws IOException {
        String indent = " ".repeat(ladder.layout().textStart());
        for (String each : TextFlow.wrap(glyphs.spell(text), ladder.layout().textWidth())) {
            out.append(indent).append(ink.paint(each, style.colour())).append('\n');
        }
    }

    private void paragraph(Ink ink, String text) throws IOException {
        List<String> lines = TextFlow.wrap(glyphs.spell(text), Math.min(ladder.layout().width(), style.width()));
        for (String each : lines) {
            line(ink, each);
        }
    }

    private void line(Ink ink, String text) throws IOException {
        out.append(ink.paint(glyphs.spell(text), style.colour())).append('\n');
    }
}
