package tcpwalk.testnet;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;

/** The C library calls that building a network takes. */
final class Syscalls {

    static final int O_RDWR = 2;
    static final int O_CLOEXEC = 0x80000;
    static final int CLONE_NEWNET = 0x4000_0000;

    static {
        Native.register(Syscalls.class, NativeLibrary.getInstance(null));
    }

    private Syscalls() {
    }

    static native int open(String path, int flags);

    static native int close(int fd);

    static native int setns(int fd, int type);

    static native int capset(byte[] header, byte[] data);

    static native int ioctl(int fd, long request, byte[] argument);

    static native int poll(byte[] descriptors, long count, int milliseconds);

    static native long read(int fd, byte[] into, long length);

    static native long write(int fd, byte[] from, long length);

    static native int socket(int domain, int type, int protocol);

    static native int bind(int fd, byte[] address, int length);

    static native int listen(int fd, int backlog);

    static native int accept(int fd, Pointer address, Pointer length);

    static native int connect(int fd, byte[] address, int length);

    static native int setsockopt(int fd, int level, int name, byte[] value, int length);

    static native int getsockopt(int fd, int level, int name, byte[] value, int[] length);

    static native long send(int fd, byte[] bytes, long length, int flags);

    static native long recv(int fd, byte[] into, long length, int flags);

    static native int shutdown(int fd, int how);

    static native int fcntl(int fd, int command, int argument);

    /** The result, or an {@link IllegalStateException} that names the call. */
    static int checked(String call, int result) {
        if (result < 0) {
            throw new IllegalStateException(call + " failed: errno " + Native.getLastError());
        }
        return result;
    }
}
