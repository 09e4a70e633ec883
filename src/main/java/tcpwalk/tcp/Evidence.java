package tcpwalk.tcp;

import java.util.Locale;

/** How a transition is known: an observer sees segments, not endpoints. */
public enum Evidence {
    /** The endpoint itself emitted the segment. */
    SENT,
    /** The segment passed the tap; that it was received is not yet proven. */
    PRESUMED,
    /** A later segment proves that it was received. */
    CONFIRMED,
    /** The capture began in mid-connection. */
    ASSUMED,
    /** A timer of the endpoint: 2 MSL, keep-alive, ... */
    TIMER,
    /** A presumption taken back: a later segment shows that it had not been received. */
    DISPROVED;

    /** {@code presumed}, as the JSON contract writes it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
