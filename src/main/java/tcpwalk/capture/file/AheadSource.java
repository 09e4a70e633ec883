package tcpwalk.capture.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Reads another source ahead on a thread of its own: unpacking is work that a second core can do.
 *
 * <p>Chunks travel as they come, however small, so that a packet is never held back for a chunk to fill.
 */
final class AheadSource implements ByteSource {

    private static final int CHUNKS = 4;

    /** Bytes, the end, or why there are no more. */
    private static final class Chunk {
        private final ByteBuffer bytes;
        private boolean last;
        private IOException fault;

        private Chunk(ByteBuffer bytes) {
            this.bytes = bytes;
        }
    }

    private final ByteSource source;
    private final Buffers buffers;
    private final Chunk[] chunks = new Chunk[CHUNKS];
    private final BlockingQueue<Chunk> free = new ArrayBlockingQueue<>(CHUNKS);
    private final BlockingQueue<Chunk> full = new ArrayBlockingQueue<>(CHUNKS);
    private final Thread thread = new Thread(this::fillChunks, "tcpwalk-unpack");
    private Chunk current;

    AheadSource(ByteSource source, Buffers buffers) {
        this.source = source;
        this.buffers = buffers;
        for (int i = 0; i < CHUNKS; i++) {
            chunks[i] = new Chunk(buffers.take());
            free.add(chunks[i]);
        }
        thread.setDaemon(true);
        thread.start();
    }

    private void fillChunks() {
        try (ByteSource closing = source) {
            boolean last = false;
            while (!last) {
                Chunk chunk = free.take();
                fill(chunk, closing);
                last = chunk.last;
                full.put(chunk);
            }
        } catch (InterruptedException | IOException e) {
            // Closed from the other side: nobody waits for the rest, nor for how the file closes.
            Thread.currentThread().interrupt();
        }
    }

    private static void fill(Chunk chunk, ByteSource from) {
        chunk.bytes.clear();
        try {
            chunk.last = from.read(chunk.bytes) < 0;
        } catch (IOException e) {
            chunk.fault = e;
            chunk.last = true;
        }
        chunk.bytes.flip();
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        try {
            if (current == null) {
                current = full.take();
            } else if (!current.bytes.hasRemaining() && !current.last) {
                free.put(current);
                current = full.take();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClosedByInterruptException();
        }
        if (current.last) {
            if (current.fault != null) {
                throw current.fault;
            }
            return -1;
        }
        int count = Math.min(into.remaining(), current.bytes.remaining());
        into.put(into.position(), current.bytes, current.bytes.position(), count);
        into.position(into.position() + count);
        current.bytes.position(current.bytes.position() + count);
        return count;
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        for (Chunk chunk : chunks) {
            buffers.giveBack(chunk.bytes);
        }
    }
}
