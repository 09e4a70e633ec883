package tcpwalk.testnet;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import tcpwalk.capture.live.CaptureSettings;
import tcpwalk.capture.live.LiveCapture;
import tcpwalk.wire.Segment;

/** Every TCP segment that passes an interface of a namespace, from the moment this is opened. */
public final class SegmentLog implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final List<Segment> segments = new ArrayList<>();
    private LiveCapture capture;

    private SegmentLog() {
    }

    public static SegmentLog on(Namespace namespace, String interfaceName) throws Exception {
        SegmentLog log = new SegmentLog();
        CaptureSettings settings = CaptureSettings.on(interfaceName).immediate(true).bufferBytes(1 << 20).filter("tcp");
        log.capture = namespace.call(() -> LiveCapture.start(settings, log::add));
        return log;
    }

    private void add(int linkType, long time, int originalLength, ByteBuffer bytes) {
        byte[] frame = new byte[bytes.limit()];
        bytes.get(0, frame);
        Segment segment = Frames.segment(frame);
        if (segment != null) {
            synchronized (this) {
                segments.add(segment.seen(segments.size() + 1, time, 0));
                notifyAll();
            }
        }
    }

    /** The first matching segment, waited for if need be. */
    public synchronized Segment await(Predicate<Segment> matching) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            for (Segment segment : segments) {
                if (matching.test(segment)) {
                    return segment;
                }
            }
            try {
                wait(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError("no such segment within " + PATIENCE + "; seen: " + segments);
            }
        }
    }

    /** Those seen so far. */
    public synchronized List<Segment> matching(Predicate<Segment> matching) {
        return segments.stream().filter(matching).collect(Collectors.toList());
    }

    @Override
    public void close() {
        capture.close();
    }
}
