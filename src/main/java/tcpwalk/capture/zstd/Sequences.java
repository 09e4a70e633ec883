package tcpwalk.capture.zstd;

/**
 * Copies literals and earlier output into place as a block's sequences say (RFC 8878 §3.1.1.4, §4.1). Tables and
 * offsets live on from block to block.
 */
final class Sequences {

    private static final int MOST_LITERAL_CODES = 36;
    private static final int MOST_OFFSET_CODES = 32;
    private static final int MOST_MATCH_CODES = 53;

    /** RFC 8878 §3.1.1.3.2.2: the distributions that need no description. */
    private static final FseTable LITERALS = predefined(6, 4, 3, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1, 2, 2, 2,
            2, 2, 2,
            2, 2, 2, 3, 2, 1, 1, 1, 1, 1, -1, -1, -1, -1);
    private static final FseTable OFFSETS = predefined(5, 1, 1, 1, 1, 1, 1, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
            1, 1,
            1, 1, -1, -1, -1, -1, -1);
    private static final FseTable MATCHES = predefined(6, 1, 4, 3, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
            1, 1,
            1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1, -1, -1);

    private FseTable literalLengths;
    private FseTable offsets;
    private FseTable matchLengths;
    private int last = 1;
    private int beforeLast = 4;
    private int thirdLast = 8;

    private static FseTable predefined(int accuracyLog, int... probabilities) {
        short[] copy = new short[probabilities.length];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = (short) probabilities[i];
        }
        try {
            return FseTable.of(accuracyLog, copy, copy.length);
        } catch (CorruptZstdException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Reads the section's header and tables and executes its sequences; the rest of the literals ends the block. */
    void execute(byte[] block, int from, int end, Literals literals, History history, int longestBlock)
            throws CorruptZstdException {
        ForwardBytes input = new ForwardBytes(block, from, end);
        int count = count(input);
        int blockEnd = history.end() + longestBlock;
        int literal = 0;
        if (count > 0) {
            int modes = input.octet();
            CorruptZstdException.unless((modes & 3) == 0, "an unknown sequence mode");
            literalLengths = table(modes >>> 6, LITERALS, literalLengths, 9, MOST_LITERAL_CODES, input);
            offsets = table(modes >>> 4 & 3, OFFSETS, offsets, 8, MOST_OFFSET_CODES, input);
            matchLengths = table(modes >>> 2 & 3, MATCHES, matchLengths, 9, MOST_MATCH_CODES, input);
            BackwardBits stream = new BackwardBits(block, input.position(), input.left());
            literal = copyAll(new SequenceReader(stream, literalLengths, offsets, matchLengths), count, literals,
                    history, blockEnd);
        } else {
            CorruptZstdException.unless(input.left() == 0, "bytes after the last sequence");
        }
        int rest = literals.length() - literal;
        CorruptZstdException.unless(history.end() + rest <= blockEnd, "a block that is too long");
        System.arraycopy(literals.bytes(), literal, history.bytes(), history.end(), rest);
        history.end(history.end() + rest);
    }

    private static int count(ForwardBytes input) throws CorruptZstdException {
        int first = input.octet();
        if (first < 128) {
            return first;
        }
        return first < 255 ? (first - 128 << 8) + input.octet() : (int) input.number(2) + 0x7f00;
    }

    private static FseTable table(int mode, FseTable predefined, FseTable previous, int mostAccuracy, int mostCodes,
            ForwardBytes input) throws CorruptZstdException {
        return switch (mode) {
            case 0 -> predefined;
            case 1 -> {
                int symbol = input.octet();
                CorruptZstdException.unless(symbol < mostCodes, "an unknown sequence code");
                yield FseTable.ofOne(symbol);
            }
            case 2 -> input.table(mostAccuracy, mostCodes);
            default -> {
                CorruptZstdException.unless(previous != null, "a repeated table without a first one");
                yield previous;
            }
        };
    }

    /** Executes {@code count} sequences; returns how many literals they took. */
    private int copyAll(SequenceReader reader, int count, Literals literals, History history, int blockEnd)
            throws CorruptZstdException {
        byte[] output = history.bytes();
        int start = history.end();
        int reach = history.reach();
        int to = start;
        int literal = 0;
        for (int left = count; left > 0; left--) {
            reader.next(left == 1);
            int literalLength = reader.literalLength();
            int matchLength = reader.matchLength();
            int offset = offset(reader.offsetValue(), literalLength == 0);
            CorruptZstdException.unless(literal + literalLength <= literals.length()
                    && to + literalLength + matchLength <= blockEnd, "a block that is too long");
            WideCopy.copy(literals.bytes(), literal, output, to, literalLength);
            literal += literalLength;
            to += literalLength;
            CorruptZstdException.unless(offset > 0 && offset <= Math.min(history.window(), reach + to - start),
                    "a match before the beginning");
            WideCopy.match(output, to, offset, matchLength);
            to += matchLength;
        }
        reader.checkEnd();
        history.end(to);
        return literal;
    }

    /** The three latest offsets have short codes, which shift by one where there are no literals (§3.1.1.5). */
    private int offset(long value, boolean withoutLiterals) {
        if (value > 3) {
            thirdLast = beforeLast;
            beforeLast = last;
            last = (int) Math.min(value - 3, Integer.MAX_VALUE);
            return last;
        }
        int which = (int) value - (withoutLiterals ? 0 : 1);
        if (which == 0) {
            return last;
        }
        int offset = switch (which) {
            case 1 -> beforeLast;
            case 2 -> thirdLast;
            default -> last - 1;
        };
        if (which > 1) {
            thirdLast = beforeLast;
        }
        beforeLast = last;
        last = offset;
        return offset;
    }
}
