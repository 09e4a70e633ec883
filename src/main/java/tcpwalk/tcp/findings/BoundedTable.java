package tcpwalk.tcp.findings;

import java.util.Arrays;
import java.util.function.Supplier;

/**
 * Remembers something for each of the keys seen lately, in fixed memory: where a key's set of places is full, the one
 * that was not used for longest makes room, and one that {@link Entry#isPinned() must stay} only if all must.
 */
final class BoundedTable<T extends BoundedTable.Entry> {

    /** What a table holds. */
    interface Entry {

        /** Whether it must not make room for another, as long as any in its set may. */
        boolean isPinned();

        /** It makes room for another. */
        default void released() {
        }
    }

    private static final int WAYS = 4;

    private final long[] keys;
    private final long[] used;
    private final Object[] entries;
    private final Supplier<T> make;

    /** Holds about {@code capacity} entries, a power of two. */
    BoundedTable(int capacity, Supplier<T> make) {
        keys = new long[capacity];
        used = new long[capacity];
        entries = new Object[capacity];
        Arrays.fill(used, Long.MIN_VALUE);
        this.make = make;
    }

    /** The entry of a key, made if it is new; {@code time} tells which was used last. */
    T of(long key, long time) {
        int place = find(key);
        if (place < 0) {
            place = room(set(key));
            if (entries[place] != null) {
                entry(place).released();
            }
            entries[place] = make.get();
            keys[place] = key;
        }
        used[place] = time;
        return entry(place);
    }

    /** The entry of a key, or null. */
    T peek(long key) {
        int place = find(key);
        return place < 0 ? null : entry(place);
    }

    private int find(long key) {
        int set = set(key);
        for (int i = set; i < set + WAYS; i++) {
            if (keys[i] == key && entries[i] != null) {
                return i;
            }
        }
        return -1;
    }

    private int set(long key) {
        return (int) (key * 0x9e3779b97f4a7c15L >>> 33) & keys.length - 1 & -WAYS;
    }

    private int room(int set) {
        int best = -1;
        for (int i = set; i < set + WAYS; i++) {
            boolean free = entries[i] == null || !entry(i).isPinned();
            if (free && (best < 0 || used[i] < used[best])) {
                best = i;
            }
        }
        return best < 0 ? set : best;
    }

    @SuppressWarnings("unchecked")
    private T entry(int place) {
        return (T) entries[place];
    }
}
