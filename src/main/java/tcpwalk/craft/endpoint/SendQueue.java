package tcpwalk.craft.endpoint;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** The bytes that are not yet acknowledged, by sequence number, and whether a FIN follows them. */
final class SendQueue {

    private byte[] bytes = new byte[0];
    private int head;
    private int size;
    private int firstSeq;
    private boolean fin;

    /** @param firstSeq the number of the first byte that will ever be sent */
    SendQueue(int firstSeq) {
        this.firstSeq = firstSeq;
    }

    /** The number after the last byte; the FIN's own, if there is one. */
    int end() {
        return firstSeq + size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    boolean hasFin() {
        return fin;
    }

    void append(byte[] more) {
        if (fin) {
            throw new IllegalStateException("nothing may follow a FIN");
        }
        byte[] joined = new byte[Math.addExact(size, more.length)];
        System.arraycopy(bytes, head, joined, 0, size);
        System.arraycopy(more, 0, joined, size, more.length);
        bytes = joined;
        head = 0;
        size = joined.length;
    }

    void appendFin() {
        fin = true;
    }

    /** A view of {@code length} bytes from {@code seq} on, which must be queued. */
    ByteBuffer view(int seq, int length) {
        return ByteBuffer.wrap(bytes, head + (seq - firstSeq), length);
    }

    /** Forgets what lies before {@code seq}; a FIN or SYN holds no byte. */
    void discardBefore(int seq) {
        int gone = Math.min(size, Math.max(0, seq - firstSeq));
        head += gone;
        size -= gone;
        firstSeq += gone;
        if (size == 0) {
            bytes = Arrays.copyOf(bytes, 0);
            head = 0;
        }
    }
}
