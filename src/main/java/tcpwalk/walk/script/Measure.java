package tcpwalk.walk.script;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a lesson can ask of the segments with a label; numbers are relative to the initial ones. */
public enum Measure {
    /** The sequence number of the last such segment. */
    SEQ,
    /** Its acknowledgment number. */
    ACK,
    /** Its payload bytes. */
    LENGTH,
    /** The number of its first byte. */
    FIRST,
    /** The number of its last byte. */
    LAST,
    /** Its window, in bytes. */
    WINDOW,
    /** Its sequence number as it is on the wire. */
    ISN,
    /** When it came, from the walk's first segment on. */
    AT,
    /** The times between such segments. */
    GAPS,
    /** From the first such segment to the last. */
    SPAN;

    /** Not a label but the walk itself. */
    public static final String WALK = "walk";
    /** What can be asked of it: both ends' addresses. */
    private static final String WALK_VALUES = "peer, us, port";

    private final String word = name().toLowerCase(Locale.ROOT);

    static boolean isKnown(String label, String field) {
        return label.equals(WALK) ? Arrays.asList(WALK_VALUES.split(", ")).contains(field)
                : Arrays.stream(values()).anyMatch(each -> each.word.equals(field));
    }

    static String words(String label) {
        return label.equals(WALK) ? WALK_VALUES
                : Arrays.stream(values()).map(Measure::toString).collect(Collectors.joining(", "));
    }

    /** As scripts write it. */
    @Override
    public String toString() {
        return word;
    }
}
