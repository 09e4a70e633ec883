package tcpwalk.capture;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import tcpwalk.wire.Segment;

/**
 * Carries segments from the thread that reads and decodes to the one that tracks, many at a time, in order. A batch is
 * used again once it has been taken in, so that the memory is bounded and the faster thread waits.
 */
public final class SegmentBatches implements SegmentSink {

    /** The thread that tracks. */
    public interface Receiver {

        /** The next segments, {@code count} of them; valid during the call, their payload not at all. */
        void segments(Segment[] segments, int count);

        /** An ICMP error about a segment, in its place among them. */
        void quoted(QuotedSegment quoted);
    }

    private static final int BATCHES = 8;
    private static final int SIZE = 512;

    private static final class Batch {
        private final Segment[] segments = new Segment[SIZE];
        private int count;
        private QuotedSegment quoted;
        private boolean last;

        private Batch() {
            for (int i = 0; i < SIZE; i++) {
                segments[i] = new Segment();
            }
        }
    }

    private final BlockingQueue<Batch> free = new ArrayBlockingQueue<>(BATCHES);
    private final BlockingQueue<Batch> full = new ArrayBlockingQueue<>(BATCHES);
    private Batch filling = new Batch();
    private int made = 1;

    @Override
    public Segment segment(Segment segment) {
        Batch batch = filling;
        // What was filled takes a place in the batch; what stood there is filled next.
        Segment next = batch.segments[batch.count];
        batch.segments[batch.count++] = segment;
        if (batch.count == SIZE) {
            pass();
        }
        return next;
    }

    @Override
    public void quoted(QuotedSegment quoted) {
        filling.quoted = quoted.copy();
        pass();
    }

    /** Nothing more will come. To be called by the reading thread, whatever happened to it. */
    public void finish() {
        filling.last = true;
        pass();
    }

    private void pass() {
        try {
            full.put(filling);
            filling = made < BATCHES && free.isEmpty() ? make() : free.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            filling = make();
        }
        filling.count = 0;
        filling.quoted = null;
    }

    private Batch make() {
        made++;
        return new Batch();
    }

    /** Hands everything to {@code receiver} on the caller's thread until {@link #finish()}. */
    public void deliver(Receiver receiver) throws InterruptedException {
        boolean last = false;
        while (!last) {
            Batch batch = full.take();
            last = batch.last;
            receiver.segments(batch.segments, batch.count);
            if (batch.quoted != null) {
                receiver.quoted(batch.quoted);
            }
            free.put(batch);
        }
    }
}
