package tcpwalk.capture.live;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A running capture: a thread of its own that hands every frame to one listener until the capture is closed.
 *
 * <p>On {@code lo}, and on {@code any} for what passes {@code lo}, libpcap shows each packet once, as received. What is
 * sent through another socket is seen like everything else.
 */
public final class LiveCapture implements AutoCloseable {

    private static final int POINTER = 8;
    /** {@code struct pcap_pkthdr}: seconds, fraction, captured length, original length. */
    private static final int HEADER_LENGTH = 24;
    private static final int FRACTION = 8;
    private static final int CAPTURED_LENGTH = 16;
    private static final int ORIGINAL_LENGTH = 20;
    private static final long NANOSECONDS_PER_SECOND = 1_000_000_000L;

    private final CaptureListener listener;
    private final int linkType;
    private final long fractionUnit;
    private final int snapshotLength;
    /** libpcap's counters when they were last read; at first, what passed while the filter was not yet in place. */
    private CaptureStatistics counters;
    private final Thread thread;
    /** 0 when closed; guarded by {@code this}, apart from the capture thread, which alone ends its validity. */
    private long handle;
    private CaptureStatistics statistics = CaptureStatistics.NONE;

    private LiveCapture(long handle, CaptureSettings settings, CaptureListener listener) {
        this.handle = handle;
        this.listener = listener;
        linkType = LinkTypes.ofDataLink(PcapFunctions.pcap_datalink(handle));
        counters = count(handle);
        fractionUnit = PcapFunctions.pcap_get_tstamp_precision(handle) == PcapFunctions.NANOSECONDS ? 1 : 1000;
        snapshotLength = settings.snapshotLength();
        thread = new Thread(this::run, "capture on " + settings.interfaceName());
        thread.setDaemon(true);
    }

    /** Opens an interface; when this returns, everything that passes it from then on reaches the listener. */
    public static LiveCapture start(CaptureSettings settings, CaptureListener listener) throws CaptureException {
        LiveCapture capture = new LiveCapture(PcapHandle.open(settings), settings, listener);
        capture.thread.start();
        return capture;
    }

    /** How frames begin, a LINKTYPE number of tcpdump.org. */
    public int linkType() {
        return linkType;
    }

    /** Whether times are told in nanoseconds, or else in microseconds. */
    public boolean hasNanoseconds() {
        return fractionUnit == 1;
    }

    /** The counts up to now, or up to the end of a capture that is closed. */
    public synchronized CaptureStatistics statistics() {
        if (handle != 0) {
            CaptureStatistics now = count(handle);
            statistics = statistics.plus(now.since(counters));
            counters = now;
        }
        return statistics;
    }

    private static CaptureStatistics count(long pcap) {
        int[] counts = new int[6];
        PcapFunctions.pcap_stats(pcap, counts);
        return new CaptureStatistics(Integer.toUnsignedLong(counts[0]), Integer.toUnsignedLong(counts[1]),
                Integer.toUnsignedLong(counts[2]));
    }

    private void run() {
        CaptureException failure;
        try {
            failure = read(handle);
        } finally {
            end();
        }
        if (failure != null) {
            listener.failed(failure);
        }
    }

    /** Hands over frames until the capture is interrupted; what broke it, or null. */
    private CaptureException read(long pcap) {
        try (Memory pointers = new Memory(2 * POINTER)) {
            ByteBuffer pointerValues = pointers.getByteBuffer(0, 2 * POINTER).order(ByteOrder.nativeOrder());
            long headerPointer = Pointer.nativeValue(pointers);
            FrameCopy copy = new FrameCopy();
            int status;
            while ((status = PcapFunctions.pcap_next_ex(pcap, headerPointer, headerPointer + POINTER)) >= 0) {
                if (status == 1) {
                    copy.deliver(pointerValues.getLong(0), pointerValues.getLong(POINTER));
                }
            }
            return status == PcapFunctions.ERROR_BREAK ? null
                    : new CaptureException(CaptureFault.OTHER, "capture ended: " + PcapFunctions.pcap_geterr(pcap));
        }
    }

    private synchronized void end() {
        statistics();
        PcapFunctions.pcap_close(handle);
        handle = 0;
    }

    /** Ends the capture and waits for its thread; frames that the kernel still holds are let go. */
    @Override
    public void close() {
        synchronized (this) {
            if (handle != 0) {
                PcapFunctions.pcap_breakloop(handle);
            }
        }
        if (Thread.currentThread() == thread) {
            return;
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes frames out of libpcap's memory, which is gone as soon as the capture is. */
    private final class FrameCopy {

        private long headerAddress;
        private ByteBuffer header;
        private byte[] array = new byte[0];
        private ByteBuffer bytes = ByteBuffer.allocateDirect(0);

        void deliver(long headerAt, long dataAt) {
            if (headerAt != headerAddress) {
                // libpcap fills the same header again and again.
                header = new Pointer(headerAt).getByteBuffer(0, HEADER_LENGTH).order(ByteOrder.nativeOrder());
                headerAddress = headerAt;
            }
            int length = Math.min(header.getInt(CAPTURED_LENGTH), snapshotLength);
            if (length > array.length) {
                array = new byte[length];
                bytes = ByteBuffer.allocateDirect(length);
            }
            new Pointer(dataAt).read(0, array, 0, length);
            bytes.limit(length).position(0);
            bytes.put(0, array, 0, length);
            long time = header.getLong(0) * NANOSECONDS_PER_SECOND + header.getLong(FRACTION) * fractionUnit;
            listener.frame(linkType, time, header.getInt(ORIGINAL_LENGTH), bytes);
        }
    }
}
