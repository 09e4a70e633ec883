package tcpwalk.tcp;

import java.util.ArrayList;
import java.util.List;

/**
 * What a diagnosis says of something that stands out: a sentence, how sure it is and what else it could be, and the
 * evidence. Made only where somebody reads it.
 */
public final class Account {

    private final String statement;
    private List<Fact> facts = List.of();
    private Confidence confidence = Confidence.CERTAIN;
    private String alternative;
    private boolean saysHowSure;
    private Account other;

    private Account(String statement) {
        this.statement = statement;
    }

    /** A sentence without its full stop; certain, unless more is said. */
    public static Account of(String statement) {
        return new Account(statement);
    }

    /** A time in nanoseconds that speaks for it. */
    public Account time(String name, long nanos) {
        return with(Fact.time(name, nanos));
    }

    /** A number that speaks for it. */
    public Account number(String name, long number) {
        return with(Fact.number(name, number));
    }

    /** A word that speaks for it: a state, an end, a cause. */
    public Account word(String name, Object word) {
        return with(Fact.word(name, word));
    }

    private Account with(Fact fact) {
        if (facts.isEmpty()) {
            facts = new ArrayList<>(4);
        }
        facts.add(fact);
        return this;
    }

    /** The other reading, a clause that follows "else"; this one is likelier. */
    public Account likely(String otherReading) {
        return unsure(Confidence.LIKELY, otherReading);
    }

    /** Another reading, a clause that follows "else"; it may as well be true. */
    public Account possible(String otherReading) {
        return unsure(Confidence.POSSIBLE, otherReading);
    }

    /** How sure it is, and the other reading unless it is certain. */
    public Account unsure(Confidence how, String otherReading) {
        confidence = how;
        alternative = otherReading;
        return this;
    }

    /** The same where the sentence itself says how sure it is. */
    public Account otherwise(Confidence how, String otherReading) {
        saysHowSure = true;
        return unsure(how, otherReading);
    }

    /** Both stand: the same was found of the other end. */
    Account and(Account next) {
        other = next;
        return this;
    }

    private String sentence() {
        String said = alternative == null ? statement : saysHowSure ? statement + "; else " + alternative
                : statement + " (" + confidence + "; else " + alternative + ")";
        return other == null ? said : said + "; " + other.sentence();
    }

    Finding toFinding(FindingKind kind, int count, List<Long> frames) {
        // The same account may be asked for by many connections: its facts are copied once.
        facts = List.copyOf(facts);
        return new Finding(kind, count, frames, sentence(), confidence, alternative, facts);
    }
}
