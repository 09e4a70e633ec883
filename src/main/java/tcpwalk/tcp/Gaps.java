package tcpwalk.tcp;

import tcpwalk.wire.SequenceNumber;

/**
 * Ranges of sequence numbers that the tap has not seen although later ones passed. Few at a time, so a sorted array;
 * beyond {@link #MAX} the oldest are given up, as a capture that loses so much cannot tell them apart anyway.
 */
final class Gaps {

    private static final int MAX = 64;

    private final int[] starts = new int[MAX];
    private final int[] ends = new int[MAX];
    private int count;

    boolean isEmpty() {
        return count == 0;
    }

    /** Where the first gap begins; only while there is one. */
    int first() {
        return starts[0];
    }

    /** How many missing numbers lie before {@code number}. */
    int sizeBelow(int number) {
        int size = 0;
        for (int i = 0; i < count && SequenceNumber.isBefore(starts[i], number); i++) {
            size += (SequenceNumber.isBefore(number, ends[i]) ? number : ends[i]) - starts[i];
        }
        return size;
    }

    /** Adds a gap after all others. */
    void add(int start, int end) {
        if (count == MAX) {
            remove(0);
        }
        starts[count] = start;
        ends[count++] = end;
    }

    /** Fills {@code start} to {@code end} and says how many missing numbers that brought. */
    int fill(int start, int end) {
        int filled = 0;
        for (int i = count - 1; i >= 0; i--) {
            int from = SequenceNumber.later(start, starts[i]);
            int to = SequenceNumber.isBefore(end, ends[i]) ? end : ends[i];
            if (SequenceNumber.isBefore(from, to)) {
                filled += to - from;
                cut(i, from, to);
            }
        }
        return filled;
    }

    private void cut(int i, int from, int to) {
        boolean atStart = from == starts[i];
        boolean atEnd = to == ends[i];
        if (atStart && atEnd) {
            remove(i);
        } else if (atStart) {
            starts[i] = to;
        } else if (atEnd) {
            ends[i] = from;
        } else {
            split(i, from, to);
        }
    }

    private void split(int i, int from, int to) {
        if (count == MAX) {
            starts[i] = to;
            return;
        }
        System.arraycopy(starts, i, starts, i + 1, count - i);
        System.arraycopy(ends, i, ends, i + 1, count - i);
        count++;
        ends[i] = from;
        starts[i + 1] = to;
    }

    private void remove(int i) {
        System.arraycopy(starts, i + 1, starts, i, count - i - 1);
        System.arraycopy(ends, i + 1, ends, i, count - i - 1);
        count--;
    }
}
