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

    int errno() {
        return errno;
    }
}
