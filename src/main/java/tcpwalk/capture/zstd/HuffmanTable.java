package tcpwalk.capture.zstd;

import java.util.Arrays;

/** A prefix code for literals (RFC 8878 §4.2). */
final class HuffmanTable {

    private static final int LONGEST_CODE = 11;
    private static final int MOST_SYMBOLS = 256;
    private static final int WEIGHT_ACCURACY = 6;

    private final int longest;
    /** For each value of the next {@link #longest} bits: the symbol, and above it the bits it takes. */
    private final short[] entries;

    /** The code with these weights, the last of which is implied (RFC 8878 §4.2.1). */
    private HuffmanTable(byte[] weights, int count) throws CorruptZstdException {
        int sum = 0;
        for (int symbol = 0; symbol < count; symbol++) {
            sum += weights[symbol] == 0 ? 0 : 1 << weights[symbol] - 1;
        }
        longest = 32 - Integer.numberOfLeadingZeros(sum);
        int rest = (1 << longest) - sum;
        CorruptZstdException.unless(sum > 0 && longest <= LONGEST_CODE && Integer.bitCount(rest) == 1,
                "a prefix code that does not add up");
        weights[count] = (byte) (Integer.numberOfTrailingZeros(rest) + 1);
        entries = new short[1 << longest];
        int position = 0;
        for (int weight = 1; weight <= longest; weight++) {
            for (int symbol = 0; symbol <= count; symbol++) {
                if (weights[symbol] == weight) {
                    int after = position + (1 << weight - 1);
                    Arrays.fill(entries, position, after, (short) (longest + 1 - weight << 8 | symbol));
                    position = after;
                }
            }
        }
    }

    /** Reads a code's description: weights of four bits each, or FSE-coded ones. */
    static HuffmanTable read(byte[] bytes, ForwardBytes input) throws CorruptZstdException {
        byte[] weights = new byte[MOST_SYMBOLS];
        int header = input.octet();
        if (header >= 128) {
            int count = header - 127;
            for (int symbol = 0; symbol < count; symbol += 2) {
                int pair = input.octet();
                weights[symbol] = (byte) (pair >>> 4);
                weights[symbol + 1] = (byte) (pair & 0xf);
            }
            return new HuffmanTable(weights, count);
        }
        int end = input.position() + header;
        CorruptZstdException.unless(header <= input.left(), "a block that ends too early");
        FseTable table = input.table(WEIGHT_ACCURACY, LONGEST_CODE + 2);
        CorruptZstdException.unless(input.position() < end, "a prefix code without weights");
        int count = weights(new BackwardBits(bytes, input.position(), end - input.position()), table, weights);
        input.skip(end - input.position());
        return new HuffmanTable(weights, count);
    }

    /** Two states take turns until the bits are used up; what they stand at then are the last two weights. */
    private static int weights(BackwardBits stream, FseTable table, byte[] weights) throws CorruptZstdException {
        int state = (int) stream.read(table.accuracyLog());
        int other = (int) stream.read(table.accuracyLog());
        CorruptZstdException.unless(stream.left() >= 0, "a prefix code without weights");
        int count = 0;
        while (true) {
            CorruptZstdException.unless(count < MOST_SYMBOLS - 2, "a prefix code with too many symbols");
            int entry = table.entry(state);
            weights[count++] = (byte) FseTable.symbol(entry);
            int next = FseTable.base(entry) + (int) stream.read(FseTable.width(entry));
            if (stream.left() < 0) {
                weights[count++] = (byte) FseTable.symbol(table.entry(other));
                return count;
            }
            state = other;
            other = next;
        }
    }

    /** Decodes {@code count} symbols, which must take all bits of the stream. */
    void decode(byte[] bytes, int from, int length, byte[] into, int at, int count) throws CorruptZstdException {
        BackwardBits stream = new BackwardBits(bytes, from, length);
        int end = at + count;
        for (int to = at; to < end; to++) {
            int entry = entries[stream.peek(longest)];
            into[to] = (byte) entry;
            stream.skip(entry >>> 8);
        }
        CorruptZstdException.unless(stream.left() == 0, "literals that do not fill their stream");
    }
}
