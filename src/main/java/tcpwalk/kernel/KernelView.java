package tcpwalk.kernel;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import tcpwalk.sniff.EventView;
import tcpwalk.tcp.Connection;
import tcpwalk.tcp.Observation;
import tcpwalk.tcp.Side;
import tcpwalk.tcp.findings.Alarm;
import tcpwalk.wire.Segment;

/**
 * Puts the kernel's word beside what the wire shows, for those ends of the connections seen that are sockets of this
 * machine.
 *
 * <p>Segments and the kernel's words come by different ways, neither at once; so both are compared {@link #LAG} behind.
 * Apart from {@link #open} and {@link #close} all is called on the tracking thread.
 */
public final class KernelView implements EventView, AutoCloseable {

    /** Longer than a capture holds back a block of frames that is not full. */
    private static final long LAG = 300_000_000;
    private static final int QUEUE = 1 << 16;
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    private final Comparison comparison;
    private final Queue<SocketChange> arrived = new ArrayBlockingQueue<>(QUEUE);
    private final AtomicLong lost = new AtomicLong();
    private final SocketTrace trace;
    private long lastSegment = Long.MIN_VALUE;
    private boolean busy;

    private KernelView(Consumer<KernelRow> rows) throws TracingException {
        comparison = new Comparison(rows);
        trace = SocketTrace.open(new SocketTrace.Listener() {
            @Override
            public void changed(SocketChange change) {
                if (!arrived.offer(change)) {
                    lost.incrementAndGet();
                }
            }

            @Override
            public void lost(long events) {
                lost.addAndGet(events);
            }
        });
    }

    /**
     * Begins to listen to the kernel, which takes root; nothing later does.
     *
     * @param rows told of every comparison, on the tracking thread, some {@link #LAG} after it happened
     */
    public static KernelView open(Consumer<KernelRow> rows) throws TracingException {
        return new KernelView(rows);
    }

    @Override
    public void observed(Connection connection, Segment segment) {
        // Most segments change no state: nothing is looked up for them.
        lastSegment = segment.time();
        busy = true;
    }

    @Override
    public void changed(Observation seen) {
        comparison.observed(seen.connection(), seen.time());
    }

    @Override
    public void raised(Alarm alarm) {
        // What many connections show together is none of the kernel's words.
    }

    @Override
    public void tick(long now) {
        // While segments come, those up to now may still wait for this thread.
        settle((busy ? Math.min(now, lastSegment) : now) - LAG);
        busy = false;
        try {
            trace.mark();
        } catch (IOException e) {
            // Nothing more will be heard of the kernel, so that nothing more is compared.
            trace.close();
        }
    }

    @Override
    public void ended(Connection connection) {
        settle(lastSegment - LAG);
        comparison.ended(connection);
    }

    @Override
    public void finishing() {
        try {
            trace.sync(LAST_WORDS);
        } catch (IOException e) {
            // What is there is compared.
            trace.close();
        }
        takeArrived();
        comparison.finish(Math.max(lastSegment, trace.completeUntil()));
    }

    /** What the kernel says of an end, or null where it is no socket of this machine. */
    public KernelWord word(Connection connection, Side side) {
        return comparison.word(connection, side);
    }

    /** What has been compared of a connection, in the order of time; the first rows of one that has very many. */
    public List<KernelRow> rows(Connection connection) {
        return comparison.rows(connection);
    }

    /** What came of the comparison so far. */
    public KernelSummary summary() {
        return comparison.summary();
    }

    private void settle(long horizon) {
        takeArrived();
        comparison.settle(Math.min(horizon, trace.completeUntil()));
    }

    private void takeArrived() {
        for (SocketChange change = arrived.poll(); change != null; change = arrived.poll()) {
            comparison.changed(change);
        }
        long events = lost.getAndSet(0);
        if (events > 0) {
            comparison.lost(events, trace.completeUntil());
        }
    }

    @Override
    public void close() {
        trace.close();
    }
}
