package tcpwalk.testnet;

import tcpwalk.kernel.SocketChange;
import tcpwalk.tcp.TcpState;
import tcpwalk.wire.EndpointAddress;

/**
 * One state change of a kernel socket.
 *
 * @param time   nanoseconds since the epoch
 * @param local  the socket's own end
 * @param remote its peer; port 0 for a listener
 * @param from   the kernel's name of the old state, without {@code TCP_}
 */
public record Transition(long time, EndpointAddress local, EndpointAddress remote, String from, String to) {

    static Transition of(SocketChange change) {
        return new Transition(change.time(), change.local(), change.remote(), name(change.from()), name(change.to()));
    }

    private static String name(TcpState state) {
        return switch (state) {
            case SYN_RECEIVED -> "SYN_RECV";
            case FIN_WAIT_1 -> "FIN_WAIT1";
            case FIN_WAIT_2 -> "FIN_WAIT2";
            case CLOSED -> "CLOSE";
            default -> state.name();
        };
    }

    /** Whether the socket's own port is {@code port}. */
    public boolean isOf(int port) {
        return local.port() == port;
    }

    /** {@code SYN_RECV -> ESTABLISHED}. */
    public String arrow() {
        return from + " -> " + to;
    }
}
