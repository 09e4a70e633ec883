package tcpwalk.tcp;

import java.util.function.Predicate;
import tcpwalk.wire.Segment;
import tcpwalk.wire.SegmentBatch;

/**
 * The connections of a table that have gone by the book so far: begun in {@link TcbRows}, kept by
 * {@link OrdinarySegments}, and taken out as a {@link Connection} when one deviates or is to be handed over.
 */
final class OrdinaryConnections {

    /** Ids from here on do not fit into a {@link RowQueue}. */
    private static final long MOST = Integer.MAX_VALUE;

    private final TcbRows tcbs = new TcbRows();
    private final RowIndex index = new RowIndex(tcbs);
    private final RowTally tally = new RowTally(tcbs);
    private final OrdinarySegments keeping;
    private final Diagnosis diagnosis;
    private final Predicate<Tally> wanted;
    private final Inference inference;
    /** In the order in which they began, among them some that are half-open no more. */
    private final RowQueue opening = new RowQueue();
    /** In the order in which they ended, among them some that were taken out. */
    private final RowQueue lingering = new RowQueue();

    /** {@code wanted} says of which connections that have closed a {@link Connection} is made at all. */
    OrdinaryConnections(Diagnosis diagnosis, Inference inference, Predicate<Tally> wanted) {
        keeping = new OrdinarySegments(tcbs, diagnosis);
        this.diagnosis = diagnosis;
        this.wanted = wanted;
        this.inference = inference;
    }

    int size() {
        return index.size();
    }

    /** Looks the rows of some segments up, and says which have none; see {@link RowIndex#touch}. */
    int touch(SegmentBatch batch, int from, int count) {
        int missing = index.touch(batch, from, count);
        // Each of those may begin a connection, and then another one leaves.
        int leaving = Math.min(Integer.bitCount(missing), lingering.size());
        for (int i = 0; i < leaving; i++) {
            index.touch(RowQueue.row(lingering.get(i)));
        }
        return missing;
    }

    /**
     * Takes the segments that go by the book of their connections, until the first that does not.
     *
     * @return its index, with nothing changed by it; {@code end} if there is none before
     */
    int take(SegmentBatch batch, int from, int end) {
        for (int i = from; i < end; i++) {
            int found = index.find(batch, i);
            if (found < 0 || !keeping.take(found, batch, i)) {
                return i;
            }
            int row = found >> 1;
            if (keeping.isOver(row)) {
                lingering.add(row, id(row));
            }
        }
        return end;
    }

    /** Whether a connection that begins with this segment may be kept here. */
    boolean mayBegin(Segment syn, long id) {
        return id < MOST && keeping.mayBegin(syn);
    }

    void begin(Segment syn, int hash, long id) {
        int row = keeping.begin(syn, hash, id);
        index.add(row, hash);
        opening.add(row, id);
        if (opening.size() > 2 * size() + 1024) {
            opening.retain(this::isHalfOpen);
        }
    }

    private boolean isHalfOpen(long entry) {
        int row = RowQueue.row(entry);
        return tcbs.id(row) == RowQueue.id(entry) && keeping.isHalfOpen(row);
    }

    /** The id of the connection that has been half-open for longest, or {@link Long#MAX_VALUE}. */
    long oldestHalfOpen() {
        while (opening.size() > 0 && !isHalfOpen(opening.peek())) {
            opening.poll();
        }
        return opening.size() == 0 ? Long.MAX_VALUE : RowQueue.id(opening.peek());
    }

    /** Takes out the connection that {@link #oldestHalfOpen()} has named. */
    Connection withdrawOldestHalfOpen() {
        return withdraw(RowQueue.row(opening.poll()));
    }

    /**
     * Takes out a connection that ended before {@code time}, or the oldest beyond the {@code most}; null if none. Those
     * that nobody wants are forgotten on the way.
     */
    Connection withdrawEnded(long time, int most) {
        while (lingering.size() > 0) {
            int row = RowQueue.row(lingering.peek());
            boolean here = tcbs.id(row) == RowQueue.id(lingering.peek());
            if (here && lingering.size() <= most && lastTime(row) >= time) {
                return null;
            }
            lingering.poll();
            if (here && !forgets(row)) {
                return withdraw(row);
            }
        }
        return null;
    }

    /** Takes out the connection that ended first, wanted or not, so that there is room; null if none. */
    Connection withdrawAnyEnded() {
        while (lingering.size() > 0) {
            long entry = lingering.poll();
            if (tcbs.id(RowQueue.row(entry)) == RowQueue.id(entry)) {
                return withdraw(RowQueue.row(entry));
            }
        }
        return null;
    }

    /** Lets a row go of which nobody wants to know; false, with nothing changed, if somebody may. */
    boolean forgets(int row) {
        if (!keeping.isOver(row) || diagnosis.looksBack() || wanted.test(tally.of(row))) {
            return false;
        }
        remove(row);
        return true;
    }

    private void remove(int row) {
        index.remove(row, tcbs.hash(row));
        tcbs.remove(row);
    }

    /** Takes the connection of a segment out, or returns null if it is not in here. */
    Connection withdraw(Segment segment, int hash) {
        int found = index.find(segment, hash);
        return found < 0 ? null : withdraw(found >> 1);
    }

    /** Takes a row's connection out. */
    Connection withdraw(int row) {
        Connection connection = new Connection(tcbs, row);
        inference.resume(connection, tcbs.apart(row, TcbRows.CUT_FRAME));
        remove(row);
        return connection;
    }

    /** Every row, in the order of their connections' ids. */
    int[] rows() {
        return index.inOrder();
    }

    long id(int row) {
        return tcbs.id(row);
    }

    long lastTime(int row) {
        return TcbRows.getLong(tcbs.rows(), row * TcbRows.ROW + TcbRows.LAST);
    }
}
