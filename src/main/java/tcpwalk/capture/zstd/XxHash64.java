package tcpwalk.capture.zstd;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** XXH64 without a seed, which ends a frame (RFC 8878 §3.1.1). */
public final class XxHash64 {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long PRIME_1 = 0x9e3779b185ebca87L;
    private static final long PRIME_2 = 0xc2b2ae3d27d4eb4fL;
    private static final long PRIME_3 = 0x165667b19e3779f9L;
    private static final long PRIME_4 = 0x85ebca77c2b2ae63L;
    private static final long PRIME_5 = 0x27d4eb2f165667c5L;
    private static final int STRIPE = 32;

    private final byte[] pending = new byte[STRIPE];
    private int pendingLength;
    private long length;
    private long first = PRIME_1 + PRIME_2;
    private long second = PRIME_2;
    private long third;
    private long fourth = -PRIME_1;

    /** Adds bytes. */
    public void update(byte[] bytes, int from, int count) {
        length += count;
        int at = from;
        int end = from + count;
        if (pendingLength > 0) {
            int taken = Math.min(count, STRIPE - pendingLength);
            System.arraycopy(bytes, at, pending, pendingLength, taken);
            pendingLength += taken;
            at += taken;
            if (pendingLength < STRIPE) {
                return;
            }
            stripes(pending, 0, STRIPE);
        }
        int whole = (end - at) / STRIPE * STRIPE;
        stripes(bytes, at, at + whole);
        pendingLength = end - at - whole;
        System.arraycopy(bytes, at + whole, pending, 0, pendingLength);
    }

    private void stripes(byte[] bytes, int from, int end) {
        long a = first;
        long b = second;
        long c = third;
        long d = fourth;
        for (int at = from; at < end; at += STRIPE) {
            a = round(a, (long) LONG.get(bytes, at));
            b = round(b, (long) LONG.get(bytes, at + 8));
            c = round(c, (long) LONG.get(bytes, at + 16));
            d = round(d, (long) LONG.get(bytes, at + 24));
        }
        first = a;
        second = b;
        third = c;
        fourth = d;
    }

    private static long round(long accumulator, long input) {
        return Long.rotateLeft(accumulator + input * PRIME_2, 31) * PRIME_1;
    }

    /** The hash of all bytes added so far. */
    public long value() {
        long hash = PRIME_5;
        if (length >= STRIPE) {
            hash = Long.rotateLeft(first, 1) + Long.rotateLeft(second, 7) + Long.rotateLeft(third, 12)
                    + Long.rotateLeft(fourth, 18);
            hash = merge(merge(merge(merge(hash, first), second), third), fourth);
        }
        hash += length;
        int at = 0;
        for (; at + 8 <= pendingLength; at += 8) {
            hash = Long.rotateLeft(hash ^ round(0, (long) LONG.get(pending, at)), 27) * PRIME_1 + PRIME_4;
        }
        if (at + 4 <= pendingLength) {
            long word = (int) INT.get(pending, at) & 0xffff_ffffL;
            hash = Long.rotateLeft(hash ^ word * PRIME_1, 23) * PRIME_2 + PRIME_3;
            at += 4;
        }
        for (; at < pendingLength; at++) {
            hash = Long.rotateLeft(hash ^ (pending[at] & 0xff) * PRIME_5, 11) * PRIME_1;
        }
        hash = (hash ^ hash >>> 33) * PRIME_2;
        hash = (hash ^ hash >>> 29) * PRIME_3;
        return hash ^ hash >>> 32;
    }

    private static long merge(long hash, long accumulator) {
        return (hash ^ round(0, accumulator)) * PRIME_1 + PRIME_4;
    }
}
