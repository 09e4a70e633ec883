package tcpwalk.cli;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import tcpwalk.capture.QuotedSegment;
import tcpwalk.wire.SegmentBatch;

/**
 * Takes decoded segments from the thread that reads to the one that tracks, in their order. The same few loads go to and
 * fro: nothing is allocated, and a reader that is faster waits.
 */
final class Handover {

    /** What travels together stays within a processor's second cache. */
    private static final int LOADS = 4;

    /** Some segments, and perhaps an ICMP error that was seen after them. */
    static final class Load {
        private final SegmentBatch segments = new SegmentBatch();
        private QuotedSegment quoted;

        SegmentBatch segments() {
            return segments;
        }

        /** Or null. */
        QuotedSegment quoted() {
            return quoted;
        }
    }

    private static final Load END = new Load();

    private final BlockingQueue<Load> sent = new ArrayBlockingQueue<>(LOADS + 1);
    private final BlockingQueue<Load> free = new ArrayBlockingQueue<>(LOADS);

    Handover() {
        for (int i = 0; i < LOADS; i++) {
            free.add(new Load());
        }
    }

    /** An empty load, as soon as there is one. */
    Load fresh() {
        Load load = take(free);
        load.segments.clear();
        load.quoted = null;
        return load;
    }

    /** Hands a load over; {@code quoted} may be null. */
    void send(Load load, QuotedSegment quoted) {
        load.quoted = quoted;
        sent.add(load);
    }

    /** Nothing more is sent. */
    void end() {
        sent.add(END);
    }

    /** The next load, as soon as it comes; null at the end. */
    Load next() {
        Load load = take(sent);
        return load == END ? null : load;
    }

    /** A load is done with. */
    void giveBack(Load load) {
        free.add(load);
    }

    private static Load take(BlockingQueue<Load> queue) {
        try {
            return queue.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
    }
}
