package tcpwalk.capture.zstd;

import java.util.Arrays;

/**
 * The latest output of a frame, as far back as matches may reach. It grows with the output and slides when it is full,
 * so that a frame that announces a large window and holds little costs little.
 */
final class History {

    private static final int SMALLEST_SLIDE = 1 << 20;

    private final int window;
    private final int capacity;
    private byte[] bytes;
    private int end;

    /** For matches up to {@code window} bytes back and blocks of up to {@code longestBlock} bytes. */
    History(int window, int longestBlock) {
        this.window = window;
        capacity = window + Math.max(SMALLEST_SLIDE, window / 4);
        bytes = new byte[Math.min(capacity, 4 * longestBlock)];
    }

    byte[] bytes() {
        return bytes;
    }

    /** Where the next byte goes. */
    int end() {
        return end;
    }

    void end(int end) {
        this.end = end;
    }

    /** How far back matches may reach at most. */
    int window() {
        return window;
    }

    /** How far back a match may reach now. */
    int reach() {
        return Math.min(end, window);
    }

    /** Makes room for {@code length} more bytes, fewer than it slides by, and for what {@link WideCopy} oversteps. */
    void reserve(int length) {
        int count = length + WideCopy.OVERSTEP;
        if (bytes.length - end >= count) {
            return;
        }
        if (bytes.length < capacity) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(capacity, Math.max(2L * bytes.length, end + (long) count)));
        }
        if (bytes.length - end < count) {
            System.arraycopy(bytes, end - window, bytes, 0, window);
            end = window;
        }
    }
}
