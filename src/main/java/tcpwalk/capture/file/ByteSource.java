package tcpwalk.capture.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A stream of bytes that hands over what it has instead of waiting until it has more. */
interface ByteSource extends Closeable {

    /**
     * Reads at least one byte and at most what {@code into} has room for.
     *
     * @return how many, or -1 at the end
     * @throws IOException for what cannot be read; the bytes before it have been handed over by then
     */
    int read(ByteBuffer into) throws IOException;
}
