package tcpwalk.testnet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tcpwalk.capture.Frame;
import tcpwalk.capture.PcapWriter;
import tcpwalk.capture.live.CaptureSettings;
import tcpwalk.capture.live.LiveCapture;

/** Every TCP frame at one end of a link, kept in memory, and markers that say how far a recording has come. */
public final class FrameLog implements AutoCloseable {

    /** The discard port (RFC 863): a UDP datagram to it is a marker. */
    public static final int MARKER_PORT = 9;
    private static final int ETHERNET = 1;
    private static final int SNAPSHOT_LENGTH = 160;
    private static final int UDP = 17;
    private static final int PROTOCOL_OFFSET = 23;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private record Taken(long time, int originalLength, ByteBuffer bytes) {
    }

    private final List<Taken> frames = new ArrayList<>();
    private int markers;
    private LiveCapture capture;

    private FrameLog() {
    }

    public static FrameLog on(Namespace namespace, String interfaceName) throws Exception {
        FrameLog log = new FrameLog();
        CaptureSettings settings = CaptureSettings.on(interfaceName).immediate(true).bufferBytes(1 << 21)
                .snapshotLength(SNAPSHOT_LENGTH).filter("tcp or udp port " + MARKER_PORT);
        log.capture = namespace.call(() -> LiveCapture.start(settings, log::add));
        return log;
    }

    private synchronized void add(int linkType, long time, int originalLength, ByteBuffer bytes) {
        if (bytes.get(PROTOCOL_OFFSET) == UDP && bytes.getShort(12) == 0x800) {
            markers++;
            notifyAll();
        } else {
            frames.add(new Taken(time, originalLength,
                    ByteBuffer.allocateDirect(bytes.limit()).put(0, bytes, 0, bytes.limit())));
        }
    }

    /** Waits until so many markers have passed. */
    public synchronized void awaitMarkers(int count) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (markers < count) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new AssertionError("only " + markers + " markers passed");
            }
            wait(left);
        }
    }

    /** Writes the frames so far as a new pcap file. */
    public synchronized void write(Path file) throws IOException {
        try (PcapWriter writer = PcapWriter.create(file, ETHERNET, SNAPSHOT_LENGTH)) {
            Frame frame = new Frame();
            for (Taken taken : frames) {
                writer.write(frame.next(taken.time(), 0).holding(ETHERNET, taken.bytes(), 0,
                        taken.bytes().capacity(), taken.originalLength()));
            }
        }
    }

    @Override
    public void close() {
        capture.close();
    }
}
