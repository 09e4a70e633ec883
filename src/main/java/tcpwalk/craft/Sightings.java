package tcpwalk.craft;

/** All that a walk knows of the world outside: what is seen, in order, and what time it is. */
public interface Sightings {

    /** Nanoseconds since some origin, not negative and never going back. */
    long now();

    /** Nanoseconds since 1970-01-01T00:00:00Z, for what no capture has timed. */
    long epoch();

    /** The next sighting, or null when none has come until {@code deadline} on the clock of {@link #now}. */
    Sighting await(long deadline) throws InterruptedException;
}
