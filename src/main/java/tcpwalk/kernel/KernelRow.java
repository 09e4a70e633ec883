package tcpwalk.kernel;

import tcpwalk.tcp.Connection;
import tcpwalk.tcp.Side;
import tcpwalk.tcp.TcpState;

/**
 * The kernel's state of one end beside the inferred one, where either has changed.
 *
 * @param time     when it began, nanoseconds since the epoch
 * @param kernel   the state that the kernel tells, TIME-WAIT in the RFC's sense; null where it has no socket yet
 * @param wire     the state inferred from the segments
 * @param presumed whether that one rests on a segment whose receipt is not proven
 * @param task     whose call changed the kernel's state; null where it was a segment or a timer
 * @param user     the process that has been seen using the socket; null where none has
 * @param lasting  how long the two were apart, nanoseconds; 0 where they were not
 */
public record KernelRow(Kind kind, long time, Connection connection, Side side, TcpState kernel, TcpState wire,
        boolean presumed, Task task, Task user, long lasting) {

    /** How the two compare. */
    public enum Kind {
        /** The kernel has changed its state, and the wire shows it too. */
        AGREED,
        /** The kernel is ahead of what the wire can show. */
        KERNEL_AHEAD,
        /** The wire shows, or lets one presume, what the kernel does not do. */
        WIRE_AHEAD,
        /** They were apart and are together again. */
        REJOINED,
        /** The kernel went through a state that the wire never showed. */
        NEVER_SHOWN,
        /** The wire showed a state that the kernel never went through. */
        NEVER_HELD
    }

    /** Whether they differ, longer than the order of events at the tap explains. */
    public boolean isDivergence() {
        return kind != Kind.AGREED && kind != Kind.REJOINED;
    }

    /** The comparison in plain words: {@code the kernel is in CLOSE-WAIT; the wire cannot show it yet}. */
    public String sentence() {
        return switch (kind) {
            case AGREED -> "the kernel is in " + kernel + " too";
            case KERNEL_AHEAD -> "the kernel is in " + kernel + "; the wire cannot show it yet" + why();
            case WIRE_AHEAD -> presumed
                    ? "the wire lets one presume " + wire + "; the kernel " + instead() + hindrance()
                    : "the wire shows " + wire + "; the kernel " + instead();
            case REJOINED -> "the wire and the kernel agree again, after " + seconds();
            case NEVER_SHOWN -> "the kernel went through " + kernel + ", which the wire never showed" + why();
            case NEVER_HELD -> "the wire showed " + wire + ", which the kernel never went through; it "
                    + (kernel == null ? "had no socket then" : "was in " + kernel);
        };
    }

    private String instead() {
        return kernel == null ? "has made no socket of it yet" : "is still in " + kernel;
    }

    private String hindrance() {
        return kernel == null ? ": the segment was lost, the listener's queue is full, or it waits for data"
                + " (TCP_DEFER_ACCEPT)" : ": the segment was lost behind the tap, or not accepted";
    }

    private String why() {
        return switch (kernel) {
            case FIN_WAIT_1, LAST_ACK -> {
                boolean waits = kind == Kind.KERNEL_AHEAD && !wire.isOver();
                yield waits ? ": it has been told to close, and its FIN waits behind data" : ": its FIN never came out";
            }
            case CLOSED -> ": no segment said so";
            default -> "";
        };
    }

    private String seconds() {
        long milliseconds = Math.round(lasting / 1e6);
        return milliseconds / 1000 + "." + String.valueOf(1000 + milliseconds % 1000).substring(1) + " s";
    }
}
