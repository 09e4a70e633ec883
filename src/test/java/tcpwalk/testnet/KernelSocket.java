package tcpwalk.testnet;

import com.sun.jna.Native;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import tcpwalk.wire.EndpointAddress;
import tcpwalk.wire.IpAddress;

/**
 * A TCP socket of a namespace's kernel, as its system calls show it: every option can be set, and nothing is sent
 * behind the caller's back. Calls that block give up after ten seconds.
 */
public final class KernelSocket implements AutoCloseable {

    /** Linux's numbers of socket options at level {@code IPPROTO_TCP}. */
    public static final int TCP_KEEPIDLE = 4;
    public static final int TCP_KEEPINTVL = 5;
    public static final int TCP_KEEPCNT = 6;
    public static final int TCP_SYNCNT = 7;
    public static final int TCP_LINGER2 = 8;
    public static final int TCP_USER_TIMEOUT = 18;
    public static final int TCP_FASTOPEN = 23;
    public static final int TCP_FASTOPEN_CONNECT = 30;
    public static final int ECONNREFUSED = 111;
    public static final int ECONNRESET = 104;
    public static final int ETIMEDOUT = 110;

    private static final int AF_INET = 2;
    private static final int AF_INET6 = 10;
    private static final int SOCK_STREAM_CLOEXEC = 1 | Syscalls.O_CLOEXEC;
    private static final int SOL_SOCKET = 1;
    private static final int SO_REUSEADDR = 2;
    private static final int SO_ERROR = 4;
    private static final int SO_RCVBUF = 8;
    private static final int SO_KEEPALIVE = 9;
    private static final int SO_LINGER = 13;
    private static final int SO_RCVTIMEO = 20;
    private static final int SO_SNDTIMEO = 21;
    private static final int IPPROTO_TCP = 6;
    private static final int TCP_NODELAY = 1;
    private static final int TCP_REPAIR = 19;
    private static final int TCP_REPAIR_QUEUE = 20;
    private static final int TCP_QUEUE_SEQ = 21;
    private static final int TCP_SEND_QUEUE = 2;
    private static final int F_SETFL = 4;
    private static final int O_NONBLOCK = 0x800;
    private static final int MSG_NOSIGNAL = 0x4000;
    private static final int SHUT_WR = 1;
    private static final short POLLOUT = 4;
    /** A stopped and continued process interrupts calls that have a time limit, whatever SA_RESTART says. */
    private static final int EINTR = 4;
    private static final int EINPROGRESS = 115;
    private static final int PATIENCE_SECONDS = 10;

    private final int fd;
    private boolean closed;

    private KernelSocket(int fd) {
        this.fd = fd;
        set(IPPROTO_TCP, TCP_NODELAY, 1);
        byte[] patience = ByteBuffer.allocate(16).order(ByteOrder.nativeOrder()).putLong(PATIENCE_SECONDS).array();
        set(SOL_SOCKET, SO_RCVTIMEO, patience);
        set(SOL_SOCKET, SO_SNDTIMEO, patience);
    }

