package tcpwalk.walk.script;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text while its lines are read, in both languages. */
final class TextDraft {

    private static final Pattern CITATION = Pattern.compile(
            "\\s*\\[(?<section>RFC \\d{3,5} §\\d+(?:\\.\\d+)*)(?:, (?<term>[a-z0-9-]+))?]$");
    /** From here on characters are wide and need no blank between lines. */
    private static final int FIRST_WIDE = 0x2e80;

    private final StringBuilder english = new StringBuilder();
    private final StringBuilder chinese = new StringBuilder();
    private boolean inChinese;

    /** Begins, or goes over to, one of the languages; says whether nothing has been written in it yet. */
    boolean begin(boolean nowChinese) {
        inChinese = nowChinese;
        return current().length() == 0;
    }

    private StringBuilder current() {
        return inChinese ? chinese : english;
    }

    void add(String line) {
        StringBuilder text = current();
        if (text.length() > 0 && !line.isEmpty()
                && text.charAt(text.length() - 1) < FIRST_WIDE && line.charAt(0) < FIRST_WIDE) {
            text.append(' ');
        }
        text.append(line);
    }

    /** The finished text, its citation taken off. */
    Text text() {
        String words = english.toString();
        Matcher citation = CITATION.matcher(words);
        boolean cited = citation.find();
        return new Text(cited ? words.substring(0, citation.start()) : words,
                chinese.length() == 0 ? null : chinese.toString(),
                cited ? citation.group("section") : null, cited ? citation.group("term") : null);
    }
}
