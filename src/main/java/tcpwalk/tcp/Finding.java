package tcpwalk.tcp;

import java.util.List;

/**
 * One thing that stands out. A kind that repeats within a connection is one finding with a count.
 *
 * @param count       how often, at least 1
 * @param frames      the first frames that show it, 20 at most
 * @param text        what happened here, with its times and numbers, and what else it could be
 * @param confidence  how sure that is
 * @param alternative the other reading of the same segments, or null where there is none
 * @param evidence    the times and numbers once more, each by its name, and the thresholds they were held against
 */
public record Finding(FindingKind kind, int count, List<Long> frames, String text, Confidence confidence,
        String alternative, List<Fact> evidence) {

    /** How many frames a finding names. */
    public static final int MAX_FRAMES = 20;

    public Finding {
        frames = List.copyOf(frames);
        evidence = List.copyOf(evidence);
    }

    /** A certain finding without evidence beyond its text. */
    public Finding(FindingKind kind, int count, List<Long> frames, String text) {
        this(kind, count, frames, text, Confidence.CERTAIN, null, List.of());
    }

    /** The same with a doubt that concerns the whole: what the sentence adds, and what it could be instead. */
    public Finding doubted(String addition, String otherReading) {
        return new Finding(kind, count, frames, text + " (" + addition + ")", Confidence.POSSIBLE, otherReading,
                evidence);
    }

    /** The word that its evidence gives by this name, or null. */
    public String word(String name) {
        Fact fact = fact(name);
        return fact == null ? null : fact.word();
    }

    /** The time in nanoseconds that its evidence gives by this name, or null. */
    public Long time(String name) {
        Fact fact = fact(name);
        return fact == null ? null : (Long) fact.number();
    }

    private Fact fact(String name) {
        for (Fact fact : evidence) {
            if (fact.name().equals(name)) {
                return fact;
            }
        }
        return null;
    }

    /** A finding that one frame shows. */
    public static Finding of(FindingKind kind, long frame, String text) {
        return new Finding(kind, 1, List.of(frame), text);
    }

    /** A finding told in full. */
    public static Finding of(FindingKind kind, List<Long> frames, Account account) {
        return account.toFinding(kind, 1, frames);
    }
}
