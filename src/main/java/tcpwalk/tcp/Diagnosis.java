package tcpwalk.tcp;

import tcpwalk.wire.Segment;

/**
 * Looks for what stands out. Told of every segment in which anything might: all but the next in-order segments of open
 * connections that hold nothing to look at twice.
 */
public interface Diagnosis {

    /** What a diagnosis remembers of one connection, made when it is first needed; see {@link Observation#notes()}. */
    interface Notes {
    }

    /** Finds nothing. */
    Diagnosis NONE = new Diagnosis() {
        @Override
        public void observed(Observation seen) {
            // Nothing is looked for.
        }

        @Override
        public void ended(Observation last) {
            // Nothing is looked for.
        }
    };

    /** A segment has passed, and both ends stand where it left them. The observation is filled anew for the next. */
    void observed(Observation seen);

    /** Nothing more will be added to a connection; the observation has no segment. */
    void ended(Observation last);

    /**
     * Whether a plain SYN that begins a connection may show something together with others before it, so that it must
     * be {@link #observed}. Where it need not be, the steps of that handshake are only told, as long as they go by the
     * book.
     */
    default boolean mayStandOut(Segment syn) {
        return false;
    }

    /** A connection began with a plain SYN. */
    default void opens(Segment syn) {
    }

    /** It was answered by a plain SYN,ACK. */
    default void answers(Segment synAck) {
    }

    /** And that by an ACK; {@code start} is when the SYN passed. */
    default void completes(Segment ack, long start) {
    }

    /** Whether a connection that ended without anything to look at twice may belong to what others showed. */
    default boolean looksBack() {
        return false;
    }

    /** Of a connection's segments that were not observed, one was the first to lack payload; it has no segment. */
    default void cutBefore(Observation seen, long frame) {
    }

    /** The capture has ended, and every connection with it. */
    default void finished() {
    }
}
