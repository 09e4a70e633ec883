package tcpwalk.capture;

import java.nio.ByteBuffer;

/**
 * One captured frame: when and where it was seen, and where its bytes lie.
 *
 * <p>A reader fills one instance again and again, so that ten million frames allocate nothing: what a frame says is
 * valid until the next one is read.
 */
public final class Frame {

    private static final ByteBuffer NO_BYTES = ByteBuffer.allocateDirect(0);

    private long number;
    private long time;
    private boolean timed;
    private int interfaceIndex;
    private int linkType;
    private ByteBuffer bytes = NO_BYTES;
    private int offset;
    private int capturedLength;
    private int originalLength;

    /** The frame's number in its capture, from 1; it runs on over several files. */
    public long number() {
        return number;
    }

    /** Nanoseconds since 1970-01-01T00:00:00Z; that of the frame before where the file gives none. */
    public long time() {
        return time;
    }

    /** Whether the file gives this frame a time: a Simple Packet Block has none. */
    public boolean hasTime() {
        return timed;
    }

    /** The interface's number in the capture, from 0; see {@link CaptureInterface}. */
    public int interfaceIndex() {
        return interfaceIndex;
    }

    /** How the frame begins, see {@link LinkType}. */
    public int linkType() {
        return linkType;
    }

    /** The buffer that holds the frame, in network order; always a direct one, so that its calls stay monomorphic. */
    public ByteBuffer bytes() {
        return bytes;
    }

    /** Where in {@link #bytes()} the frame begins. */
    public int offset() {
        return offset;
    }

    /** How many of its bytes were kept. */
    public int capturedLength() {
        return capturedLength;
    }

    /** How many bytes it had on the wire; a hostile file may claim fewer than were kept. */
    public int originalLength() {
        return originalLength;
    }

    /** The next frame, seen at {@code time} nanoseconds since the epoch. */
    public Frame next(long time, int interfaceIndex) {
        number++;
        this.time = time;
        timed = true;
        this.interfaceIndex = interfaceIndex;
        return this;
    }

    /** The next frame, which came without a time. */
    public Frame nextWithoutTime(int interfaceIndex) {
        number++;
        timed = false;
        this.interfaceIndex = interfaceIndex;
        return this;
    }

    /** What the frame holds: {@code captured} bytes of {@code original} ones, from {@code offset} on. */
    public Frame holding(int linkType, ByteBuffer bytes, int offset, int captured, int original) {
        this.linkType = linkType;
        this.bytes = bytes;
        this.offset = offset;
        capturedLength = captured;
        originalLength = original;
        return this;
    }
}
