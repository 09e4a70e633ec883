package tcpwalk.kernel;

import java.util.EnumSet;
import java.util.Set;
import tcpwalk.tcp.TcpState;

/**
 * What the kernel holds an end to be, from some time on.
 *
 * @param accepted the inferred states that agree with it
 * @param state    the state it tells; null before there is a socket, or where its word was lost
 * @param change   what began it; null where nothing was told
 */
record Holding(long since, Set<TcpState> accepted, TcpState state, SocketChange change) {

    /** What goes before the first change that was told. */
    static Holding before(SocketChange first) {
        if (first.isPassiveOpen()) {
            return ofRequest();
        }
        return first.isActiveOpen() ? new Holding(Long.MIN_VALUE, EnumSet.of(TcpState.CLOSED), null, null)
                : new Holding(Long.MIN_VALUE, EnumSet.of(first.from()), first.from(), null);
    }

    /** A connection that is being accepted is a mere request, of which nothing is told. */
    static Holding ofRequest() {
        return new Holding(Long.MIN_VALUE, EnumSet.of(TcpState.CLOSED, TcpState.LISTEN, TcpState.SYN_RECEIVED), null,
                null);
    }

    /** Some changes were lost: until the next one, everything agrees. */
    static Holding unknown(long since) {
        return new Holding(since, EnumSet.allOf(TcpState.class), null, null);
    }

    static Holding after(SocketChange change, long since) {
        return new Holding(since, accepted(change), change.to(), change);
    }

    private static Set<TcpState> accepted(SocketChange change) {
        if (change.to() != TcpState.CLOSED) {
            return EnumSet.of(change.to());
        }
        return switch (change.from()) {
            // A lighter object takes over in TIME-WAIT; in FIN-WAIT-2 too, where no process holds the socket any more.
            case FIN_WAIT_2 -> EnumSet.of(TcpState.TIME_WAIT, TcpState.CLOSED, TcpState.FIN_WAIT_2);
            case CLOSING -> EnumSet.of(TcpState.TIME_WAIT, TcpState.CLOSED);
            case SYN_RECEIVED -> EnumSet.of(TcpState.CLOSED, TcpState.LISTEN);
            default -> EnumSet.of(TcpState.CLOSED);
        };
    }

    /** What the kernel says in the RFC's words: CLOSED may mean TIME-WAIT, if the wire shows that. */
    TcpState told(TcpState wire) {
        return state == TcpState.CLOSED && wire == TcpState.TIME_WAIT && accepted.contains(wire) ? wire : state;
    }

    boolean accepts(Claim claim) {
        return claim.state() == TcpState.UNKNOWN || accepted.contains(claim.state());
    }
}
