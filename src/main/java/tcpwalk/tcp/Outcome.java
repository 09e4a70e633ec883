package tcpwalk.tcp;

import java.util.Locale;

/** How a connection stands when the observation ends. */
public enum Outcome {
    CLOSED,
    RESET,
    REFUSED,
    NO_ANSWER,
    /** The handshake is unfinished. */
    HALF_OPEN,
    /** Still open. */
    ESTABLISHED,
    /** The teardown is unfinished. */
    CLOSING,
    UNKNOWN;

    /** {@code no-answer}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
