package tcpwalk.capture;

import java.io.Closeable;
import java.io.Flushable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Writes frames as they were captured into a pcap file with nanoseconds (draft-ietf-opsawg-pcap). */
public final class PcapWriter implements FrameSink, Flushable, Closeable {

    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final int NANOSECONDS = 0xa1b23c4d;
    private static final int VERSION = 2 | 4 << 16;
    private static final int RECORD_HEADER = 16;
    private static final int BUFFER_BYTES = 1 << 16;
    private static final long BILLION = 1_000_000_000L;
    private static final long LAST_TIME = 0xffff_ffffL * BILLION + BILLION - 1;

    private final WritableByteChannel channel;
    private final int linkType;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private IOException fault;

    /** Writes to {@code channel}, which the writer closes; a pcap file holds frames of one link type only. */
    public PcapWriter(WritableByteChannel channel, int linkType, int snapshotLength) {
        this.channel = channel;
        this.linkType = linkType;
        buffer.putInt(NANOSECONDS).putInt(VERSION).putLong(0).putInt(snapshotLength).putInt(linkType);
    }

    /**
     * Makes a new file that only its owner may read, since a capture holds what others said to each other.
     *
     * @throws java.nio.file.FileAlreadyExistsException where anything has that name, a symbolic link included
     */
    public static PcapWriter create(Path file, int linkType, int snapshotLength) throws IOException {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        Set<StandardOpenOption> newFile = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        FileChannel channel = posix ? FileChannel.open(file, newFile, OWNER_ONLY) : FileChannel.open(file, newFile);
        return new PcapWriter(channel, linkType, snapshotLength);
    }

    /**
     * Appends a frame. A sink cannot fail: what goes wrong is thrown by the next {@link #flush()} or {@link #close()},
     * and nothing is written after it.
     */
    @Override
    public void accept(Frame frame) {
        if (fault != null) {
            return;
        }
        try {
            write(frame);
        } catch (IOException e) {
            fault = e;
        }
    }

    /**
     * Appends a frame; one of another link type than the file's is the caller's mistake. A numbered record that is no
     * packet has no place in the format and is left out.
     */
    public void write(Frame frame) throws IOException {
        if (frame.linkType() == LinkType.NONE) {
            return;
        }
        if (frame.linkType() != linkType) {
            throw new IllegalArgumentException("a frame of link type " + frame.linkType()
                    + " in a file of " + linkType);
        }
        if (buffer.remaining() < RECORD_HEADER) {
            drain();
        }
        // The seconds have 32 bits without a sign: from 1970 to 2106.
        long time = Math.max(0, Math.min(frame.time(), LAST_TIME));
        buffer.putInt((int) (time / BILLION)).putInt((int) (time % BILLION));
        buffer.putInt(frame.capturedLength()).putInt(Math.max(frame.originalLength(), frame.capturedLength()));
        int at = frame.offset();
        int left = frame.capturedLength();
        while (left > 0) {
            if (!buffer.hasRemaining()) {
                drain();
            }
            int count = Math.min(left, buffer.remaining());
            buffer.put(buffer.position(), frame.bytes(), at, count).position(buffer.position() + count);
            at += count;
            left -= count;
        }
    }

    private void drain() throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        buffer.clear();
    }

    /** Makes all frames so far visible to whoever reads the file, for instance after each one of a live capture. */
    @Override
    public void flush() throws IOException {
        throwFault();
        drain();
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            flush();
        }
    }

    private void throwFault() throws IOException {
        if (fault != null) {
            throw fault;
        }
    }
}
