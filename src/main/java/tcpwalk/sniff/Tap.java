package tcpwalk.sniff;

import java.nio.ByteBuffer;
import java.util.concurrent.locks.LockSupport;
import tcpwalk.capture.live.CaptureException;
import tcpwalk.capture.live.CaptureListener;
import tcpwalk.capture.live.CaptureSettings;
import tcpwalk.capture.live.CaptureStatistics;
import tcpwalk.capture.live.LiveCapture;

/**
 * One interface that is listened on. Its capture's thread copies each frame into the ring and does nothing else; all
 * other methods are for the tracking thread. A tap outlives its captures: the interface may go and come back.
 */
final class Tap implements CaptureListener {

    private static final long NAP = 200_000L;
    private static final int PATIENCE = 1000;

    private final String name;
    private final CaptureSettings settings;
    private final FrameRing ring;
    private final Doorbell doorbell;
    /** Opened on any thread. */
    private volatile LiveCapture capture;
    private volatile CaptureException failure;
    private volatile boolean closing;
    private CaptureStatistics before = CaptureStatistics.NONE;
    private long taken;

    Tap(String name, CaptureSettings settings, int ringBytes, Doorbell doorbell) {
        this.name = name;
        this.settings = settings;
        ring = new FrameRing(ringBytes);
        this.doorbell = doorbell;
    }

    String name() {
        return name;
    }

    FrameRing ring() {
        return ring;
    }

    /** Begins to capture. */
    void open() throws CaptureException {
        failure = null;
        closing = false;
        capture = LiveCapture.start(settings, this);
    }

    boolean isOpen() {
        return capture != null;
    }

    int linkType() {
        return capture.linkType();
    }

    @Override
    public void frame(int linkType, long time, int originalLength, ByteBuffer bytes) {
        if (!ring.offer(linkType, time, originalLength, bytes)) {
            offerPatiently(linkType, time, originalLength, bytes);
        }
        doorbell.ring();
    }

    /** While this thread waits for room, the kernel's buffer takes what comes; only so long, though. */
    private void offerPatiently(int linkType, long time, int originalLength, ByteBuffer bytes) {
        for (int i = 0; i < PATIENCE && !closing; i++) {
            LockSupport.parkNanos(NAP);
            if (ring.offer(linkType, time, originalLength, bytes)) {
                return;
            }
        }
        ring.overflow();
    }

    @Override
    public void failed(CaptureException reason) {
        failure = reason;
        doorbell.ring();
    }

    /** Why the capture ended by itself, told once; null while it has not. */
    CaptureException takeFailure() {
        CaptureException reason = failure;
        if (reason != null) {
            failure = null;
            close();
        }
        return reason;
    }

    /** Counts a frame as taken out of the ring. */
    void took() {
        taken++;
    }

    /** Over all captures so far. */
    CaptureStatistics statistics() {
        LiveCapture now = capture;
        return now == null ? before : before.plus(now.statistics());
    }

    /** Whether everything has been taken that the kernel had received and not dropped at that moment. */
    boolean hasGivenAll(CaptureStatistics then) {
        return taken + ring.overflows() >= then.received() - then.dropped();
    }

    /** Ends the capture, if there is one; what is in the ring can still be taken. */
    void close() {
        if (capture != null) {
            closing = true;
            capture.close();
            before = before.plus(capture.statistics());
            capture = null;
        }
    }
}
