package tcpwalk.capture.zstd;

/** Reads the headers inside a block, which run forward; asking for more than the block holds is corruption. */
final class ForwardBytes {

    private static final int MOST_SYMBOLS = 256;

    private final byte[] bytes;
    private final int end;
    private final short[] probabilities = new short[MOST_SYMBOLS];
    private int at;
    private int bit;

    ForwardBytes(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.end = end;
        at = from;
    }

    int position() {
        return at;
    }

    int left() {
        return end - at;
    }

    int octet() throws CorruptZstdException {
        need(1);
        return bytes[at++] & 0xff;
    }

    /** An unsigned little-endian number of up to five bytes. */
    long number(int length) throws CorruptZstdException {
        need(length);
        long number = 0;
        for (int i = 0; i < length; i++) {
            number |= (bytes[at + i] & 0xffL) << 8 * i;
        }
        at += length;
        return number;
    }

    void skip(int count) throws CorruptZstdException {
        need(count);
        at += count;
    }

    private void need(int count) throws CorruptZstdException {
        CorruptZstdException.unless(count >= 0 && end - at >= count, "a block that ends too early");
    }

    /** Reads an FSE table's description (RFC 8878 §4.1.1). */
    FseTable table(int mostAccuracy, int mostSymbols) throws CorruptZstdException {
        bit = 0;
        int accuracyLog = bits(4) + 5;
        CorruptZstdException.unless(accuracyLog <= mostAccuracy, "an entropy table that is too accurate");
        int remaining = 1 << accuracyLog;
        int symbols = 0;
        while (remaining > 0) {
            CorruptZstdException.unless(symbols < mostSymbols, "an entropy table with too many symbols");
            int probability = probability(remaining);
            remaining -= Math.abs(probability);
            probabilities[symbols++] = (short) probability;
            int zeros = probability == 0 ? 3 : 0;
            while (zeros == 3) {
                zeros = bits(2);
                CorruptZstdException.unless(symbols + zeros <= mostSymbols, "an entropy table with too many symbols");
                for (int i = 0; i < zeros; i++) {
                    probabilities[symbols++] = 0;
                }
            }
        }
        if (bit > 0) {
            at++;
        }
        CorruptZstdException.unless(at <= end, "a block that ends too early");
        return FseTable.of(accuracyLog, probabilities, symbols);
    }

    /** A probability takes as many bits as {@code remaining} needs, or one less for the lower values. */
    private int probability(int remaining) throws CorruptZstdException {
        int width = 32 - Integer.numberOfLeadingZeros(remaining + 1);
        int cheap = (1 << width) - 2 - remaining;
        int value = bits(width - 1);
        if (value >= cheap) {
            value |= bits(1) << width - 1;
            if (value >= 1 << width - 1) {
                value -= cheap;
            }
        }
        CorruptZstdException.unless(value - 1 <= remaining, "an entropy table that does not add up");
        return value - 1;
    }

    private int bits(int count) throws CorruptZstdException {
        int value = 0;
        for (int i = 0; i < count; i++) {
            need(1);
            value |= (bytes[at] >>> bit & 1) << i;
            bit = bit + 1 & 7;
            at += bit == 0 ? 1 : 0;
        }
        return value;
    }
}
