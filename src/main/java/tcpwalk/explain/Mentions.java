package tcpwalk.explain;

import java.util.LinkedHashSet;
import java.util.Set;
import tcpwalk.tcp.Evidence;
import tcpwalk.tcp.Finding;
import tcpwalk.tcp.ResetCause;
import tcpwalk.tcp.Transition;
import tcpwalk.timeline.Annotation;
import tcpwalk.timeline.Row;

/** The terms that came up, in the order in which they did: states entered, findings, what annotations name. */
public final class Mentions {

    private final Set<String> names = new LinkedHashSet<>();

    /** The states that the row leads to. */
    public void states(Row row) {
        for (Transition transition : row.transitions()) {
            names.add(transition.evidence() == Evidence.DISPROVED ? "taken-back" : transition.to().toString());
        }
    }

    /** What stands out. */
    public void finding(Finding finding) {
        names.add(finding.kind().toString());
    }

    /** Why the connection was reset or refused; null where it was not. */
    public void resetCause(ResetCause cause) {
        if (cause != null) {
            names.add(cause.toString());
        }
    }

    /** The term that the annotation names, if any. */
    public void annotation(Annotation annotation) {
        if (annotation.term() != null) {
            names.add(annotation.term());
        }
    }

    public void all(Mentions others) {
        names.addAll(others.names);
    }

    /** The terms that were named, each once, under whichever of its names. */
    public Set<Term> terms(Glossary glossary) {
        Set<Term> terms = new LinkedHashSet<>();
        for (String name : names) {
            Term term = glossary.term(name);
            if (term != null) {
                terms.add(term);
            }
        }
        return terms;
    }
}
