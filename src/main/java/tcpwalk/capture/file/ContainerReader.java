package tcpwalk.capture.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import tcpwalk.capture.Frame;
import tcpwalk.capture.LinkType;

/** Takes one kind of capture file apart into frames. */
abstract class ContainerReader implements Closeable {

    /** Longer frames are of buses without TCP; their bytes are passed over, so that memory stays bounded. */
    private static final int LONGEST_KEPT = 1 << 18;

    final Window window;
    private long recordOffset;

    ContainerReader(Window window) {
        this.window = window;
    }

    /**
     * Fills {@code frame} with the next one.
     *
     * @return false at the end of the file
     * @throws IOException for what cannot be read; {@link #recordOffset()} then says where that begins
     */
    abstract boolean next(Frame frame) throws IOException;

    /** How many frames the file says were lost while it was recorded. */
    long drops() {
        return 0;
    }

    /** Where in the stream the record begins that was read last. */
    final long recordOffset() {
        return recordOffset;
    }

    /** Runs {@code told} before every read that may have to wait. */
    final void whenWaiting(Runnable told) {
        window.whenFilling(told);
    }

    final void beginRecord() {
        recordOffset = window.offset();
    }

    /** Brings the bytes of a record's header into memory, or says that they are missing. */
    final void need(int count, String what) throws IOException {
        if (!window.has(count)) {
            throw new DamagedException(what + " is cut off");
        }
    }

    static void checkLength(int captured, int linkType) throws DamagedException {
        if (captured < 0 || captured > LinkType.longestFrame(linkType)) {
            throw new DamagedException("a frame of " + Integer.toUnsignedLong(captured) + " bytes, where "
                    + LinkType.longestFrame(linkType) + " are the most");
        }
    }

    /** Whether a frame is so long that only its header is looked at. */
    static boolean isPassedOver(int captured) {
        return captured > LONGEST_KEPT;
    }

    /** A length as the file gives it, 32 bits without a sign, as a number that cannot turn negative. */
    static int length(int unsigned) {
        return unsigned < 0 ? Integer.MAX_VALUE : unsigned;
    }

    /** Hands a frame's bytes over. */
    static void hold(Frame frame, int linkType, ByteBuffer bytes, int offset, int captured, int original) {
        frame.holding(linkType, bytes, offset, captured, length(original));
    }

    @Override
    public final void close() throws IOException {
        window.close();
    }
}
