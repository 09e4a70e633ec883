package tcpwalk.explain;

import java.util.List;
import java.util.Locale;
import tcpwalk.timeline.Annotation;
import tcpwalk.timeline.Commentary;
import tcpwalk.timeline.Row;

/**
 * Teaches TCP along one connection: what each segment says, why it is needed, what each end now knows, and where it is
 * written. Each thing is taught once. Not for use by several threads.
 */
public final class Annotator implements Commentary {

    private final Sentences sentences;
    private final Notes notes;
    private final List<Chapter> chapters = List.of(new OpeningChapter(), new ClosingChapter(), new ResetChapter(),
            new FindingChapter(), new DataChapter());

    /** For one connection, in that language; in English where there is no other. */
    public Annotator(Locale locale) {
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
}
