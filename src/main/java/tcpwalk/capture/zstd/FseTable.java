package tcpwalk.capture.zstd;

/** A decoding table for finite state entropy (RFC 8878 §4.1). */
final class FseTable {

    private final int accuracyLog;
    /** For each state: the symbol, above it the bits to read, above them the state to which those are added. */
    private final int[] entries;

    private FseTable(int accuracyLog, int size) {
        this.accuracyLog = accuracyLog;
        entries = new int[size];
    }

    /** The table of a stream that repeats one symbol and spends no bits. */
    static FseTable ofOne(int symbol) {
        FseTable table = new FseTable(0, 1);
        table.entries[0] = symbol;
        return table;
    }

    /** Spreads the symbols by their probabilities, of which -1 means "less than 1" (RFC 8878 §4.1.1). */
    static FseTable of(int accuracyLog, short[] probabilities, int count) throws CorruptZstdException {
        int size = 1 << accuracyLog;
        FseTable table = new FseTable(accuracyLog, size);
        int[] next = new int[count];
        int high = size;
        for (int symbol = 0; symbol < count; symbol++) {
            next[symbol] = Math.abs(probabilities[symbol]);
            if (probabilities[symbol] == -1) {
                table.entries[--high] = symbol;
            }
        }
        table.spread(probabilities, count, high);
        for (int state = 0; state < size; state++) {
            int number = next[table.entries[state]]++;
            int width = accuracyLog - (31 - Integer.numberOfLeadingZeros(number));
            table.entries[state] |= width << 8 | (number << width) - size << 16;
        }
        return table;
    }

    private void spread(short[] probabilities, int count, int high) throws CorruptZstdException {
        int mask = entries.length - 1;
        int step = (entries.length >>> 1) + (entries.length >>> 3) + 3;
        int position = 0;
        for (int symbol = 0; symbol < count; symbol++) {
            for (int i = 0; i < probabilities[symbol]; i++) {
                entries[position] = symbol;
                do {
                    position = position + step & mask;
                } while (position >= high);
            }
        }
        CorruptZstdException.unless(position == 0, "an entropy table that does not add up");
    }

    int accuracyLog() {
        return accuracyLog;
    }

    /** What a state stands for, in the form that the other methods take apart. */
    int entry(int state) {
        return entries[state];
    }

    static int symbol(int entry) {
        return entry & 0xff;
    }

    /** How many bits lead from the entry's state to the next. */
    static int width(int entry) {
        return entry >>> 8 & 0xff;
    }

    /** The next state, before those bits are added. */
    static int base(int entry) {
        return entry >>> 16;
    }
}
