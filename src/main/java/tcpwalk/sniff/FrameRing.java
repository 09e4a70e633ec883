package tcpwalk.sniff;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import tcpwalk.capture.Frame;

/**
 * Frames on their way from the thread that captures to the one that tracks: a ring of bytes, allocated once, one
 * writer, one reader, no lock.
 *
 * <p>A record is its time, its captured and original lengths, its link type, and its bytes, in one piece and from a
 * multiple of eight on. {@code written} and {@code read} count bytes since the start and never wrap.
 */
final class FrameRing {

    private static final int TIME = 0;
    private static final int CAPTURED = 8;
    private static final int ORIGINAL = 12;
    private static final int LINK_TYPE = 16;
    private static final int HEADER = 24;
    private static final int ALIGNMENT = 8;
    /** In place of the captured length: the next record is at the ring's beginning. */
    private static final int WRAP = -1;

    private static final VarHandle WRITTEN;
    private static final VarHandle READ;
    private static final VarHandle OVERFLOWS;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            WRITTEN = lookup.findVarHandle(FrameRing.class, "written", long.class);
            READ = lookup.findVarHandle(FrameRing.class, "read", long.class);
            OVERFLOWS = lookup.findVarHandle(FrameRing.class, "overflows", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final int capacity;
    private final ByteBuffer buffer;
    private final ByteBuffer frames;

    /** The writer's: where it stands, and where it last saw the reader. */
    private long written;
    private long readSeen;
    private long overflows;
    /** The reader's: where it stands, and where it last saw the writer. */
    private long read;
    private long writtenSeen;

    /** A ring of at least so many bytes. */
    FrameRing(int bytes) {
        capacity = Integer.highestOneBit(Math.max(bytes, 1 << 12) - 1) << 1;
        buffer = ByteBuffer.allocateDirect(capacity).order(ByteOrder.nativeOrder());
        frames = buffer.duplicate().order(ByteOrder.BIG_ENDIAN);
    }

    int capacity() {
        return capacity;
    }

    /** The writer's: appends a frame, and tells whether it found room. */
    boolean offer(int linkType, long time, int originalLength, ByteBuffer bytes) {
        int length = bytes.limit();
        int size = HEADER + (length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        int at = (int) (written & capacity - 1);
        int skipped = size > capacity - at ? capacity - at : 0;
        if (!hasRoom(size + skipped)) {
            return false;
        }
        if (skipped > 0) {
            // Where less than a header is left, that is mark enough.
            if (skipped >= HEADER) {
                buffer.putInt(at + CAPTURED, WRAP);
            }
            at = 0;
        }
        buffer.putLong(at + TIME, time).putInt(at + CAPTURED, length).putInt(at + ORIGINAL, originalLength)
                .putInt(at + LINK_TYPE, linkType).put(at + HEADER, bytes, 0, length);
        WRITTEN.setRelease(this, written + skipped + size);
        return true;
    }

    /** The writer's: a frame that found no room is given up. */
    void overflow() {
        OVERFLOWS.setOpaque(this, overflows + 1);
    }

    private boolean hasRoom(long size) {
        if (written + size - readSeen <= capacity) {
            return true;
        }
        readSeen = (long) READ.getAcquire(this);
        return written + size - readSeen <= capacity;
    }

    /** The reader's: whether there is a frame to take. */
    boolean hasNext() {
        if (read == writtenSeen) {
            writtenSeen = (long) WRITTEN.getAcquire(this);
            if (read == writtenSeen) {
                return false;
            }
        }
        return true;
    }

    /** When the next frame was seen, nanoseconds since the epoch; only where {@link #hasNext()}. */
    long nextTime() {
        return buffer.getLong(position() + TIME);
    }

    /** The next record's place; what was skipped before the end is given back with it. */
    private int position() {
        int at = (int) (read & capacity - 1);
        if (capacity - at < HEADER || buffer.getInt(at + CAPTURED) == WRAP) {
            READ.setRelease(this, read + capacity - at);
            return 0;
        }
        return at;
    }

    /** Fills {@code frame} with the next one; its bytes are valid until {@link #release()}. */
    void peek(Frame frame, int interfaceIndex) {
        int at = position();
        frame.next(buffer.getLong(at + TIME), interfaceIndex).holding(buffer.getInt(at + LINK_TYPE), frames,
                at + HEADER, buffer.getInt(at + CAPTURED), buffer.getInt(at + ORIGINAL));
    }

    /** Gives the room of the frame last filled back to the writer. */
    void release() {
        int at = (int) (read & capacity - 1);
        int length = buffer.getInt(at + CAPTURED);
        READ.setRelease(this, read + HEADER + (length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT);
    }

    /** Frames that found no room; for any thread. */
    long overflows() {
        return (long) OVERFLOWS.getOpaque(this);
    }

    /** How full the ring is, as the reader sees it. */
    boolean isHalfFull() {
        return (long) WRITTEN.getAcquire(this) - read > capacity / 2;
    }
}
