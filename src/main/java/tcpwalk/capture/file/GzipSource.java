package tcpwalk.capture.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** The content of a gzip stream, all of its members (RFC 1952). */
final class GzipSource implements ByteSource {

    static final int MAGIC = 0x1f8b;
    private static final int DEFLATE = 8;
    private static final int HAS_HEADER_CHECKSUM = 0x02;
    private static final int HAS_EXTRA = 0x04;
    private static final int HAS_NAME = 0x08;
    private static final int HAS_COMMENT = 0x10;

    private final Window packed;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private boolean inMember;
    private boolean first = true;

    GzipSource(Window packed) {
        this.packed = packed;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        int from = into.position();
        while (into.position() == from) {
            if (inMember && inflater.finished()) {
                checkTrailer();
            }
            if (!inMember && !nextMember()) {
                return -1;
            }
            inflate(into);
        }
        return into.position() - from;
    }

    private void inflate(ByteBuffer into) throws IOException {
        if (!packed.has(1)) {
            throw new DamagedException("the gzip data is cut off");
        }
        int from = into.position();
        long readBefore = inflater.getBytesRead();
        long writtenBefore = inflater.getBytesWritten();
        inflater.setInput(packed.view());
        try {
            inflater.inflate(into);
            if (inflater.needsDictionary()) {
                throw new DamagedException("the gzip data wants a dictionary");
            }
        } catch (DataFormatException e) {
            // What was inflated before the fault counts; the fault itself comes back with the next call.
            into.position(from + (int) (inflater.getBytesWritten() - writtenBefore));
            if (into.position() == from) {
                throw new DamagedException("the gzip data is corrupt at byte " + packed.offset(), e);
            }
        }
        packed.advance((int) (inflater.getBytesRead() - readBefore));
        checksum.update(into.duplicate().position(from).limit(into.position()));
    }

    private void checkTrailer() throws IOException {
        inMember = false;
        if (!packed.has(8)) {
            throw new DamagedException("the gzip data is cut off");
        }
        ByteBuffer trailer = packed.view().order(ByteOrder.LITTLE_ENDIAN);
        boolean intact = trailer.getInt(0) == (int) checksum.getValue()
                && trailer.getInt(4) == (int) inflater.getBytesWritten();
        packed.advance(8);
        if (!intact) {
            throw new DamagedException("the gzip checksum is wrong");
        }
    }

    /** Enters the next member; false at the end, which zeros may pad (a tape's or a disk's last block). */
    private boolean nextMember() throws IOException {
        while (!first && packed.has(1) && packed.view().get(0) == 0) {
            packed.advance(1);
        }
        if (!first && !packed.has(1)) {
            return false;
        }
        if (!packed.has(10)) {
            throw new DamagedException(first ? "the gzip header is cut off" : "bytes follow the gzip data");
        }
        ByteBuffer header = packed.view();
        if (header.getShort(0) != MAGIC || header.get(2) != DEFLATE) {
            throw new DamagedException(first ? "an unknown gzip method" : "bytes follow the gzip data");
        }
        first = false;
        packed.advance(10);
        skipOptionalFields(header.get(3));
        inflater.reset();
        checksum.reset();
        inMember = true;
        return true;
    }

    private void skipOptionalFields(int flags) throws IOException {
        if ((flags & HAS_EXTRA) != 0) {
            if (!packed.has(2)) {
                throw new DamagedException("the gzip header is cut off");
            }
            int length = packed.view().order(ByteOrder.LITTLE_ENDIAN).getShort(0) & 0xffff;
            skip(2 + length);
        }
        if ((flags & HAS_NAME) != 0) {
            skipText();
        }
        if ((flags & HAS_COMMENT) != 0) {
            skipText();
        }
        if ((flags & HAS_HEADER_CHECKSUM) != 0) {
            skip(2);
        }
    }

    private void skipText() throws IOException {
        byte character;
        do {
            if (!packed.has(1)) {
                throw new DamagedException("the gzip header is cut off");
            }
            character = packed.bytes().get(packed.position());
            packed.advance(1);
        } while (character != 0);
    }

    private void skip(int count) throws IOException {
        if (!packed.skip(count)) {
            throw new DamagedException("the gzip header is cut off");
        }
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        packed.close();
    }
}
