package tcpwalk.kernel;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import tcpwalk.capture.live.CaptureSettings;
import tcpwalk.capture.live.LiveCapture;
import tcpwalk.tcp.Connection;
import tcpwalk.tcp.ConnectionTable;
import tcpwalk.tcp.Diagnosis;
import tcpwalk.tcp.Observation;
import tcpwalk.testnet.Frames;
import tcpwalk.testnet.Namespace;
import tcpwalk.testnet.TestNetwork;
import tcpwalk.wire.Segment;

/** A live run in small: captures at one end of a link, tracks, and puts the kernel's word beside it. */
final class Watched implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long TICK = 100_000_000;

    private final BlockingQueue<Segment> segments = new LinkedBlockingQueue<>();
    private final List<KernelRow> rows = new ArrayList<>();
    private final List<Connection> connections = new ArrayList<>();
    private final ConnectionTable table = new ConnectionTable(1000, connection -> false, new Diagnosis() {
        @Override
        public void observed(Observation observation) {
            seen = observation;
        }

        @Override
        public void ended(Observation last) {
            // A connection's end is of no interest to findings here.
        }
    }, this::ended);
    private Observation seen;
    private final KernelView view;
    private final LiveCapture capture;
    private final Thread tracker = new Thread(this::track, "tracker");
    private Predicate<Segment> visible = segment -> true;
    private volatile boolean over;

    Watched(Namespace namespace) throws Exception {
        view = KernelView.open(this::add);
        CaptureSettings settings = CaptureSettings.on(TestNetwork.LINK).bufferBytes(1 << 21).filter("tcp");
        capture = namespace.call(() -> LiveCapture.start(settings, this::take));
        tracker.start();
    }

    /** Has the tap miss what does not match. */
    Watched seeing(Predicate<Segment> visible) {
        this.visible = visible;
        return this;
    }

    private void take(int linkType, long time, int originalLength, ByteBuffer bytes) {
        byte[] frame = new byte[bytes.limit()];
        bytes.get(0, frame);
        Segment segment = Frames.segment(frame);
        if (segment != null && visible.test(segment)) {
            segments.add(segment.seen(0, time, 0));
        }
    }

    private void track() {
        long frame = 0;
        long next = TraceClock.now();
        while (!over || !segments.isEmpty()) {
            try {
                Segment segment = segments.poll(10, TimeUnit.MILLISECONDS);
                if (segment != null) {
                    seen = null;
                    Connection connection = table.observe(segment.seen(++frame, segment.time(), 0));
                    if (seen != null && seen.segment() != null) {
                        view.changed(seen);
                    }
                    if (!connections.contains(connection)) {
                        connections.add(connection);
                    }
                    view.observed(connection, segment);
                }
                if (TraceClock.now() - next > TICK) {
                    next = TraceClock.now();
                    view.tick(next);
                }
            } catch (InterruptedException e) {
                return;
            }
        }
        view.finishing();
        table.finish();
    }

    private void ended(Connection connection) {
        view.ended(connection);
    }

    private synchronized void add(KernelRow row) {
        rows.add(row);
        notifyAll();
    }

    /** Waits for a row. */
    synchronized KernelRow await(Predicate<KernelRow> matching) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            for (KernelRow row : rows) {
                if (matching.test(row)) {
                    return row;
                }
            }
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new AssertionError("no such row; there are " + rows);
            }
            wait(left);
        }
    }

    /** Waits for so many of the kernel's changes that the wire shows. */
    synchronized void awaitAgreed(int count) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (rows.stream().filter(row -> row.kind() == KernelRow.Kind.AGREED).count() < count) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new AssertionError("not " + count + " agree: " + rows);
            }
            wait(left);
        }
    }

    /** Ends the capture and compares what is left. */
    KernelSummary finish() throws InterruptedException {
        capture.close();
        over = true;
        tracker.join();
        return view.summary();
    }

    synchronized List<KernelRow> rows() {
        return List.copyOf(rows);
    }

    /** The connections in the order of their first segments; after {@link #finish()}. */
    List<Connection> connections() {
        return connections;
    }

    KernelView view() {
        return view;
    }

    @Override
    public void close() throws InterruptedException {
        finish();
        view.close();
    }
}
