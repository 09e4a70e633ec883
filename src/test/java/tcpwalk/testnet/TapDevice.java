package tcpwalk.testnet;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** An Ethernet interface whose other end is this process. It offloads nothing, so that checksums are whole. */
final class TapDevice implements AutoCloseable {

    private static final long TUNSETIFF = 0x400454caL;
    private static final short TAP_WITHOUT_HEADER = 0x1002;
    private static final int POLLIN = 1;
    private static final int LONGEST_FRAME = 64 * 1024;

    private final int fd;
    private final byte[] buffer = new byte[LONGEST_FRAME];

    private TapDevice(int fd) {
        this.fd = fd;
    }

    static TapDevice create(Namespace namespace, String name) {
        try {
            return namespace.call(() -> {
                int fd = Syscalls.checked("open /dev/net/tun",
                        Syscalls.open("/dev/net/tun", Syscalls.O_RDWR | Syscalls.O_CLOEXEC));
                ByteBuffer request = ByteBuffer.allocate(40).order(ByteOrder.nativeOrder());
                request.put(name.getBytes(StandardCharsets.US_ASCII)).putShort(16, TAP_WITHOUT_HEADER);
                Syscalls.checked("TUNSETIFF", Syscalls.ioctl(fd, TUNSETIFF, request.array()));
                return new TapDevice(fd);
            });
        } catch (Exception e) {
            throw new IllegalStateException("cannot create " + name, e);
        }
    }

    /** The next frame, or null after {@code milliseconds} without one. */
    byte[] read(int milliseconds) {
        ByteBuffer poll = ByteBuffer.allocate(8).order(ByteOrder.nativeOrder());
        poll.putInt(0, fd).putShort(4, (short) POLLIN);
        if (Syscalls.poll(poll.array(), 1, milliseconds) <= 0) {
            return null;
        }
        int length = (int) Syscalls.read(fd, buffer, buffer.length);
        return length <= 0 ? null : Arrays.copyOf(buffer, length);
    }

    /** Lets the interface receive a frame; while it is down, nobody is there to. */
    void write(byte[] frame) {
        Syscalls.write(fd, frame, frame.length);
    }

    @Override
    public void close() {
        Syscalls.close(fd);
    }
}
