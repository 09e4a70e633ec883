package tcpwalk.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Set;
import tcpwalk.explain.Annotator;
import tcpwalk.explain.Glossary;
import tcpwalk.explain.Mentions;
import tcpwalk.explain.Term;
import tcpwalk.render.GlossaryPage;
import tcpwalk.render.TextStyle;
import tcpwalk.render.TextTimeline;
import tcpwalk.timeline.Timeline;

/** Tells connections in one language, and in the end what the terms mean that came up, where that is wanted. */
final class Narrator {

    private final PrintWriter out;
    private final TextStyle style;
    private final Locale locale;
    private final boolean explains;
    private final Mentions mentions = new Mentions();

    Narrator(PrintWriter out, TextStyle style, Locale locale, boolean explains) {
        this.out = out;
        this.style = style;
        this.locale = locale;
        this.explains = explains;
    }

    /** Shows a connection by its timeline. */
    void tell(Timeline timeline) throws IOException {
        TextTimeline text = new TextTimeline(out, style, new Annotator(locale));
        text.print(timeline.told());
        mentions.all(text.mentions());
    }

    /** A connection is shown elsewhere, with no more of it than what stands out. */
    void list(Timeline timeline) {
        if (explains) {
            timeline.findings().forEach(mentions::finding);
            mentions.resetCause(timeline.resetCause());
        }
    }

    /** Nothing more is told. */
    void finish() throws IOException {
        if (!explains) {
            return;
        }
        Glossary glossary = Glossary.in(locale);
        GlossaryPage page = new GlossaryPage(out, style, glossary, new KernelSettings());
        Set<Term> terms = mentions.terms(glossary);
        if (!terms.isEmpty()) {
            out.println();
            page.heading(glossary.label("explained"));
        }
        for (Term term : terms) {
            out.println();
            page.brief(term);
        }
    }
}
