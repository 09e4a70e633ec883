package tcpwalk.tcp;

/**
 * One piece of the evidence for a finding: a time, a number or a word that was seen, or the threshold it was held
 * against.
 *
 * @param name   lower case, words joined by underscores: {@code waited}, {@code threshold}
 * @param number in nanoseconds for a time; means nothing for a word
 * @param word   null unless it is a word
 */
public record Fact(String name, Unit unit, long number, String word) {

    /** What a fact's value is. */
    public enum Unit { TIME, NUMBER, WORD }

    static Fact time(String name, long nanos) {
        return new Fact(name, Unit.TIME, nanos, null);
    }

    static Fact number(String name, long number) {
        return new Fact(name, Unit.NUMBER, number, null);
    }

    static Fact word(String name, Object word) {
        return new Fact(name, Unit.WORD, 0, word.toString());
    }
}
