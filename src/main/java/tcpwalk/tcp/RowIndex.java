package tcpwalk.tcp;

import java.util.Arrays;
import tcpwalk.wire.Segment;
import tcpwalk.wire.SegmentBatch;

/**
 * Finds the rows of {@link TcbRows} by the hash of their ends: open addressing, the hash beside the row's number, so
 * that a look-up that fails touches one line of a processor's cache.
 */
final class RowIndex {

    private static final long ROW_BITS = 0xffff_ffffL;

    private final TcbRows tcbs;
    private long[] slots = new long[1 << 8];
    private int size;
    /** The rows of the segments that were looked up last, by their indexes in the batch, or -1. */
    private final int[] ahead = new int[Integer.SIZE];
    /** Something that depends on every load of a look ahead, or they would be optimised away. */
    private int touched;

    RowIndex(TcbRows tcbs) {
        this.tcbs = tcbs;
        Arrays.fill(ahead, -1);
    }

    int size() {
        return size;
    }

    /**
     * The row of a segment's connection and its sender: twice the row's number, plus one where the server sent it.
     *
     * @return -1 without such a row
     */
    int find(SegmentBatch batch, int index) {
        int likely = ahead[index % ahead.length];
        if (likely >= 0) {
            int sender = tcbs.senderIn(likely, batch, index);
            if (sender >= 0) {
                return 2 * likely + sender;
            }
        }
        int hash = batch.hash(index);
        int mask = slots.length - 1;
        for (int i = hash & mask; slots[i] != 0; i = i + 1 & mask) {
            if ((int) (slots[i] >>> 32) == hash) {
                int sender = tcbs.senderIn(row(slots[i]), batch, index);
                if (sender >= 0) {
                    return 2 * row(slots[i]) + sender;
                }
            }
        }
        return -1;
    }

    /** The same for a segment that is in no batch. */
    int find(Segment segment, int hash) {
        int mask = slots.length - 1;
        for (int i = hash & mask; slots[i] != 0; i = i + 1 & mask) {
            if ((int) (slots[i] >>> 32) == hash) {
                int sender = tcbs.senderIn(row(slots[i]), segment);
                if (sender >= 0) {
                    return 2 * row(slots[i]) + sender;
                }
            }
        }
        return -1;
    }

    private static int row(long slot) {
        return (int) (slot & ROW_BITS) - 1;
    }

    void add(int row, int hash) {
        if (2 * ++size > slots.length) {
            grow();
        }
        place((long) hash << 32 | row + 1);
    }

    private void place(long slot) {
        int mask = slots.length - 1;
        int i = (int) (slot >>> 32) & mask;
        while (slots[i] != 0) {
            i = i + 1 & mask;
        }
        slots[i] = slot;
    }

    private void grow() {
        long[] old = slots;
        slots = new long[2 * old.length];
        for (long slot : old) {
            if (slot != 0) {
                place(slot);
            }
        }
    }

    void remove(int row, int hash) {
        int mask = slots.length - 1;
        int hole = hash & mask;
        while (row(slots[hole]) != row) {
            hole = hole + 1 & mask;
        }
        for (int i = hole + 1 & mask; slots[i] != 0; i = i + 1 & mask) {
            int home = (int) (slots[i] >>> 32);
            // Whatever could not stand in its own place because of the hole moves up.
            if ((i - home & mask) >= (i - hole & mask)) {
                slots[hole] = slots[i];
                hole = i;
            }
        }
        slots[hole] = 0;
        size--;
    }

    /** All rows, in the order of their connections' ids. */
    int[] inOrder() {
        long[] keyed = new long[size];
        int count = 0;
        for (long slot : slots) {
            if (slot != 0) {
                keyed[count++] = (long) tcbs.id(row(slot)) << 32 | row(slot);
            }
        }
        Arrays.sort(keyed);
        int[] rows = new int[size];
        for (int i = 0; i < size; i++) {
            rows[i] = (int) keyed[i];
        }
        return rows;
    }

    /**
     * Looks the rows of some segments up without using them: the loads overlap, so that rows beyond the caches cost one
     * wait for all and not one for each.
     *
     * @param count at most 32
     * @return those that have no row here, a bit each
     */
    int touch(SegmentBatch batch, int from, int count) {
        int mask = slots.length - 1;
        int missing = 0;
        int sum = 0;
        for (int i = from; i < from + count; i++) {
            int hash = batch.hash(i);
            int at = hash & mask;
            long slot = slots[at];
            while (slot != 0 && (int) (slot >>> 32) != hash) {
                at = at + 1 & mask;
                slot = slots[at];
            }
            ahead[i % ahead.length] = row(slot);
            missing |= slot == 0 ? 1 << i - from : 0;
        }
        for (int i = from; i < from + count; i++) {
            int row = ahead[i % ahead.length];
            if (row >= 0) {
                sum += tcbs.touch(row);
            }
        }
        for (int i = from; i < from + count; i++) {
            int row = ahead[i % ahead.length];
            if (row >= 0 && TcbFields.isBeginningOrEnding(tcbs.rows(), row * TcbRows.ROW)) {
                sum += tcbs.touchApart(row);
            }
        }
        touched += sum;
        return missing;
    }

    /** The same of a row whose connection is to be taken out soon. */
    void touch(int row) {
        touched += tcbs.touch(row) + tcbs.touchApart(row);
    }
}
