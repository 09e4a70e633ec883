package tcpwalk.capture.zstd;

import java.io.IOException;

/** Bytes that are no Zstandard data. */
public final class CorruptZstdException extends IOException {

    private static final long serialVersionUID = 1L;

    CorruptZstdException(String reason) {
        super(reason);
    }

    static void unless(boolean valid, String reason) throws CorruptZstdException {
        if (!valid) {
            throw new CorruptZstdException(reason);
        }
    }
}
