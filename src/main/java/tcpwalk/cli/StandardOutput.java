package tcpwalk.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * A standard stream for text, in UTF-8 whatever the locale says: a bare machine has none, and a timeline draws arrows.
 * Who has bytes already may write {@link #bytes}; a fault on either way shows in {@link #checkError()}.
 */
final class StandardOutput extends PrintWriter {

    private final OutputStream bytes;

    StandardOutput(OutputStream stream) {
        super(stream, false, StandardCharsets.UTF_8);
        bytes = new OutputStream() {
            @Override
            public void write(int single) {
                write(new byte[] {(byte) single}, 0, 1);
            }

            @Override
            public void write(byte[] some, int offset, int length) {
                try {
                    stream.write(some, offset, length);
                } catch (IOException e) {
                    // As a PrintWriter does: whoever wrote goes on, and is told at the end.
                    setError();
                }
            }
        };
    }

    /** Takes bytes without a buffer, after all text that was written so far; it must not be mixed with more text. */
    OutputStream bytes() {
        flush();
        return bytes;
    }
}
