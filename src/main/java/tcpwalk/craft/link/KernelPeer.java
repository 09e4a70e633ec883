package tcpwalk.craft.link;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;
import tcpwalk.wire.EndpointAddress;
import tcpwalk.wire.IpAddress;

/**
 * A TCP socket of this machine's kernel on loopback whose application does as it is told: first a listener, then the
 * first connection to it, or one that it opens itself. It reads only when it closes, since the kernel acknowledges
 * without it.
 */
public final class KernelPeer implements AutoCloseable {

    private static final int SO_REUSEADDR = 2;
    private static final int SO_KEEPALIVE = 9;
    private static final int SO_LINGER = 13;
    private static final int TCP_NODELAY = 1;
    private static final int TCP_KEEPIDLE = 4;
    private static final int TCP_KEEPINTVL = 5;
    private static final int TCP_KEEPCNT = 6;
    private static final int TCP_SYNCNT = 7;
    private static final int TCP_USER_TIMEOUT = 18;
    private static final int BACKLOG = 16;
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(2);

    /** Listens, or opens. */
    private final NativeSocket first;
    private final EndpointAddress address;
    /** The connection; null before it is accepted. */
    private NativeSocket connection;

    private KernelPeer(NativeSocket first, EndpointAddress address) {
        this.first = first;
        this.address = address;
    }

    /**
     * Takes a port that the kernel picks, closed as yet.
     *
     * @param version 4 or 6
     */
    public static KernelPeer open(int version) throws LinkException {
        IpAddress loopback = IpAddress.parse(version == 6 ? "::1" : "127.0.0.1");
        NativeSocket socket = null;
        try {
            socket = NativeSocket.open(version == 6 ? LibC.AF_INET6 : LibC.AF_INET,
                    LibC.SOCK_STREAM | LibC.SOCK_NONBLOCK, 0);
            socket.option(LibC.SOL_SOCKET, SO_REUSEADDR, 1);
            socket.option(LibC.IPPROTO_TCP, TCP_NODELAY, 1);
            socket.bind(SocketAddresses.ip(loopback, 0, 0));
            return new KernelPeer(socket, new EndpointAddress(loopback, socket.localPort()));
        } catch (SystemCallException e) {
            if (socket != null) {
                socket.close();
            }
            throw LinkException.of("cannot open a peer on " + loopback, e);
        }
    }

    public EndpointAddress address() {
        return address;
    }

    /** Opens the port to connections. */
    public void listen() throws LinkException {
        act("listen", () -> first.listen(BACKLOG));
    }

    /** Opens a connection: the kernel sends a SYN. */
    public void connect(EndpointAddress to) throws LinkException {
        act("connect", () -> first.connect(SocketAddresses.ip(to.address(), to.port(), 0)));
        connection = first;
    }

    /** How often a SYN or SYN,ACK is repeated. */
    public void synRetries(int times) throws LinkException {
        act("limit its repeats", () -> first.option(LibC.IPPROTO_TCP, TCP_SYNCNT, times));
    }

    /** Probes an idle connection after {@code idle} and every {@code interval} seconds, {@code probes} times. */
    public void keepAlive(int idle, int interval, int probes) throws LinkException {
        act("keep alive", () -> {
            NativeSocket socket = connection == null ? first : connection;
            socket.option(LibC.SOL_SOCKET, SO_KEEPALIVE, 1);
            socket.option(LibC.IPPROTO_TCP, TCP_KEEPIDLE, idle);
            socket.option(LibC.IPPROTO_TCP, TCP_KEEPINTVL, interval);
            socket.option(LibC.IPPROTO_TCP, TCP_KEEPCNT, probes);
        });
    }

    /** Gives up when data has not been acknowledged for so many milliseconds. */
    public void userTimeout(int milliseconds) throws LinkException {
        act("limit its patience", () -> (connection == null ? first : connection)
                .option(LibC.IPPROTO_TCP, TCP_USER_TIMEOUT, milliseconds));
    }

    /** Writes so many bytes. */
    public void send(int count) throws LinkException {
        byte[] data = new byte[count];
        for (int i = 0; i < count; i++) {
            data[i] = (byte) ('a' + i % 26);
        }
        act("send", () -> {
            if (connection().write(data) < count) {
                throw new SystemCallException("send", Errno.EAGAIN);
            }
        });
    }

    /** Closes its half, and could go on reading. */
    public void shutdownOutput() throws LinkException {
        act("close its half", () -> connection().shutdownOutput());
    }

    /** Reads what has arrived, without which the kernel would reset, and closes. */
    public void closeConnection() throws LinkException {
        act("close", () -> {
            connection().drain();
            connection().close();
        });
    }

    /** Closes by a reset (RFC 9293 §3.10.5). */
    public void abort() throws LinkException {
        act("abort", () -> abort(connection()));
    }

    private static void abort(NativeSocket socket) throws SystemCallException {
        socket.option(LibC.SOL_SOCKET, SO_LINGER,
                ByteBuffer.allocate(8).order(ByteOrder.nativeOrder()).putInt(1).putInt(0).array());
        socket.close();
    }

    private NativeSocket connection() throws SystemCallException {
        if (connection == null) {
            connection = first.accept(System.nanoTime() + PATIENCE);
            if (connection == null) {
                throw new SystemCallException("accept", Errno.EAGAIN);
            }
            connection.option(LibC.IPPROTO_TCP, TCP_NODELAY, 1);
        }
        return connection;
    }

    /** A step that may fail in the kernel. */
    @FunctionalInterface
    private interface Step {
        void take() throws SystemCallException;
    }

    private static void act(String what, Step step) throws LinkException {
        try {
            step.take();
        } catch (SystemCallException e) {
            throw LinkException.of("the peer cannot " + what, e);
        }
    }

    /** Takes all of it away. */
    @Override
    public void close() {
        if (connection != null) {
            connection.close();
        }
        first.close();
    }
}
