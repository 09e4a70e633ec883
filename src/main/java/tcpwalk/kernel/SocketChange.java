package tcpwalk.kernel;

import tcpwalk.tcp.TcpState;
import tcpwalk.wire.EndpointAddress;

/**
 * One change of state of a TCP socket of this machine, in whatever network namespace.
 *
 * <p>The kernel keeps a connection that is being accepted as a mere request until the third segment of the handshake
 * comes, and only then tells of LISTEN, SYN-RECEIVED and ESTABLISHED, at once. It chooses a client's port after it has
 * told of SYN-SENT. And it tells of CLOSED when a socket enters TIME-WAIT, since a lighter object takes over.
 *
 * @param time   nanoseconds since the epoch
 * @param local  the socket's own end; port 0 while none is chosen
 * @param remote its peer; port 0 for a listener
 */
public record SocketChange(long time, EndpointAddress local, EndpointAddress remote, TcpState from, TcpState to,
        Task task) {

    /** Whether a socket begins to connect. */
    boolean isActiveOpen() {
        return to == TcpState.SYN_SENT;
    }

    /** Whether a listener's request has become a socket. */
    boolean isPassiveOpen() {
        return to == TcpState.SYN_RECEIVED && from != TcpState.SYN_SENT;
    }

    /** Whether it is about a listener and not about a connection. */
    boolean isOfListener() {
        return remote.port() == 0;
    }

    /** Whether the kernel says the same once more: a close after a shutdown. */
    boolean isRepetition() {
        return from == to;
    }

    /** The process whose call caused the change, or null where it was a segment or a timer. */
    Task actor() {
        return switch (to) {
            case SYN_SENT, FIN_WAIT_1, LAST_ACK -> user();
            default -> null;
        };
    }

    /**
     * The process that uses the socket, or null where the change does not tell. What arrives while a process is at work
     * on its socket is dealt with on that process's time, too, so that a close need not be its own.
     */
    Task user() {
        return (to == TcpState.CLOSED || to == TcpState.SYN_SENT || to == TcpState.FIN_WAIT_1
                || to == TcpState.LAST_ACK) && task.isUser() ? task : null;
    }
}
