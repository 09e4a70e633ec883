package tcpwalk.capture.file;

import java.io.IOException;

/** Bytes that are not what a capture file may hold; becomes a {@link Damage}. */
final class DamagedException extends IOException {

    private static final long serialVersionUID = 1L;

    DamagedException(String reason) {
        super(reason);
    }

    DamagedException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
