package tcpwalk.capture.zstd;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Copies eight bytes at a time, and so perhaps a few too many: what lies behind is written later. */
final class WideCopy {

    /** So many bytes of room both arrays must have behind what is copied. */
    static final int OVERSTEP = 8;
    /** From here on the platform's copying is faster. */
    private static final int LONG = 64;

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private WideCopy() {
    }

    /** Copies from one array into another. */
    static void copy(byte[] from, int at, byte[] into, int to, int count) {
        if (count > LONG) {
            System.arraycopy(from, at, into, to, count);
            return;
        }
        for (int i = 0; i < count; i += 8) {
            WORD.set(into, to + i, (long) WORD.get(from, at + i));
        }
    }

    /** Repeats what lies {@code offset} bytes back, perhaps overlapping with what that produces. */
    static void match(byte[] bytes, int to, int offset, int count) {
        if (offset >= count && count > LONG) {
            System.arraycopy(bytes, to - offset, bytes, to, count);
        } else if (offset >= 8) {
            for (int i = 0; i < count; i += 8) {
                WORD.set(bytes, to + i, (long) WORD.get(bytes, to - offset + i));
            }
        } else {
            for (int i = 0; i < count; i++) {
                bytes[to + i] = bytes[to + i - offset];
            }
        }
    }
}
