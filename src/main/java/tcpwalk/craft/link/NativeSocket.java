package tcpwalk.craft.link;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A socket of a kind that the JDK cannot open. Closing it twice, or using it afterwards, harms no other descriptor. */
final class NativeSocket implements AutoCloseable {

    private static final int CLOSED = -1;
    private static final int LONGEST_ADDRESS = 28;

    private int fd;

    private NativeSocket(int fd) {
        this.fd = fd;
    }

    static NativeSocket open(int domain, int type, int protocol) throws SystemCallException {
        int fd;
        try {
            fd = LibC.socket(domain, type | LibC.SOCK_CLOEXEC, protocol);
        } catch (LinkageError e) {
            throw new SystemCallException("JNA cannot load its native part: " + e, e);
        }
        check(fd, "socket");
        return new NativeSocket(fd);
    }

    static NativeSocket openBound(int domain, int type, int protocol, byte[] address) throws SystemCallException {
        NativeSocket socket = open(domain, type, protocol);
        try {
            socket.bind(address);
            return socket;
        } catch (SystemCallException e) {
            socket.close();
            throw e;
        }
    }

    private static SystemCallException failed(String call) {
        return new SystemCallException(call, Native.getLastError());
    }

    private static void check(long result, String call) throws SystemCallException {
        if (result < 0) {
            throw failed(call);
        }
    }

    int descriptor() {
        return fd;
    }

    /** Lets the socket receive only what {@code filter} accepts. */
    void attach(SocketFilter filter) throws SystemCallException {
        ByteBuffer instructions = filter.instructions();
        // struct sock_fprog: how many instructions, padding, and a pointer to them.
        int header = 16;
        try (Memory program = new Memory(header + instructions.remaining())) {
            program.setShort(0, (short) (instructions.remaining() / SocketFilter.INSTRUCTION_LENGTH));
            program.setPointer(8, program.share(header));
            program.write(header, instructions.array(), 0, instructions.remaining());
            check(LibC.setsockopt(fd, LibC.SOL_SOCKET, LibC.SO_ATTACH_FILTER, program, header), "attach filter");
        }
    }

    void option(int level, int name, int value) throws SystemCallException {
        option(level, name, ByteBuffer.allocate(4).order(ByteOrder.nativeOrder()).putInt(value).array());
    }

    void option(int level, int name, byte[] value) throws SystemCallException {
        check(LibC.setsockopt(fd, level, name, value, value.length), "setsockopt");
    }

    void bind(byte[] address) throws SystemCallException {
        check(LibC.bind(fd, address, address.length), "bind");
    }

    void listen() throws SystemCallException {
        listen(1);
    }

    void listen(int backlog) throws SystemCallException {
        check(LibC.listen(fd, backlog), "listen");
    }

    /** The next connection of a listener, or null if none is complete by {@code deadline}. */
    NativeSocket accept(long deadline) throws SystemCallException {
        if (!awaitInput(deadline)) {
            return null;
        }
        int accepted = LibC.accept(fd, null, null);
        check(accepted, "accept");
        return new NativeSocket(accepted);
    }

    /** Begins to open a connection; a socket that does not block returns before it is open. */
    void connect(byte[] address) throws SystemCallException {
        if (LibC.connect(fd, address, address.length) < 0 && Native.getLastError() != Errno.EINPROGRESS) {
            throw failed("connect");
        }
    }

    /** Hands over as much as the send buffer takes, without waiting; returns how much. */
    int write(byte[] data) throws SystemCallException {
        long taken = LibC.sendto(fd, data, data.length, LibC.MSG_DONTWAIT, null, 0);
        if (taken < 0 && Native.getLastError() == Errno.EAGAIN) {
            return 0;
        }
        check(taken, "send");
        return (int) taken;
    }

    /** Reads and throws away what has arrived. */
    void drain() {
        byte[] buffer = new byte[1 << 16];
        while (LibC.recv(fd, buffer, buffer.length, LibC.MSG_DONTWAIT) > 0) {
            continue;
        }
    }

    void shutdownOutput() throws SystemCallException {
        check(LibC.shutdown(fd, LibC.SHUT_WR), "shutdown");
    }

    /** The local port of a bound IPv4 or IPv6 socket. */
    int localPort() throws SystemCallException {
        byte[] address = new byte[LONGEST_ADDRESS];
        check(LibC.getsockname(fd, address, new int[] {address.length}), "getsockname");
        return ByteBuffer.wrap(address).getShort(2) & 0xffff;
    }

    /** Sends the first {@code length} bytes to an address, or where the socket is bound to if that is empty. */
    synchronized void send(byte[] data, int length, byte[] address) throws SystemCallException {
        check(LibC.sendto(fd, data, length, 0, address.length == 0 ? null : address, address.length), "send");
    }

    /** Waits until {@code deadline} (of {@link System#nanoTime()}) for a datagram; returns its length, or -1. */
    int receive(byte[] into, long deadline) throws SystemCallException {
        if (!awaitInput(deadline)) {
            return -1;
        }
        int length = (int) LibC.recv(fd, into, into.length, 0);
        check(length, "receive");
        return length;
    }

    private boolean awaitInput(long deadline) throws SystemCallException {
        ByteBuffer request = ByteBuffer.allocate(8).order(ByteOrder.nativeOrder());
        request.putInt(0, fd).putShort(4, (short) LibC.POLLIN);
        while (true) {
            long milliseconds = Math.max(0, (deadline - System.nanoTime() + 999_999) / 1_000_000);
            int ready = LibC.poll(request.array(), 1, (int) milliseconds);
            if (ready > 0) {
                return true;
            }
            if (ready < 0 && Native.getLastError() != Errno.EINTR) {
                throw failed("poll");
            }
            if (ready == 0 && System.nanoTime() >= deadline) {
                return false;
            }
        }
    }

    @Override
    public synchronized void close() {
        if (fd != CLOSED) {
            LibC.close(fd);
            fd = CLOSED;
        }
    }
}
