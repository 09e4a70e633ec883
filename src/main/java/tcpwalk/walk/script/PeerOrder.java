package tcpwalk.walk.script;

import java.util.List;

/**
 * Something that the application at the other end does.
 *
 * @param numbers what the verb needs: bytes, counts, or nanoseconds, in the order of {@link Verb}
 * @param text    the order as the script has it
 */
public record PeerOrder(Verb verb, List<Long> numbers, String text) {

    /** What can be ordered; those of the first line make sense before the first segment only. */
    public enum Verb {
        /** Listens nowhere: its port is closed. */
        REFUSE("refuse"),
        /** Opens towards us, so that it sends a SYN. */
        CONNECT("connect"),
        /** Writes so many bytes. */
        SEND("send"),
        /** Closes its half and goes on reading. */
        SHUTDOWN("shutdown"),
        /** Reads what has come and closes. */
        CLOSE("close"),
        /** Closes by a reset. */
        ABORT("abort"),
        /** Repeats a SYN or a SYN,ACK so often. */
        SYN_RETRIES("syn-retries"),
        /** Probes when idle so long, then every so often, so many times. */
        KEEP_ALIVE("keep-alive"),
        /** Gives up when data has not been acknowledged for so long. */
        USER_TIMEOUT("user-timeout");

        private final String word;

        Verb(String word) {
            this.word = word;
        }

        /** As scripts write it. */
        @Override
        public String toString() {
            return word;
        }
    }

    public PeerOrder {
        numbers = List.copyOf(numbers);
    }

    @Override
    public String toString() {
        return text;
    }
}
