package tcpwalk.capture.zstd;

import java.util.Arrays;

/** The literals of a block (RFC 8878 §3.1.1.3.1); the prefix code lives on from block to block. */
final class Literals {

    private static final int RAW = 0;
    private static final int REPEATED = 1;
    private static final int COMPRESSED = 2;
    private static final int JUMP_TABLE = 6;

    private final byte[] bytes;
    private final int longestBlock;
    private int length;
    private HuffmanTable table;

    /** Room for the literals of blocks of up to {@code longestBlock} bytes. */
    Literals(int longestBlock) {
        bytes = new byte[longestBlock + WideCopy.OVERSTEP];
        this.longestBlock = longestBlock;
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    /** Reads the section that begins a block; returns where the next one begins. */
    int read(byte[] block, int end) throws CorruptZstdException {
        ForwardBytes input = new ForwardBytes(block, 0, end);
        int first = input.octet();
        int kind = first & 3;
        int format = first >>> 2 & 3;
        if (kind == RAW || kind == REPEATED) {
            int more = format == 1 ? 1 : format == 3 ? 2 : 0;
            int size = more == 0 ? first >>> 3 : first >>> 4 | (int) input.number(more) << 4;
            begin(size);
            readPlain(kind, block, input);
            return input.position();
        }
        int width = format < 2 ? 10 : format == 2 ? 14 : 18;
        long header = first >>> 4 | input.number(2 + Math.max(0, format - 1)) << 4;
        begin((int) (header & (1 << width) - 1));
        int packed = (int) (header >>> width) & (1 << width) - 1;
        CorruptZstdException.unless(packed <= input.left(), "a block that ends too early");
        int sectionEnd = input.position() + packed;
        int streams = input.position();
        if (kind == COMPRESSED) {
            ForwardBytes description = new ForwardBytes(block, input.position(), sectionEnd);
            table = HuffmanTable.read(block, description);
            streams = description.position();
        }
        CorruptZstdException.unless(table != null, "literals without a prefix code");
        decode(block, streams, sectionEnd, format == 0);
        return sectionEnd;
    }

    private void begin(int size) throws CorruptZstdException {
        CorruptZstdException.unless(size <= longestBlock, "a block that is too long");
        length = size;
    }

    private void readPlain(int kind, byte[] block, ForwardBytes input) throws CorruptZstdException {
        if (kind == RAW) {
            int from = input.position();
            input.skip(length);
            System.arraycopy(block, from, bytes, 0, length);
        } else {
            Arrays.fill(bytes, 0, length, (byte) input.octet());
        }
    }

    /** One stream or four, of which the first three have equal shares. */
    private void decode(byte[] block, int from, int end, boolean single) throws CorruptZstdException {
        if (single) {
            table.decode(block, from, end - from, bytes, 0, length);
            return;
        }
        ForwardBytes input = new ForwardBytes(block, from, end);
        int[] sizes = {(int) input.number(2), (int) input.number(2), (int) input.number(2), 0};
        int share = (length + 3) / 4;
        sizes[3] = end - from - JUMP_TABLE - sizes[0] - sizes[1] - sizes[2];
        CorruptZstdException.unless(sizes[3] > 0 && 3 * share <= length, "a block that ends too early");
        int at = from + JUMP_TABLE;
        for (int stream = 0; stream < 4; stream++) {
            int count = stream < 3 ? share : length - 3 * share;
            table.decode(block, at, sizes[stream], bytes, stream * share, count);
            at += sizes[stream];
        }
    }
}
