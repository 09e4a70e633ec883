package tcpwalk.tcp;

import java.util.Arrays;
import tcpwalk.wire.SequenceNumber;

/**
 * Ranges of sequence numbers that the tap has not seen although later ones passed, or were acknowledged. Few at a time,
 * so a sorted array; beyond {@link #MAX} the oldest are given up, as a capture that loses so much cannot tell them
 * apart anyway.
 */
final class Gaps {

    private static final int MAX = 64;

    private int[] starts = new int[4];
    private int[] ends = new int[4];
    private int count;
    private boolean ahead;
    private int sentUna;
    private int sentNxt;

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

    /** The peer acknowledges beyond {@code nxt}, the end of what has passed; {@code una} was the last acknowledged. */
    void goAhead(int una, int nxt) {
        if (!ahead) {
            ahead = true;
            sentUna = una;
            sentNxt = nxt;
        }
    }

    /** Whether something was acknowledged after the end of what has passed, and nothing has passed since. */
    boolean isAhead() {
        return ahead;
    }

    void catchUp() {
        ahead = false;
    }

    /** SND.UNA before the acknowledgment that went ahead. */
    int sentUna() {
        return sentUna;
    }

    /** SND.NXT as it had passed the tap. */
    int sentNxt() {
        return sentNxt;
    }

    /** Adds a gap after all others. */
    void add(int start, int end) {
        if (count == MAX) {
            remove(0);
        }
        makeRoom();
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

    private void makeRoom() {
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, 2 * count);
            ends = Arrays.copyOf(ends, 2 * count);
        }
    }

    private void split(int i, int from, int to) {
        if (count == MAX) {
            starts[i] = to;
            return;
        }
        makeRoom();
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
