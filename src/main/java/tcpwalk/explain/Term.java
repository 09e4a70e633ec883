package tcpwalk.explain;

/**
 * A term in one language.
 *
 * @param gist what it is in one line, without the term itself
 * @param text a few sentences
 */
public record Term(TermFacts facts, String gist, String text) {

    /** {@code SYN-RECEIVED}. */
    public String name() {
        return facts.name();
    }
}
