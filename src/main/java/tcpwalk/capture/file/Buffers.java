package tcpwalk.capture.file;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/** Direct buffers of one size for the next file: a thousand rotated files need no more memory than one. */
final class Buffers {

    private final int capacity;
    private final Deque<ByteBuffer> free = new ArrayDeque<>();

    Buffers(int capacity) {
        this.capacity = capacity;
    }

    synchronized ByteBuffer take() {
        ByteBuffer buffer = free.poll();
        return buffer == null ? ByteBuffer.allocateDirect(capacity) : buffer.clear();
    }

    /** Takes a buffer back unless it has grown meanwhile. */
    synchronized void giveBack(ByteBuffer buffer) {
        if (buffer.capacity() == capacity) {
            free.push(buffer);
        }
    }
}
