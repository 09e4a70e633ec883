package tcpwalk.wire;

import java.nio.ByteBuffer;

/** {@link Segment} to bytes: the TCP header, its options and payload, with the checksum. */
public final class SegmentEncoder {

    private SegmentEncoder() {
    }

    /**
     * Appends the segment's TCP bytes to {@code into}, its addresses counting only for the checksum.
     *
     * <p>A segment whose options do not fit into 40 bytes is the caller's mistake: {@link IllegalArgumentException}.
     */
    public static void encode(Segment segment, ByteBuffer into) {
        int start = into.position();
        into.putShort((short) segment.sourcePort()).putShort((short) segment.destinationPort());
        into.putInt(segment.seq()).putInt(segment.ack());
        into.putShort((short) 0).putShort((short) segment.window());
        into.putShort((short) 0).putShort((short) segment.urgentPointer());
        encodeOptions(segment.options(), into);
        int headerLength = into.position() - start;
        if (headerLength > 60) {
            throw new IllegalArgumentException("options take " + (headerLength - 20) + " bytes, the header holds 40");
        }
        into.putShort(start + 12, (short) (headerLength / 4 << 12 | segment.flags() & 0x1ff));
        into.put(segment.payload());
        int sum = Checksum.ofSegment(segment, into, start, into.position() - start);
        into.putShort(start + 16, (short) sum);
    }

    private static void encodeOptions(TcpOptions options, ByteBuffer into) {
        int start = into.position();
        if (options.mss() >= 0) {
            into.put((byte) OptionKind.MSS).put((byte) 4).putShort((short) options.mss());
        }
        if (options.sackPermitted()) {
            into.put((byte) OptionKind.SACK_PERMITTED).put((byte) 2);
        }
        if (options.hasTimestamps()) {
            align(into, start, 2);
            into.put((byte) OptionKind.TIMESTAMPS).put((byte) 10);
            into.putInt(options.timestampValue()).putInt(options.timestampEcho());
        }
        if (options.windowScale() >= 0) {
            align(into, start, 1);
            into.put((byte) OptionKind.WINDOW_SCALE).put((byte) 3).put((byte) options.windowScale());
        }
        if (options.sackBlocks() > 0) {
            align(into, start, 2);
            into.put((byte) OptionKind.SACK).put((byte) (2 + 8 * options.sackBlocks()));
            for (int block = 0; block < options.sackBlocks(); block++) {
                into.putInt(options.sackLeft(block)).putInt(options.sackRight(block));
            }
        }
        align(into, start, 0);
    }

    /** Pads with NOPs until the option area has {@code remainder} bytes beyond a multiple of four. */
    private static void align(ByteBuffer into, int start, int remainder) {
        while ((into.position() - start) % 4 != remainder) {
            into.put((byte) OptionKind.NO_OPERATION);
        }
    }
}
