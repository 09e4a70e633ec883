package tcpwalk.tcp.findings;

/**
 * For each of the keys seen lately, about how many different things it was seen with: a word of 64 bits for each key,
 * one chosen by hash for each thing. Fixed memory, no objects, since nearly every key is seen with one thing only.
 */
final class Sketches {

    private static final int WAYS = 4;

    private final long[] keys;
    private final long[] sketches;
    private final int[] used;
    private int clock;

    /** Remembers about {@code capacity} keys, a power of two. */
    Sketches(int capacity) {
        keys = new long[capacity];
        sketches = new long[capacity];
        used = new int[capacity];
    }

    /** Adds a thing and says how many different ones there are with the key; never more than there really are. */
    int add(long key, int thing) {
        int set = (int) (key * 0x9e3779b97f4a7c15L >>> 33) & keys.length - 1 & -WAYS;
        int place = set;
        for (int i = set; i < set + WAYS; i++) {
            if (keys[i] == key) {
                place = i;
                break;
            }
            place = used[i] - used[place] < 0 ? i : place;
        }
        if (keys[place] != key) {
            keys[place] = key;
            sketches[place] = 0;
        }
        used[place] = ++clock;
        sketches[place] |= 1L << (thing * 0x9e3779b9 >>> 26);
        return Long.bitCount(sketches[place]);
    }
}
