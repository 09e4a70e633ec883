package tcpwalk.capture.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The part of a stream of bytes that is in memory: one direct buffer that slides along it.
 *
 * <p>One large buffer beats both a mapping, which a file that shrinks meanwhile turns into a fault, and a thread that
 * reads ahead, whose bytes then lie in the other core's cache. It grows only as bytes arrive, never on a promise.
 */
final class Window implements Closeable {

    /** With less room than this at its end the window slides, so that system calls stay large. */
    private static final int SMALLEST_READ = 1 << 16;

    private final ByteSource source;
    private final Buffers buffers;
    private ByteBuffer filling;
    private ByteBuffer bytes;
    private ByteBuffer littleEndian;
    private int position;
    private int limit;
    private long start;
    private boolean ended;
    private Runnable told = () -> { };

    Window(ByteSource source, Buffers buffers) {
        this.source = source;
        this.buffers = buffers;
        adopt(buffers.take());
    }

    private void adopt(ByteBuffer buffer) {
        filling = buffer;
        bytes = buffer.duplicate().clear();
        littleEndian = buffer.duplicate().clear().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Runs {@code told} before every read of the source. */
    void whenFilling(Runnable told) {
        this.told = told;
    }

    /** Whether {@code count} more bytes exist; afterwards they are in memory from {@link #position()} on. */
    boolean has(int count) throws IOException {
        return limit - position >= count || fill(count);
    }

    private boolean fill(int count) throws IOException {
        while (limit - position < count) {
            if (ended) {
                return false;
            }
            makeRoom(count);
            told.run();
            int read = source.read(filling.limit(filling.capacity()).position(limit));
            if (read < 0) {
                ended = true;
            } else {
                limit += read;
            }
        }
        return true;
    }

    private void makeRoom(int count) {
        int capacity = filling.capacity();
        if (capacity - position >= count && capacity - limit >= SMALLEST_READ) {
            return;
        }
        filling.limit(limit).position(position);
        if (limit - position > capacity - SMALLEST_READ) {
            adopt(ByteBuffer.allocateDirect(2 * capacity).put(filling));
        } else {
            filling.compact();
        }
        start += position;
        limit -= position;
        position = 0;
    }

    /** Passes over {@code count} bytes, perhaps more than fit into memory; false if the end comes first. */
    boolean skip(long count) throws IOException {
        long left = count;
        while (left > limit - position) {
            left -= limit - position;
            position = limit;
            if (!fill(1)) {
                return false;
            }
        }
        position += (int) left;
        return true;
    }

    /** Passes over {@code count} bytes that {@link #has} has brought into memory. */
    void advance(int count) {
        position += count;
    }

    /** Where in {@link #bytes()} the next byte lies. */
    int position() {
        return position;
    }

    /** How many bytes are in memory from {@link #position()} on. */
    int available() {
        return limit - position;
    }

    /** The next byte's place in the stream. */
    long offset() {
        return start + position;
    }

    /** The buffer in network order; another one after {@link #has} had to grow it. */
    ByteBuffer bytes() {
        return bytes;
    }

    /** The same bytes in the order of the file. */
    ByteBuffer bytes(boolean little) {
        return little ? littleEndian : bytes;
    }

    /** What is in memory and not yet passed, as a buffer of its own. */
    ByteBuffer view() {
        return bytes.slice(position, limit - position);
    }

    @Override
    public void close() throws IOException {
        source.close();
        buffers.giveBack(filling);
    }
}
