package tcpwalk.kernel;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import tcpwalk.sniff.LiveView;
import tcpwalk.tcp.Connection;
import tcpwalk.tcp.Side;
import tcpwalk.wire.Segment;

/**
 * Puts the kernel's word beside what the wire shows, for those ends of the connections seen that are sockets of this
 * machine.
 *
 * <p>Segments and the kernel's words come by different ways, neither at once; so both are compared {@link #LAG} behind,
 * in the order of their times. Apart from {@link #open} all is called on the tracking thread.
 */
public final class KernelView implements LiveView, AutoCloseable {

    /** Longer than a capture holds back a block of frames that is not full. */
    private static final long LAG = 300_000_000;
    private static final int QUEUE = 1 << 16;
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    private final Consumer<KernelRow> rows;
    private final Ledger ledger = new Ledger();
    private final Queue<SocketChange> arrived = new ArrayBlockingQueue<>(QUEUE);
    private final PriorityQueue<SocketChange> waiting =
            new PriorityQueue<>(Comparator.comparingLong(SocketChange::time));
    private final Set<EndRecord> open = new LinkedHashSet<>();
    private final ArrayDeque<Ledger.Pair> ended = new ArrayDeque<>();
    private final List<KernelRow> found = new ArrayList<>();
    private final AtomicLong lost = new AtomicLong();
    private final SocketTrace trace;
    private long lostBefore;
    private long lastSegment;
    private boolean busy;
    private long compared;
    private long agreed;
    private long unseen;

    private KernelView(Consumer<KernelRow> rows) throws TracingException {
        this.rows = rows;
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
     * @param rows told of every comparison, on the tracking thread, in the order of their times
     */
    public static KernelView open(Consumer<KernelRow> rows) throws TracingException {
        return new KernelView(rows);
    }

    @Override
    public void observed(Connection connection, Segment segment) {
        lastSegment = segment.time();
        busy = true;
        Ledger.Pair pair = ledger.find(connection);
        if (pair == null) {
            pair = ledger.begin(connection, lastSegment);
        }
        observe(pair.client());
        observe(pair.server());
    }

    private void observe(EndRecord end) {
        if (end.observe(lastSegment) && end.isHeld()) {
            open.add(end);
        }
    }

    @Override
    public void tick(long now) {
        // While segments come, those up to now may still wait for this thread.
        long wire = busy ? Math.min(now, lastSegment) : now;
        busy = false;
        settle(Math.min(wire, trace.completeUntil()) - LAG);
        try {
            trace.mark();
        } catch (IOException e) {
            // Nothing more will be heard of the kernel, so that nothing more is compared.
            trace.close();
        }
    }

    @Override
    public void ended(Connection connection) {
        settle(Math.min(lastSegment, trace.completeUntil()));
        Ledger.Pair pair = ledger.find(connection);
        if (pair != null) {
            ended.add(pair);
        }
    }

    /** Compares what is left; to be called when the capture has ended, before the connections are handed over. */
    public void finish() {
        try {
            trace.sync(LAST_WORDS);
        } catch (IOException e) {
            // What is there is compared.
            trace.close();
        }
        long horizon = Math.max(lastSegment, trace.completeUntil());
        settle(horizon);
        ledger.held().forEach(end -> judge(end, horizon, true));
        open.clear();
        tell();
    }

    /** What the kernel says of an end, or null where it is no socket of this machine. */
    public KernelWord word(Connection connection, Side side) {
        Ledger.Pair pair = ledger.find(connection);
        return pair == null ? null : pair.end(side).word();
    }

    /** What came of the comparison so far. */
    public KernelSummary summary() {
        return new KernelSummary(ledger.toldEnds(), compared, agreed, unseen, lost.get(), ledger.skipped());
    }

    private void settle(long horizon) {
        for (SocketChange change = arrived.poll(); change != null; change = arrived.poll()) {
            waiting.add(change);
        }
        if (lost.get() != lostBefore) {
            lostBefore = lost.get();
            ledger.held().forEach(end -> end.missed(horizon));
        }
        while (!waiting.isEmpty() && waiting.peek().time() <= horizon) {
            EndRecord end = ledger.take(waiting.poll());
            if (end != null) {
                open.add(end);
            }
        }
        open.removeIf(end -> !judge(end, horizon, false));
        while (!ended.isEmpty() && ended.peek().client().connection().lastTime() < horizon - LAG) {
            release(ended.poll(), horizon);
        }
        tell();
    }

    private void release(Ledger.Pair pair, long horizon) {
        for (Side side : Side.values()) {
            EndRecord end = pair.end(side);
            open.remove(end);
            if (end.isHeld()) {
                judge(end, horizon, true);
            }
        }
        ledger.remove(pair);
    }

    private boolean judge(EndRecord end, long horizon, boolean over) {
        EndJudge judge = end.judge();
        compared -= judge.compared();
        agreed -= judge.agreed();
        unseen -= judge.unseen();
        boolean more = judge.judge(horizon, over, found::add);
        compared += judge.compared();
        agreed += judge.agreed();
        unseen += judge.unseen();
        return more;
    }

    private void tell() {
        if (!found.isEmpty()) {
            found.sort(Comparator.comparingLong(KernelRow::time));
            found.forEach(rows);
            found.clear();
        }
    }

    @Override
    public void close() {
        trace.close();
    }
}
