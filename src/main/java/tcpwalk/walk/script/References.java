package tcpwalk.walk.script;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks that what a script's lessons mention exists: {@code {label}}, {@code {label.field}}, {@code {from..to}}. */
final class References {

    private static final Pattern BRACES = Pattern.compile("\\{([^}]*)}?");
    private static final Pattern FORM = Pattern.compile(
            "\\{(?<label>[\\w-]+)(?:\\.(?<field>[a-z]+)|\\.\\.(?<to>[\\w-]+))?}");

    private record Mention(LineCursor line, int column, String text) {
    }

    private final List<Mention> mentions = new ArrayList<>();
    private final Set<String> labels = new HashSet<>();

    void label(String name) {
        labels.add(name);
    }

    /** Notes what a line of a lesson mentions; {@code column} is where {@code words} begin. */
    void mention(LineCursor line, int column, String words) {
        Matcher braces = BRACES.matcher(words);
        while (braces.find()) {
            mentions.add(new Mention(line, column + braces.start(), braces.group()));
        }
    }

    void check() throws ScriptException {
        for (Mention mention : mentions) {
            Matcher form = FORM.matcher(mention.text);
            if (!form.matches()) {
                throw mention.line.wrong(mention.column, "expected {label}, {label.field} or {from..to}, not '"
                        + mention.text + "'");
            }
            if (!form.group("label").equals(Measure.WALK)) {
                checkLabel(mention, form.group("label"));
            }
            if (form.group("to") != null) {
                checkLabel(mention, form.group("to"));
            }
            if (form.group("field") != null && !Measure.isKnown(form.group("label"), form.group("field"))) {
                throw mention.line.wrong(mention.column, "there is no value '" + form.group("field") + "'; there are "
                        + Measure.words(form.group("label")));
            }
        }
    }

    private void checkLabel(Mention mention, String label) throws ScriptException {
        if (!labels.contains(label)) {
            throw mention.line.wrong(mention.column, "no segment is called '" + label + "': add 'as " + label
                    + "' to one");
        }
    }
}
