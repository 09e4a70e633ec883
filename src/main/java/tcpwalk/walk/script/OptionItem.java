package tcpwalk.walk.script;

/**
 * One TCP option of a script's segment.
 *
 * @param first  its value, the left edge of a SACK block, or a timestamp; -1 leaves it to the sender
 * @param second the right edge, or the echoed timestamp; -1 leaves it open
 */
public record OptionItem(Kind kind, long first, long second) {

    /** The options that a script can write. */
    public enum Kind {
        MSS("mss"), SACK_PERMITTED("sackOK"), TIMESTAMPS("TS"), WINDOW_SCALE("wscale"), SACK("sack");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** As scripts and tcpdump write it. */
        @Override
        public String toString() {
            return word;
        }
    }
}
