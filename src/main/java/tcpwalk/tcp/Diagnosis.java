package tcpwalk.tcp;

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

    /** The capture has ended, and every connection with it. */
    default void finished() {
    }
}
