package tcpwalk.tcp.findings;

/**
 * Numbers and what became of each, in few bytes: a scan tries up to 65,536 of them. Numbers count modulo 2^30; where
 * memory for all scans together is used up, no more are added.
 */
final class Tries {

    static final int UNTRIED = 0;
    static final int TRIED = 1;
    static final int CLOSED = 2;
    static final int OPEN = 3;

    /** Numbers that all scans together may remember, some ten megabytes. */
    static final class Budget {
        private int left = 1 << 20;
    }

    private static final int MOST = 65_536;

    private final Budget budget;
    private int[] places = new int[8];
    private int size;

    Tries(Budget budget) {
        this.budget = budget;
    }

    int size() {
        return size;
    }

    /** What is known of a number: {@link #UNTRIED} to {@link #OPEN}. */
    int get(int number) {
        return places[place(number)] & 3;
    }

    /** Notes what became of a number and says whether there was room for it. */
    boolean put(int number, int result) {
        int place = place(number);
        if (places[place] == 0) {
            if (size == MOST || budget.left == 0) {
                return false;
            }
            if (2 * size >= places.length) {
                grow();
                place = place(number);
            }
            size++;
            budget.left--;
        }
        places[place] = number << 2 | result;
        return true;
    }

    private int place(int number) {
        int mask = places.length - 1;
        int i = (number * 0x9e3779b9 >>> 7) & mask;
        while (places[i] != 0 && places[i] >>> 2 != (number & -1 >>> 2)) {
            i = i + 1 & mask;
        }
        return i;
    }

    private void grow() {
        int[] old = places;
        places = new int[2 * old.length];
        for (int entry : old) {
            if (entry != 0) {
                places[place(entry >>> 2)] = entry;
            }
        }
    }

    /** Gives the memory back. */
    void release() {
        budget.left += size;
        size = 0;
        places = new int[8];
    }
}
