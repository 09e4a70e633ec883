package tcpwalk.walk;

/** A script cannot be played to its end. */
final class Shortfall extends Exception {

    private static final long serialVersionUID = 1L;

    private final Verdict verdict;
    private final int line;

    /**
     * @param line the script's line that was not fulfilled, or 0
     */
    Shortfall(Verdict verdict, int line, String explanation) {
        super(explanation);
        this.verdict = verdict;
        this.line = line;
    }

    Verdict verdict() {
        return verdict;
    }

    int line() {
        return line;
    }
}
