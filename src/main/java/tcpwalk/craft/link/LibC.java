package tcpwalk.craft.link;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;

/**
 * The C library calls that the JDK has no equivalent for, and Linux's numbers for them.
 *
 * <p>Every call returns -1 on failure and leaves the reason in {@link Native#getLastError()}; {@link NativeSocket}
 * turns that into exceptions. {@code size_t} is mapped to {@code long}: 64-bit machines only.
 */
final class LibC {

    static final int AF_INET = 2;
    static final int AF_INET6 = 10;
    static final int AF_NETLINK = 16;
    static final int AF_PACKET = 17;

    static final int SOCK_STREAM = 1;
    static final int SOCK_DGRAM = 2;
    static final int SOCK_RAW = 3;
    static final int SOCK_NONBLOCK = 0x800;
    /** A child process must not inherit a guard or a raw socket. */
    static final int SOCK_CLOEXEC = 0x80000;

    static final int IPPROTO_TCP = 6;
    static final int IPPROTO_RAW = 255;

    static final int SOL_SOCKET = 1;
    static final int SO_BINDTODEVICE = 25;
    static final int SO_ATTACH_FILTER = 26;

    static final int POLLIN = 1;
    static final int MSG_DONTWAIT = 0x40;
    static final int SHUT_WR = 1;

    static {
        // Unless told where libraries are, JNA runs ldconfig in a child process: 50 ms before the first SYN.
        if (System.getProperty("jna.platform.library.path") == null) {
            System.setProperty("jna.platform.library.path", "");
        }
        Native.register(LibC.class, NativeLibrary.getInstance(null));
    }

    private LibC() {
    }

    static native int socket(int domain, int type, int protocol);

    static native int setsockopt(int fd, int level, int name, byte[] value, int length);

    static native int setsockopt(int fd, int level, int name, Pointer value, int length);

    static native int bind(int fd, byte[] address, int length);

    static native int listen(int fd, int backlog);

    static native int accept(int fd, byte[] address, int[] length);

    static native int connect(int fd, byte[] address, int length);

    static native int shutdown(int fd, int how);

    static native int unshare(int flags);

    static native int getsockname(int fd, byte[] address, int[] length);

    static native long sendto(int fd, byte[] data, long length, int flags, byte[] address, int addressLength);

    static native long recv(int fd, byte[] into, long length, int flags);

    static native int poll(byte[] descriptors, long count, int milliseconds);

    static native int ioctl(int fd, long request, Pointer argument);

    static native int close(int fd);

    static native String strerror(int errno);
}
