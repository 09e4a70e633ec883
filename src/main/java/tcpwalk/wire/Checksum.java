package tcpwalk.wire;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The Internet checksum (RFC 1071) over TCP's pseudo-header and segment (RFC 9293 §3.1). */
public final class Checksum {

    private static final int PROTOCOL_TCP = 6;

    private Checksum() {
    }

    /** The value for a segment's checksum field, whose place among {@code bytes} must hold zero. */
    public static int ofSegment(Segment segment, ByteBuffer bytes, int offset, int length) {
        return ~fold(pseudoHeader(segment, length) + sum(bytes, offset, length)) & 0xffff;
    }

    /** Judges the checksum of a segment whose {@code length} bytes at {@code offset} were all captured. */
    public static ChecksumStatus verify(Segment segment, ByteBuffer bytes, int offset, int length) {
        long pseudo = pseudoHeader(segment, length);
        if (fold(pseudo + sum(bytes, offset, length)) == 0xffff) {
            return ChecksumStatus.GOOD;
        }
        int field = bytes.getShort(offset + 16) & 0xffff;
        return field == fold(pseudo) ? ChecksumStatus.PARTIAL : ChecksumStatus.BAD;
    }

    /** The checksum field of any header without a pseudo-header, such as IPv4's. */
    public static int of(ByteBuffer bytes, int offset, int length) {
        return ~fold(sum(bytes, offset, length)) & 0xffff;
    }

    private static long pseudoHeader(Segment segment, int length) {
        return halves(segment.sourceHigh()) + halves(segment.sourceLow()) + halves(segment.destinationHigh())
                + halves(segment.destinationLow()) + PROTOCOL_TCP + (length >>> 16) + (length & 0xffff);
    }

    private static long halves(long bits) {
        return (bits >>> 48) + (bits >>> 32 & 0xffff) + (bits >>> 16 & 0xffff) + (bits & 0xffff);
    }

    /** A sum that {@link #fold} turns into 16 bits; four bytes a step, since 2^32 = 1 modulo 2^16 - 1. */
    private static long sum(ByteBuffer bytes, int offset, int length) {
        if (bytes.order() != ByteOrder.BIG_ENDIAN) {
            throw new IllegalArgumentException("network order needed");
        }
        long sum = 0;
        int at = offset;
        int end = offset + length;
        for (; at + 8 <= end; at += 8) {
            long eight = bytes.getLong(at);
            sum += (eight >>> 32) + (eight & 0xffff_ffffL);
        }
        for (; at + 2 <= end; at += 2) {
            sum += bytes.getShort(at) & 0xffff;
        }
        return at < end ? sum + ((bytes.get(at) & 0xff) << 8) : sum;
    }

    private static int fold(long sum) {
        long folded = sum;
        while (folded >>> 16 != 0) {
            folded = (folded & 0xffff) + (folded >>> 16);
        }
        return (int) folded;
    }
}
