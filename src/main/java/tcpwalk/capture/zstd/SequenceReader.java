package tcpwalk.capture.zstd;

/** Reads a block's sequences from their bit stream (RFC 8878 §3.1.1.3.2.1.2): three numbers each, of three tables. */
final class SequenceReader {

    /** RFC 8878 §3.1.1.3.2.1.1: what a code of the literals' length begins with, and the bits that are added. */
    private static final int[] LITERAL_BASES = {
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 18, 20, 22, 24, 28, 32, 40, 48, 64, 128, 256, 512,
        1024,
        2048, 4096, 8192, 16384, 32768, 65536};
    private static final byte[] LITERAL_BITS = {
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 3, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14,
        15, 16};
    private static final int[] MATCH_BASES = {
        3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32,
        33, 34, 35, 37, 39, 41, 43, 47, 51, 59, 67, 83, 99, 131, 259, 515, 1027, 2051, 4099, 8195, 16387, 32771, 65539};
    private static final byte[] MATCH_BITS = {
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1,
        2, 2, 3,
        3, 4, 4, 5, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};

    private final BackwardBits stream;
    private final FseTable literalLengths;
    private final FseTable offsets;
    private final FseTable matchLengths;
    private int literalState;
    private int offsetState;
    private int matchState;
    private int literalLength;
    private long offsetValue;
    private int matchLength;

    SequenceReader(BackwardBits stream, FseTable literalLengths, FseTable offsets, FseTable matchLengths) {
        this.stream = stream;
        this.literalLengths = literalLengths;
        this.offsets = offsets;
        this.matchLengths = matchLengths;
        literalState = (int) stream.read(literalLengths.accuracyLog());
        offsetState = (int) stream.read(offsets.accuracyLog());
        matchState = (int) stream.read(matchLengths.accuracyLog());
    }

    /** Reads the next sequence, and unless it is the last what leads to the one after it: two loads in all. */
    void next(boolean last) {
        int literalEntry = literalLengths.entry(literalState);
        int offsetEntry = offsets.entry(offsetState);
        int matchEntry = matchLengths.entry(matchState);
        int literalCode = FseTable.symbol(literalEntry);
        int offsetCode = FseTable.symbol(offsetEntry);
        int matchCode = FseTable.symbol(matchEntry);
        int literalBits = LITERAL_BITS[literalCode];
        int matchBits = MATCH_BITS[matchCode];
        if (offsetCode + matchBits + literalBits <= BackwardBits.WIDEST) {
            long bits = stream.read(offsetCode + matchBits + literalBits);
            offsetValue = (1L << offsetCode) + (bits >>> matchBits + literalBits);
            matchLength = MATCH_BASES[matchCode] + (int) (bits >>> literalBits & (1L << matchBits) - 1);
            literalLength = LITERAL_BASES[literalCode] + (int) (bits & (1L << literalBits) - 1);
        } else {
            offsetValue = (1L << offsetCode) + stream.read(offsetCode);
            matchLength = MATCH_BASES[matchCode] + (int) stream.read(matchBits);
            literalLength = LITERAL_BASES[literalCode] + (int) stream.read(literalBits);
        }
        if (!last) {
            int literalWidth = FseTable.width(literalEntry);
            int matchWidth = FseTable.width(matchEntry);
            int offsetWidth = FseTable.width(offsetEntry);
            int bits = (int) stream.read(literalWidth + matchWidth + offsetWidth);
            literalState = FseTable.base(literalEntry) + (bits >>> matchWidth + offsetWidth);
            matchState = FseTable.base(matchEntry) + (bits >>> offsetWidth & (1 << matchWidth) - 1);
            offsetState = FseTable.base(offsetEntry) + (bits & (1 << offsetWidth) - 1);
        }
    }

    void checkEnd() throws CorruptZstdException {
        CorruptZstdException.unless(stream.left() == 0, "sequences that do not fill their stream");
    }

    int literalLength() {
        return literalLength;
    }

    /** An offset plus three, or one to three for one of the latest offsets. */
    long offsetValue() {
        return offsetValue;
    }

    int matchLength() {
        return matchLength;
    }
}
