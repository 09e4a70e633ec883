package tcpwalk.explain;

import java.util.List;

/**
 * Terms of one sort, in one language.
 *
 * @param name    by which it is looked up: {@code states}
 * @param gist    what its terms are, in one line
 * @param text    a few sentences
 * @param drawing lines of a picture, at most 80 columns wide; empty where there is none
 * @param terms   in the order of the index; those that it shares with another group come last
 */
public record TermGroup(String name, String gist, String text, List<String> drawing, List<Term> terms) {
}
