package tcpwalk.capture.zstd;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A bit stream that is read from its end (RFC 8878 §4.1). Reading before its beginning yields zeros and a negative
 * {@link #left()}, by which a decoder sees that the stream was too short.
 */
final class BackwardBits {

    /** A word is loaded for each read, so that many bytes must follow the stream in its array. */
    static final int PADDING = 8;

    /** The most bits that one load yields wherever they begin. */
    static final int WIDEST = 56;

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] bytes;
    private final int from;
    private int left;

    /** The stream in {@code bytes}; its last byte holds a one that marks the end, after which there is only padding. */
    BackwardBits(byte[] bytes, int from, int length) throws CorruptZstdException {
        CorruptZstdException.unless(length > 0 && bytes[from + length - 1] != 0, "a bit stream without its end mark");
        this.bytes = bytes;
        this.from = from;
        int last = bytes[from + length - 1] & 0xff;
        left = 8 * (length - 1) + 31 - Integer.numberOfLeadingZeros(last);
    }

    /** Reads up to {@link #WIDEST} bits. */
    long read(int count) {
        left -= count;
        return at(left, count);
    }

    /** The next bits, which stay to be read. */
    int peek(int count) {
        return (int) at(left - count, count);
    }

    void skip(int count) {
        left -= count;
    }

    /** How many bits were not read yet; negative when more were read than there are. */
    int left() {
        return left;
    }

    private long at(int position, int count) {
        if (position >= 0) {
            return word(position) & (1L << count) - 1;
        }
        int present = count + position;
        return present <= 0 ? 0 : (word(0) & (1L << present) - 1) << -position;
    }

    private long word(int position) {
        return (long) WORD.get(bytes, from + (position >>> 3)) >>> (position & 7);
    }
}
