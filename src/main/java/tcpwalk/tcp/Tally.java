package tcpwalk.tcp;

/** What a connection amounts to, in numbers that cost nothing to ask for. */
public interface Tally {

    /** Numbers connections by their first segment, from 0. */
    long id();

    /** Time of the first segment, nanoseconds since the epoch. */
    long start();

    /** Nanoseconds from the first segment to the last. */
    long duration();

    /** How the connection stands. */
    Outcome outcome();

    /** Segments of both ends together. */
    long segments();

    /** Payload bytes of both ends together, each counted once. */
    long bytes();

    /** The handshake's round trip in nanoseconds as the tap sees it, or -1. */
    long roundTrip();

    /** The gravest finding's severity, or null without any. */
    Severity gravest();
}
