package tcpwalk.craft;

import tcpwalk.wire.Segment;

/** One thing that reaches a walk from outside: what the capture saw, or a word from the user. */
public sealed interface Sighting {

    /** A segment between the walk's two ends, in either direction: it and its payload length are the walk's to keep. */
    record SegmentSeen(Segment segment) implements Sighting {
    }

    /** An ICMP error that quotes a segment of the walk. */
    record ErrorSeen(IcmpError error) implements Sighting {
    }

    /** The walk is to end now: Ctrl-C or SIGTERM. */
    record Interruption(String reason) implements Sighting {
    }

    /** Nothing more will be seen; the reason is a sentence for the user. */
    record CaptureLost(String reason) implements Sighting {
    }
}
