package tcpwalk.cli;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CancellationException;
import tcpwalk.capture.QuotedSegment;
import tcpwalk.wire.SegmentBatch;

/**
 * Takes decoded segments from the thread that reads to the one that tracks, in their order. The same few loads go to
 * and fro: nothing is allocated, and a reader that is faster waits.
 */
final class Handover {

    /** What travels together stays within a processor's second cache. */
    private static final int LOADS = 8;

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

    private final Deque<Load> sent = new ArrayDeque<>();
    private final Deque<Load> free = new ArrayDeque<>();
    private boolean ended;

    Handover() {
        for (int i = 0; i < LOADS; i++) {
            free.add(new Load());
        }
    }

    /** An empty load, as soon as there is one. */
    synchronized Load fresh() {
        while (free.isEmpty()) {
            // Unasked: to be woken would cost the other thread more than this one loses.
            await(1);
        }
        Load load = free.pop();
        load.segments.clear();
        load.quoted = null;
        return load;
    }

    /** Hands a load over; {@code quoted} may be null. */
    synchronized void send(Load load, QuotedSegment quoted) {
        load.quoted = quoted;
        sent.add(load);
        if (sent.size() == 1) {
            notifyAll();
        }
    }

    /** Nothing more is sent. */
    synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** The next load, as soon as it comes; null at the end. */
    synchronized Load next() {
        while (sent.isEmpty() && !ended) {
            await(0);
        }
        return sent.poll();
    }

    /** A load is done with. */
    synchronized void giveBack(Load load) {
        free.push(load);
    }

    private void await(long milliseconds) {
        try {
            wait(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
    }
}
