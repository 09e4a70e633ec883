package tcpwalk.capture.live;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import tcpwalk.capture.Frame;
import tcpwalk.capture.FrameSink;

/**
 * Lets only those frames of a file pass that a BPF expression matches; libpcap compiles it, for each link type that
 * occurs. Not needed, and not loaded, without an expression.
 */
public final class FrameFilter implements FrameSink, AutoCloseable {

    private static final int ETHERNET = 1;
    private static final int SNAPSHOT_LENGTH = 262_144;
    /** {@code struct pcap_pkthdr}: a time of 16 bytes, the captured length, the original length. */
    private static final int HEADER_LENGTH = 24;

    private final String expression;
    private final FrameSink sink;
    private final Map<Integer, byte[]> programs = new HashMap<>();
    private final byte[] header = new byte[HEADER_LENGTH];
    private final ByteBuffer lengths = ByteBuffer.wrap(header).order(ByteOrder.nativeOrder());

    private FrameFilter(String expression, FrameSink sink) {
        this.expression = expression;
        this.sink = sink;
    }

    /** A filter before {@code sink}; an expression that is wrong for Ethernet is wrong, whatever a file may hold. */
    public static FrameFilter before(FrameSink sink, String expression) throws CaptureException {
        Libpcap.bind();
        FrameFilter filter = new FrameFilter(expression, sink);
        filter.programs.put(ETHERNET, compile(expression, ETHERNET));
        return filter;
    }

    private static byte[] compile(String expression, int linkType) throws CaptureException {
        long handle = PcapFunctions.pcap_open_dead(linkType, SNAPSHOT_LENGTH);
        try {
            return PcapHandle.compile(handle, expression);
        } finally {
            PcapFunctions.pcap_close(handle);
        }
    }

    @Override
    public void pause() {
        sink.pause();
    }

    @Override
    public void accept(Frame frame) {
        byte[] program = programs.computeIfAbsent(frame.linkType(), this::compileOrNone);
        if (program.length == 0) {
            return;
        }
        lengths.putInt(16, frame.capturedLength()).putInt(20, frame.originalLength());
        ByteBuffer bytes = frame.bytes().slice(frame.offset(), frame.capturedLength());
        if (PcapFunctions.pcap_offline_filter(program, header, bytes) != 0) {
            sink.accept(frame);
        }
    }

    /** What the expression asks of Ethernet may not exist on another link: then no such frame matches. */
    private byte[] compileOrNone(int linkType) {
        try {
            return compile(expression, linkType);
        } catch (CaptureException e) {
            return new byte[0];
        }
    }

    @Override
    public void close() {
        for (byte[] program : programs.values()) {
            if (program.length > 0) {
                PcapFunctions.pcap_freecode(program);
            }
        }
    }
}
