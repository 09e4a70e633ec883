package tcpwalk.render;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import tcpwalk.explain.Glossary;
import tcpwalk.explain.Setting;
import tcpwalk.explain.Term;
import tcpwalk.explain.TermFacts;
import tcpwalk.explain.TermGroup;

/** A page of the glossary: a term with everything known of it, a group with its drawing, or the index of all. */
public final class GlossaryPage {

    /** Longer lines are hard to read. */
    private static final int MAX_WIDTH = 100;
    private static final int GAP = 2;

    private final Appendable out;
    private final TextStyle style;
    private final Glossary glossary;
    private final UnaryOperator<String> settingsHere;
    private final int width;

    /**
     * @param settingsHere gives the value that a setting has on this machine, or null where that is not known
     */
    public GlossaryPage(Appendable out, TextStyle style, Glossary glossary, UnaryOperator<String> settingsHere) {
        this.out = out;
        this.style = style;
        this.glossary = glossary;
        this.settingsHere = settingsHere;
        width = Math.min(style.width(), MAX_WIDTH);
    }

    /** Everything about a term. */
    public void term(Term term) throws IOException {
        TermFacts facts = term.facts();
        title(term);
        paragraph(Ink.PLAIN, term.text());
        out.append('\n');
        boolean chinese = isChinese(term.text());
        List<String> names = Stream.concat(chinese ? facts.chinese().stream() : Stream.empty(),
                facts.names().stream()).toList();
        int labels = Stream.of("names", "rfc", "linux", "try", "see").map(glossary::label)
                .mapToInt(TextFlow::width).max().orElse(0) + GAP;
        field("names", labels, List.of(String.join(", ", names)));
        field("rfc", labels, List.of(unbroken(facts.sections())));
        field("linux", labels, facts.settings().stream().map(this::spoken).toList());
        field("try", labels, facts.commands());
        field("see", labels, List.of(String.join(", ", facts.see())));
    }

    /** What a term means and where that is written, for a reader of something else. */
    public void brief(Term term) throws IOException {
        title(term);
        paragraph(Ink.PLAIN, term.text() + " (" + unbroken(term.facts().sections().subList(0, 1)) + ")");
    }

    /** A heading above several terms. */
    public void heading(String text) throws IOException {
        line(Ink.TITLE, text);
    }

    /** A group: its drawing, and a line for each term. */
    public void group(TermGroup group) throws IOException {
        paragraph(Ink.TITLE, joined(group.name(), group.gist()));
        out.append('\n');
        for (String each : group.drawing()) {
            line(Ink.PLAIN, each);
        }
        if (!group.drawing().isEmpty()) {
            out.append('\n');
        }
        paragraph(Ink.PLAIN, group.text());
        out.append('\n');
        int names = group.terms().stream().mapToInt(term -> TextFlow.width(term.name())).max().orElse(0) + GAP;
        for (Term term : group.terms()) {
            hanging(term.name(), names, term.gist());
        }
    }

    /** All terms by groups, in as many columns as fit. */
    public void index() throws IOException {
        paragraph(Ink.PLAIN, glossary.label("index"));
        for (TermGroup group : glossary.groups()) {
            out.append('\n');
            paragraph(Ink.TITLE, joined(group.name(), group.gist()));
            List<String> names = group.terms().stream().map(Term::name).toList();
            columns(names);
        }
    }

    private void columns(List<String> names) throws IOException {
        int cell = names.stream().mapToInt(String::length).max().orElse(0) + GAP;
        int perLine = Math.max(1, style.width() / cell);
        for (int start = 0; start < names.size(); start += perLine) {
            StringBuilder line = new StringBuilder();
            for (String name : names.subList(start, Math.min(names.size(), start + perLine))) {
                line.append("  ").append(TextFlow.pad(name, cell - GAP));
            }
            line(Ink.PLAIN, line.toString().stripTrailing());
        }
    }

    private void title(Term term) throws IOException {
        paragraph(Ink.TITLE, joined(term.name(), term.gist()));
    }

    /** {@code RST: refuses or aborts a connection, at once}, with the colon of the language. */
    private static String joined(String name, String gist) {
        return name + (isChinese(gist) ? "：" : ": ") + gist;
    }

    private static boolean isChinese(String text) {
        return text.codePoints().anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN);
    }

    private void field(String label, int labels, List<String> values) throws IOException {
        String left = glossary.label(label);
        for (String value : values) {
            if (!value.isEmpty()) {
                hanging(left, labels, value);
                left = "";
            }
        }
    }

    private void hanging(String left, int column, String text) throws IOException {
        String start = TextFlow.pad(left, column);
        for (String each : TextFlow.wrap(text, width - column)) {
            line(Ink.PLAIN, start + each);
            start = " ".repeat(column);
        }
    }

    /** A section is not torn from its RFC. */
    private static String unbroken(List<String> sections) {
        List<String> unbroken = new ArrayList<>(sections);
        unbroken.replaceAll(each -> each.replace(' ', TextFlow.NO_BREAK_SPACE));
        return String.join(", ", unbroken);
    }

    private String spoken(Setting setting) {
        String here = settingsHere.apply(setting.name());
        String written = setting.value() == null ? setting.name() : setting.name() + " = " + setting.value();
        return here == null || here.equals(setting.value()) ? written
                : written + " (" + glossary.label("here", here) + ")";
    }

    private void paragraph(Ink ink, String text) throws IOException {
        for (String each : TextFlow.wrap(text, width)) {
            line(ink, each);
        }
    }

    private void line(Ink ink, String text) throws IOException {
        String spelt = LadderGlyphs.of(style).spell(text).replace(TextFlow.NO_BREAK_SPACE, ' ');
        out.append(ink.paint(spelt, style.colour())).append('\n');
    }
}
