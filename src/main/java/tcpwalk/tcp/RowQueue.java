package tcpwalk.tcp;

import java.util.function.LongPredicate;

/** Rows with the ids of their connections, first in, first out: a row may be another's before its turn comes. */
final class RowQueue {

    private static final long ROW_BITS = 0xffff_ffffL;

    private long[] entries = new long[1 << 10];
    private int first;
    private int size;

    int size() {
        return size;
    }

    /** Adds a row; {@code id} fits into 31 bits. */
    void add(int row, long id) {
        if (size == entries.length) {
            long[] larger = new long[2 * size];
            for (int i = 0; i < size; i++) {
                larger[i] = get(i);
            }
            entries = larger;
            first = 0;
        }
        entries[first + size++ & entries.length - 1] = id << 32 | row;
    }

    /** The entry that comes after so many others. */
    long get(int i) {
        return entries[first + i & entries.length - 1];
    }

    /** The first entry; only while there is one. */
    long peek() {
        return entries[first];
    }

    long poll() {
        long entry = entries[first];
        first = first + 1 & entries.length - 1;
        size--;
        return entry;
    }

    /** Keeps only those entries that are still wanted. */
    void retain(LongPredicate wanted) {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            long entry = get(i);
            if (wanted.test(entry)) {
                entries[first + kept++ & entries.length - 1] = entry;
            }
        }
        size = kept;
    }

    static int row(long entry) {
        return (int) (entry & ROW_BITS);
    }

    static long id(long entry) {
        return entry >>> 32;
    }
}
