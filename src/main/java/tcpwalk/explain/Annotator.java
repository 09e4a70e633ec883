package tcpwalk.explain;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import tcpwalk.tcp.Finding;
import tcpwalk.tcp.Roles;
import tcpwalk.timeline.Annotation;
import tcpwalk.timeline.Commentary;
import tcpwalk.timeline.Row;
import tcpwalk.timeline.Timeline;

/**
 * Teaches TCP along one connection: what each segment says, why it is needed, what each end now knows, and where it is
 * written. Each thing is taught once. Not for use by several threads.
 */
public final class Annotator implements Commentary {

    private final Locale locale;
    private final Sentences sentences;
    private final Notes notes;
    private final List<Chapter> chapters = List.of(new OpeningChapter(), new ClosingChapter(), new ResetChapter(),
            new FindingChapter(), new DataChapter());
    /** Loaded where it is first needed. */
    private Glossary glossary;

    /** For one connection, in that language; in English where there is no other. */
    public Annotator(Locale locale) {
        this.locale = locale;
        sentences = new Sentences("Annotations", locale);
        notes = new Notes(sentences);
    }

    @Override
    public List<Annotation> annotate(Row row) {
        notes.begin(row);
        for (Chapter chapter : chapters) {
            chapter.teach(row, notes);
        }
        return notes.end();
    }

    @Override
    public List<String> takenBack(Row row) {
        return TakenBack.clauses(row, sentences);
    }

    /** Other languages say what it means, and leave in English what happened. */
    @Override
    public String finding(Finding finding) {
        return sentences.areEnglish() ? Commentary.super.finding(finding)
                : sentences.say("page.finding", Map.of("text", Commentary.super.finding(finding),
                        "meaning", glossary().term(finding.kind().toString()).gist()));
    }

    @Override
    public String story(Timeline timeline) {
        return sentences.areEnglish() ? timeline.story() : Retelling.of(timeline, sentences, glossary());
    }

    @Override
    public String roles(Roles roles) {
        return sentences.say("page.roles." + roles, Map.of());
    }

    private Glossary glossary() {
        if (glossary == null) {
            glossary = Glossary.in(locale);
        }
        return glossary;
    }

    @Override
    public String presumed() {
        return sentences.say("page.presumed", Map.of());
    }

    @Override
    public String lookUp(String term) {
        return sentences.say("page.look-up", Map.of("term", term));
    }
}
