package tcpwalk.wire;

import java.nio.ByteBuffer;

/** Bytes to {@link Segment}: the TCP header and its options. The mirror of {@link SegmentEncoder}. */
public final class SegmentDecoder {

    public static final int HEADER_LENGTH = 20;
    /** NOP, NOP, timestamps of length 10: what nearly every segment of a modern connection carries. */
    static final int ALIGNED_TIMESTAMPS = 0x0101080a;

    private SegmentDecoder() {
    }

    /**
     * Fills the TCP part of {@code segment}.
     *
     * @param bytes    big-endian
     * @param offset   where the TCP header begins
     * @param captured how many bytes from there on the capture holds
     * @param length   how many the IP header says there are
     * @return null, or why this is no segment
     */
    public static Defect decode(ByteBuffer bytes, int offset, int captured, int length, Segment segment) {
        int present = Math.min(captured, length);
        if (present < HEADER_LENGTH) {
            return length < HEADER_LENGTH ? Defect.TOO_SHORT : Defect.HEADER_CUT;
        }
        // In the widest loads that there are: every access to the buffer costs its checks.
        long portsAndSeq = bytes.getLong(offset);
        long ackToWindow = bytes.getLong(offset + 8);
        int offsetAndFlags = (int) ackToWindow >>> 16;
        int headerLength = (offsetAndFlags >>> 12 & 0xf) * 4;
        if (headerLength < HEADER_LENGTH || headerLength > length) {
            return Defect.BAD_DATA_OFFSET;
        }
        segment.ports((int) (portsAndSeq >>> 48), (int) (portsAndSeq >>> 32) & 0xffff)
                .seq((int) portsAndSeq)
                .ack((int) (ackToWindow >>> 32))
                .flags(offsetAndFlags & 0x1ff)
                .window((int) ackToWindow & 0xffff)
                .urgentPointer(bytes.getShort(offset + 18) & 0xffff)
                .length(length - headerLength)
                .checksum(ChecksumStatus.UNKNOWN)
                .truncated(present < headerLength);
        int header = Math.min(headerLength, present);
        segment.payload(bytes, offset + header, present - header);
        decodeOptions(bytes, offset + HEADER_LENGTH, offset + header, segment.options().clear());
        return null;
    }

    private static void decodeOptions(ByteBuffer bytes, int from, int end, TcpOptions options) {
        if (end - from == 12 && bytes.getInt(from) == ALIGNED_TIMESTAMPS) {
            long valueAndEcho = bytes.getLong(from + 4);
            options.timestamps((int) (valueAndEcho >>> 32), (int) valueAndEcho);
            return;
        }
        int at = from;
        while (at < end) {
            int kind = bytes.get(at) & 0xff;
            if (kind == OptionKind.END) {
                return;
            }
            if (kind == OptionKind.NO_OPERATION) {
                at++;
                continue;
            }
            int length = at + 1 < end ? bytes.get(at + 1) & 0xff : 0;
            // A length of 0 or 1 would never advance, one beyond the end would read somebody else's bytes.
            if (length < 2 || at + length > end) {
                options.markMalformed();
                return;
            }
            decodeOption(bytes, kind, at + 2, length - 2, options);
            at += length;
        }
    }

    private static void decodeOption(ByteBuffer bytes, int kind, int at, int length, TcpOptions options) {
        switch (kind) {
            case OptionKind.MSS -> {
                if (hasLength(length, 2, options)) {
                    options.mss(bytes.getShort(at) & 0xffff);
                }
            }
            case OptionKind.WINDOW_SCALE -> {
                if (hasLength(length, 1, options)) {
                    options.windowScale(bytes.get(at) & 0xff);
                }
            }
            case OptionKind.SACK_PERMITTED -> {
                if (hasLength(length, 0, options)) {
                    options.permitSack();
                }
            }
            case OptionKind.SACK -> decodeSack(bytes, at, length, options);
            case OptionKind.TIMESTAMPS -> {
                if (hasLength(length, 8, options)) {
                    options.timestamps(bytes.getInt(at), bytes.getInt(at + 4));
                }
            }
            case OptionKind.FAST_OPEN -> options.fastOpenCookie(length);
            case OptionKind.EXPERIMENT -> {
                if (length >= 2 && (bytes.getShort(at) & 0xffff) == OptionKind.FAST_OPEN_MAGIC) {
                    options.fastOpenCookie(length - 2);
                }
            }
            default -> {
                // An option that tcpwalk does not know is skipped, as a receiver must (RFC 9293 §3.1, MUST-6).
            }
        }
    }

    private static boolean hasLength(int length, int expected, TcpOptions options) {
        if (length != expected) {
            options.markMalformed();
        }
        return length == expected;
    }

    private static void decodeSack(ByteBuffer bytes, int at, int length, TcpOptions options) {
        if (length % 8 != 0) {
            options.markMalformed();
            return;
        }
        for (int block = 0; block < length; block += 8) {
            options.sack(bytes.getInt(at + block), bytes.getInt(at + block + 4));
        }
    }
}
