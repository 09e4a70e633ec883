package tcpwalk.watch.terminal;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;

/** The C library's calls for a terminal, and Linux's numbers for them. Each returns -1 on failure. */
final class TerminalFunctions {

    static final int O_RDWR = 2;
    static final int O_NOCTTY = 0x100;
    static final int O_CLOEXEC = 0x80000;
    static final int TCSANOW = 0;
    static final long TIOCGWINSZ = 0x5413;
    static final short POLLIN = 1;
    static final int EINTR = 4;
    static final int SIGTSTP = 20;

    static {
        // Unless told where libraries are, JNA runs ldconfig in a child process, for 50 ms.
        if (System.getProperty("jna.platform.library.path") == null) {
            System.setProperty("jna.platform.library.path", "");
        }
        Native.register(TerminalFunctions.class, NativeLibrary.getInstance(null));
    }

    private TerminalFunctions() {
    }

    static native int open(String path, int flags);

    static native int close(int fd);

    static native int isatty(int fd);

    static native int tcgetattr(int fd, byte[] mode);

    static native int tcsetattr(int fd, int when, byte[] mode);

    static native void cfmakeraw(byte[] mode);

    static native int ioctl(int fd, long request, byte[] argument);

    static native int poll(byte[] descriptors, long count, int milliseconds);

    static native long read(int fd, byte[] into, long length);

    static native long write(int fd, byte[] from, long length);

    static native int kill(int process, int signal);

    static native int getpgrp();

    static native int tcgetpgrp(int fd);
}
