package tcpwalk.craft.link;

import java.io.IOException;

/** A system call failed; {@link LinkException} says what that means to the user. */
final class SystemCallException extends IOException {

    private static final long serialVersionUID = 1L;

    private final int errno;

    SystemCallException(String call, int errno) {
        super(call + ": " + LibC.strerror(errno));
        this.errno = errno;
    }

    /** No system call can be made at all. */
    SystemCallException(String message, LinkageError cause) {
        super(message, cause);
        errno = Errno.ENOSYS;
    }

    int errno() {
        return errno;
    }
}