    /** A new socket that may reuse a port. */
    public static KernelSocket in(Namespace namespace, int ipVersion) {
        try {
            return namespace.call(() -> new KernelSocket(Syscalls.checked("socket",
                    Syscalls.socket(ipVersion == 4 ? AF_INET : AF_INET6, SOCK_STREAM_CLOEXEC, 0)))).reusing();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private KernelSocket reusing() {
        set(SOL_SOCKET, SO_REUSEADDR, 1);
        return this;
    }

    private static byte[] bytes(EndpointAddress end) {
        IpAddress address = end.address();
        ByteBuffer bytes = ByteBuffer.allocate(address.version() == 4 ? 16 : 28).order(ByteOrder.nativeOrder())
                .putShort((short) (address.version() == 4 ? AF_INET : AF_INET6)).order(ByteOrder.BIG_ENDIAN)
                .putShort((short) end.port());
        if (address.version() == 6) {
            bytes.putInt(0);
        }
        return bytes.put(address.bytes()).array();
    }

    public KernelSocket bind(EndpointAddress local) {
        byte[] address = bytes(local);
        Syscalls.checked("bind", Syscalls.bind(fd, address, address.length));
        return this;
    }

    public KernelSocket listen() {
        Syscalls.checked("listen", Syscalls.listen(fd, 16));
        return this;
    }

    public KernelSocket accept() {
        return new KernelSocket(Syscalls.checked("accept", Syscalls.accept(fd, null, null)));
    }

    /** Connects, or says why not: 0 or an errno. */
    public int connect(EndpointAddress remote) {
        byte[] address = bytes(remote);
        int error = Syscalls.connect(fd, address, address.length) == 0 ? 0 : Native.getLastError();
        return error == EINTR ? awaitConnected() : error;
    }

    /** Begins to connect and returns at once. */
    public KernelSocket connectLater(EndpointAddress remote) {
        Syscalls.checked("fcntl", Syscalls.fcntl(fd, F_SETFL, O_NONBLOCK));
        int error = connect(remote);
        Syscalls.checked("fcntl", Syscalls.fcntl(fd, F_SETFL, 0));
        if (error != EINPROGRESS) {
            throw new IllegalStateException("connect: errno " + error);
        }
        return this;
    }

    /** Waits for what {@link #connectLater} began: 0 or an errno. */
    public int awaitConnected() {
        byte[] poll = ByteBuffer.allocate(8).order(ByteOrder.nativeOrder()).putInt(fd).putShort(POLLOUT).array();
        if (Syscalls.poll(poll, 1, PATIENCE_SECONDS * 1000) <= 0) {
            throw new AssertionError("still connecting");
        }
        byte[] error = new byte[4];
        Syscalls.checked("getsockopt", Syscalls.getsockopt(fd, SOL_SOCKET, SO_ERROR, error, new int[] {4}));
        return ByteBuffer.wrap(error).order(ByteOrder.nativeOrder()).getInt();
    }

    /** Writes so many bytes; 0 or an errno. */
    public int send(int count) {
        int left = count;
        while (left > 0) {
            long sent = Syscalls.send(fd, new byte[left], left, MSG_NOSIGNAL);
            int error = sent < 0 ? Native.getLastError() : 0;
            if (error != 0 && error != EINTR) {
                return error;
            }
            left -= (int) Math.max(0, sent);
        }
        return 0;
    }

    /** Reads exactly so many bytes. */
    public void receive(int count) {
        int left = count;
        while (left > 0) {
            long read = read(new byte[left]);
            if (read <= 0) {
                throw new AssertionError(left + " bytes missing: "
                        + (read == 0 ? "the peer has closed" : "errno " + Native.getLastError()));
            }
            left -= (int) read;
        }
    }

    /** Reads to the end of the stream: 0 or the errno that ended it. */
    public int receiveAll() {
        byte[] buffer = new byte[1 << 14];
        while (true) {
            long read = read(buffer);
            if (read <= 0) {
                return read == 0 ? 0 : Native.getLastError();
            }
        }
    }

    private long read(byte[] buffer) {
        long read;
        do {
            read = Syscalls.recv(fd, buffer, buffer.length, 0);
        } while (read < 0 && Native.getLastError() == EINTR);
        return read;
    }

    public void shutdownOutput() {
        Syscalls.checked("shutdown", Syscalls.shutdown(fd, SHUT_WR));
    }

    /** Sets an option of level {@code IPPROTO_TCP}. */
    public KernelSocket option(int name, int value) {
        return set(IPPROTO_TCP, name, value);
    }

    public KernelSocket receiveBuffer(int bytes) {
        return set(SOL_SOCKET, SO_RCVBUF, bytes);
    }

    /** Probes an idle peer after {@code idle} seconds, and gives up after so many probes a second apart. */
    public KernelSocket keepAlive(int idle, int probes) {
        return set(SOL_SOCKET, SO_KEEPALIVE, 1).option(TCP_KEEPIDLE, idle).option(TCP_KEEPINTVL, 1)
                .option(TCP_KEEPCNT, probes);
    }

    /** Chooses the initial sequence number of an active open, by way of TCP_REPAIR. */
    public KernelSocket initialSequence(int iss) {
        int offWithoutProbe = -1;
        return option(TCP_REPAIR, 1).option(TCP_REPAIR_QUEUE, TCP_SEND_QUEUE).option(TCP_QUEUE_SEQ, iss)
                .option(TCP_REPAIR, offWithoutProbe);
    }

    private KernelSocket set(int level, int name, int value) {
        return set(level, name, ByteBuffer.allocate(4).order(ByteOrder.nativeOrder()).putInt(value).array());
    }

    private KernelSocket set(int level, int name, byte[] value) {
        Syscalls.checked("setsockopt " + name, Syscalls.setsockopt(fd, level, name, value, value.length));
        return this;
    }

    /** Closes by a reset (RFC 9293 §3.10.5, ABORT). */
    public void abort() {
        set(SOL_SOCKET, SO_LINGER, ByteBuffer.allocate(8).order(ByteOrder.nativeOrder()).putInt(1).array());
        close();
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            Syscalls.close(fd);
        }
    }
}
