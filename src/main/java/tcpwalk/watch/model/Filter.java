package tcpwalk.watch.model;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Which connections are shown: those of which every word says something. A word stands anywhere in an end, a state, the
 * outcome or a finding, in any case; {@code :80} is a whole port; {@code !reset} is what must not be said.
 *
 * @param text as it was typed
 */
public record Filter(String text) {

    /** Lets everything pass. */
    public static final Filter NONE = new Filter("");

    /** Whether it lets everything pass. */
    public boolean isEmpty() {
        return text.isBlank();
    }

    /** Reads its words once, for many lines. */
    public Words words() {
        return new Words(Arrays.stream(text.strip().toLowerCase(Locale.ROOT).split(" +"))
                .filter(word -> !word.isEmpty() && !word.equals("!")).toList());
    }

    /** The words of a filter, ready to be looked for. */
    public record Words(List<String> words) {

        /** Whether a connection's line is to be shown. */
        public boolean match(ConnectionLine line) {
            return words.isEmpty() || match(line.words());
        }

        /** Whether a text in lower case, each of its words followed by a space, says all that is asked for. */
        boolean match(String said) {
            for (String word : words) {
                boolean negated = word.charAt(0) == '!';
                if (says(said, negated ? word.substring(1) : word) == negated) {
                    return false;
                }
            }
            return true;
        }

        private static boolean says(String said, String word) {
            return said.contains(word.charAt(0) == ':' && word.length() > 1 ? word + " " : word);
        }
    }
}
