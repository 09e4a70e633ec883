package tcpwalk.capture.live;

/**
 * What a live capture is asked for; each setter returns {@code this}.
 *
 * <pre>CaptureSettings.on("eth0").snapshotLength(0xffff).immediate(true).filter("tcp port 80")</pre>
 */
public final class CaptureSettings {

    /** A snapshot length that cuts nothing: IP's longest packet, loopback's MTU of 65536 and a link-layer header. */
    public static final int WHOLE_FRAMES = 0x1_0000 + 64;

    private static final int MEBIBYTE = 1 << 20;

    private final String interfaceName;
    private int snapshotLength = 256;
    private int bufferBytes = 64 * MEBIBYTE;
    private boolean immediate;
    private boolean promiscuous;
    private Direction direction = Direction.BOTH;
    private String filter = "";

    /** Which frames are wanted; the order is libpcap's. */
    public enum Direction { BOTH, RECEIVED, SENT }

    private CaptureSettings(String interfaceName) {
        this.interfaceName = interfaceName;
    }

    /** An interface by its name, or {@code any} for all of them at once. */
    public static CaptureSettings on(String interfaceName) {
        return new CaptureSettings(interfaceName);
    }

    /** How many bytes of a frame are kept; 256 by default, which holds every header. */
    public CaptureSettings snapshotLength(int bytes) {
        snapshotLength = bytes;
        return this;
    }

    /** The kernel's buffer; 64 MiB by default. */
    public CaptureSettings bufferBytes(int bytes) {
        bufferBytes = bytes;
        return this;
    }

    /**
     * Hands over each frame as it comes instead of blocks of them. The kernel then spends a slot of the whole snapshot
     * length on every frame, so that bursts need a large buffer or a filter.
     */
    public CaptureSettings immediate(boolean immediate) {
        this.immediate = immediate;
        return this;
    }

    /** Asks the interface for frames that are addressed to others, too. */
    public CaptureSettings promiscuous(boolean promiscuous) {
        this.promiscuous = promiscuous;
        return this;
    }

    public CaptureSettings direction(Direction direction) {
        this.direction = direction;
        return this;
    }

    /** A BPF expression; empty for everything. */
    public CaptureSettings filter(String filter) {
        this.filter = filter;
        return this;
    }

    String interfaceName() {
        return interfaceName;
    }

    int snapshotLength() {
        return snapshotLength;
    }

    int bufferBytes() {
        return bufferBytes;
    }

    boolean immediate() {
        return immediate;
    }

    boolean promiscuous() {
        return promiscuous;
    }

    Direction direction() {
        return direction;
    }

    String filter() {
        return filter;
    }
}
