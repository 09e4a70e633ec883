package tcpwalk.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * A standard stream that may be a pipe: when its reader goes away, as {@code head} does, the command ends quietly
 * instead of working for nobody.
 */
final class PipeOutput extends FilterOutputStream {

    /** Nobody reads any more. Thrown once; whatever is written afterwards is dropped. */
    static final class Closed extends RuntimeException {

        Closed(IOException cause) {
            super("standard output is closed", cause);
        }
    }

    private boolean closed;

    PipeOutput(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int single) throws IOException {
        write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (closed) {
            return;
        }
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            if (isBrokenPipe(e)) {
                closed = true;
                throw new Closed(e);
            }
            throw e;
        }
    }

    /** Java has no type for it: the message is the C library's, in the C locale of the JVM. */
    private static boolean isBrokenPipe(IOException e) {
        return "Broken pipe".equals(e.getMessage());
    }
}
