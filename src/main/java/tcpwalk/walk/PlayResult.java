package tcpwalk.walk;

import java.util.List;
import java.util.Locale;

/**
 * What came of playing a script.
 *
 * @param line        the line that was not fulfilled, or 0
 * @param explanation what was expected and what came instead; empty where every expectation was met
 * @param facts       what was measured on the way
 */
public record PlayResult(Verdict verdict, int line, String explanation, Facts facts) {

    /** What the run has shown, in that language; nothing that it did not get to. */
    public List<String> learnt(Locale language) {
        return facts.lessons(language);
    }
}
