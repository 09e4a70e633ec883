package tcpwalk.walk.script;

import java.util.List;

/** One step of a script. */
public sealed interface Act {

    /** The line it begins at, from 1. */
    int line();

    /** We send a segment. */
    record Send(SegmentPattern segment, Mark mark) implements Act {
        @Override
        public int line() {
            return mark.line();
        }
    }

    /**
     * The peer is to send something.
     *
     * @param all    in any order
     * @param within nanoseconds until the last of it
     */
    record Expect(int line, List<Expectation> all, long within) implements Act {
        public Expect {
            all = List.copyOf(all);
        }
    }

    /** The peer is to send nothing for so many nanoseconds. */
    record Silence(int line, long duration) implements Act {
    }

    /** So many nanoseconds pass. */
    record Wait(int line, long duration) implements Act {
    }

    /** Whoever shows the walk stops for so many nanoseconds; the connection does not: the peer's timers run. */
    record Pause(int line, long duration) implements Act {
    }

    /** The peer's application does something, if the peer is ours. */
    record PeerDoes(int line, PeerOrder order) implements Act {
    }
}
