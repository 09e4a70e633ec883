package tcpwalk.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tcpwalk.explain.Glossary;
import tcpwalk.explain.Term;
import tcpwalk.explain.TermGroup;
import tcpwalk.render.GlossaryPage;
import tcpwalk.wire.Printable;

/** {@code tcpwalk explain}: what a term means. */
@Command(name = "explain",
        description = "Says what a state, flag, field, option, finding, timer or question means; without TERM, the"
            + " index.",
        footer = {"", "Examples:", "  tcpwalk explain TIME-WAIT", "  tcpwalk explain why-three --lang zh",
            "  tcpwalk explain states"})
final class ExplainCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "TERM",
            description = "A term in any spelling, also one of its other names, or several terms.")
    private List<String> words = List.of();

    @Mixin
    private LanguageOption language;

    private Glossary glossary;
    private GlossaryPage page;

    @Override
    public Integer call() throws Failure, IOException {
        PrintWriter out = spec.commandLine().getOut();
        glossary = Glossary.in(language.locale());
        page = new GlossaryPage(out, Terminal.style(false), glossary, new KernelSettings());
        String phrase = String.join(" ", words);
        if (words.isEmpty()) {
            page.index();
        } else if (knows(phrase)) {
            print(phrase);
        } else {
            eachOf(words, phrase, out);
        }
        out.flush();
        return ExitCode.DONE.number();
    }

    /** Several words that are no term together, such as {@code time wait} is one, are several terms. */
    private void eachOf(List<String> names, String phrase, PrintWriter out) throws Failure, IOException {
        List<String> unknown = names.stream().filter(name -> !knows(name)).toList();
        if (!unknown.isEmpty()) {
            boolean together = unknown.size() == names.size();
            throw unknown(together ? phrase : unknown.get(0));
        }
        for (int i = 0; i < names.size(); i++) {
            if (i > 0) {
                out.println();
            }
            print(names.get(i));
        }
    }

    private boolean knows(String name) {
        return glossary.term(name) != null || glossary.group(name) != null;
    }

    private void print(String name) throws IOException {
        Term term = glossary.term(name);
        TermGroup group = glossary.group(name);
        if (term != null) {
            page.term(term);
        } else {
            page.group(group);
        }
    }

    private Failure unknown(String name) {
        List<String> nearest = glossary.nearest(name);
        String suggestion = nearest.isEmpty() ? ""
                : "; did you mean " + nearest.stream().collect(Collectors.joining(" or ")) + "?";
        return new Failure(ExitCode.USAGE, "there is no term '" + Printable.of(name) + "'"
                + (suggestion.isEmpty() ? "." : suggestion) + " All terms: tcpwalk explain");
    }
}
