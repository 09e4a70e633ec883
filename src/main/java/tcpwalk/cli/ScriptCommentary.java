package tcpwalk.cli;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tcpwalk.explain.Annotator;
import tcpwalk.timeline.Annotation;
import tcpwalk.timeline.Commentary;
import tcpwalk.timeline.Row;
import tcpwalk.walk.script.Text;

/** What a script says about its rows; where it says nothing, what there is to say of any connection. */
final class ScriptCommentary implements Commentary {

    private final Locale language;
    private final Map<Row, Text> notes = new IdentityHashMap<>();
    private Annotator annotator;

    ScriptCommentary(Locale language) {
        this.language = language;
    }

    /** From now on another connection is shown; lessons that were given stay given. */
    Commentary next() {
        annotator = annotator == null ? new Annotator(language) : annotator;
        return this;
    }

    /** Notes what the script says about a row that is shown next. */
    void note(Row row, Text note) {
        if (note != null) {
            notes.put(row, note);
        }
    }

    @Override
    public List<Annotation> annotate(Row row) {
        List<Annotation> usual = annotator.annotate(row);
        Text note = notes.remove(row);
        return note == null ? usual : List.of(new Annotation(note.in(language), note.section(), note.term()));
    }

    @Override
    public List<String> takenBack(Row row) {
        return annotator.takenBack(row);
    }
}
