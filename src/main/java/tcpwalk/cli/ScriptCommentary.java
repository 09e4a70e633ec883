package tcpwalk.cli;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tcpwalk.explain.Annotator;
import tcpwalk.tcp.Finding;
import tcpwalk.tcp.Roles;
import tcpwalk.timeline.Annotation;
import tcpwalk.timeline.Commentary;
import tcpwalk.timeline.Row;
import tcpwalk.timeline.Timeline;
import tcpwalk.walk.script.Text;

/** What a script says about its rows; where it says nothing, what there is to say of any connection. */
final class ScriptCommentary implements Commentary {

    private final Locale language;
    private final Map<Row, Text> notes = new IdentityHashMap<>();
    /** One for all the connections of a script: lessons that were given stay given. */
    private final Annotator annotator;

    ScriptCommentary(Locale language) {
        this.language = language;
        annotator = new Annotator(language);
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

    @Override
    public String finding(Finding finding) {
        return annotator.finding(finding);
    }

    @Override
    public String story(Timeline timeline) {
        return annotator.story(timeline);
    }

    @Override
    public String roles(Roles roles) {
        return annotator.roles(roles);
    }

    @Override
    public String presumed() {
        return annotator.presumed();
    }

    @Override
    public String lookUp(String term) {
        return annotator.lookUp(term);
    }
}
