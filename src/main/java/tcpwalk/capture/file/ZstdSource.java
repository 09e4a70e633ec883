package tcpwalk.capture.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import tcpwalk.capture.zstd.BlockDecoder;
import tcpwalk.capture.zstd.CorruptZstdException;
import tcpwalk.capture.zstd.XxHash64;

/** The content of a Zstandard stream, all of its frames (RFC 8878), handed over block by block. */
final class ZstdSource implements ByteSource {

    private static final int MAGIC = 0xfd2fb528;
    private static final int SKIPPABLE_MAGIC = 0x184d2a50;
    private static final int SKIPPABLE_BITS = 0xffff_fff0;
    /** The largest that the zstd program takes without being told to: it bounds the memory. */
    private static final int LARGEST_WINDOW = 1 << 27;

    private static final int RAW = 0;
    private static final int REPEATED = 1;
    private static final int COMPRESSED = 2;

    private final Window packed;
    private BlockDecoder decoder;
    private XxHash64 hash;
    private long contentLength;
    private long produced;
    private int handedOver;
    private boolean lastBlock;
    private boolean first = true;

    ZstdSource(Window packed) {
        this.packed = packed;
    }

    /** Whether a stream that begins with these four bytes, read in network order, is one. */
    static boolean isMagic(int magic) {
        int number = Integer.reverseBytes(magic);
        return number == MAGIC || (number & SKIPPABLE_BITS) == SKIPPABLE_MAGIC;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        while (decoder == null || handedOver == decoder.length()) {
            if (decoder != null && lastBlock) {
                endFrame();
            }
            if (decoder == null && !beginFrame()) {
                return -1;
            }
            if (decoder != null) {
                readBlock();
            }
        }
        int count = Math.min(into.remaining(), decoder.length() - handedOver);
        into.put(decoder.bytes(), decoder.start() + handedOver, count);
        handedOver += count;
        return count;
    }

    private void need(int count) throws IOException {
        if (!packed.has(count)) {
            throw new DamagedException("the zstd data is cut off");
        }
    }

    private ByteBuffer next() {
        return packed.bytes(true);
    }

    /** Enters the next frame, or passes over one that is to be skipped; false at the end. */
    private boolean beginFrame() throws IOException {
        if (!first && !packed.has(1)) {
            return false;
        }
        need(4);
        int magic = next().getInt(packed.position());
        if ((magic & SKIPPABLE_BITS) == SKIPPABLE_MAGIC) {
            need(8);
            long length = next().getInt(packed.position() + 4) & 0xffff_ffffL;
            if (!packed.skip(8 + length)) {
                throw new DamagedException("the zstd data is cut off");
            }
        } else if (magic == MAGIC) {
            packed.advance(4);
            readFrameHeader();
        } else {
            throw new DamagedException("bytes follow the zstd data");
        }
        first = false;
        return true;
    }

    /** RFC 8878 §3.1.1.1. */
    private void readFrameHeader() throws IOException {
        need(1);
        int descriptor = next().get(packed.position()) & 0xff;
        boolean single = (descriptor & 0x20) != 0;
        int dictionaryLength = (1 << (descriptor & 3)) >> 1;
        int contentSizeLength = descriptor >>> 6 == 0 ? single ? 1 : 0 : 1 << (descriptor >>> 6);
        int windowLength = single ? 0 : 1;
        need(1 + windowLength + dictionaryLength + contentSizeLength);
        packed.advance(1);
        long window = windowLength == 0 ? 0 : window(number(1));
        long dictionary = number(dictionaryLength);
        contentLength = contentSizeLength == 0 ? -1 : number(contentSizeLength) + (contentSizeLength == 2 ? 256 : 0);
        if ((descriptor & 0x08) != 0 || dictionary != 0) {
            throw new DamagedException(dictionary != 0 ? "the zstd data wants a dictionary"
                    : "a zstd header of the future");
        }
        window = single ? contentLength : window;
        if (window < 0 || window > LARGEST_WINDOW) {
            throw new DamagedException("the zstd data wants a window beyond " + (LARGEST_WINDOW >> 20) + " MiB");
        }
        decoder = new BlockDecoder((int) window);
        hash = (descriptor & 0x04) == 0 ? null : new XxHash64();
        produced = 0;
        handedOver = 0;
        lastBlock = false;
    }

    private static long window(long descriptor) {
        long base = 1L << 10 + (descriptor >>> 3);
        return base + base / 8 * (descriptor & 7);
    }

    private long number(int length) {
        long number = 0;
        for (int i = 0; i < length; i++) {
            number |= (next().get(packed.position() + i) & 0xffL) << 8 * i;
        }
        packed.advance(length);
        return number;
    }

    /** RFC 8878 §3.1.1.2. */
    private void readBlock() throws IOException {
        need(3);
        int header = (int) number(3);
        lastBlock = (header & 1) != 0;
        int length = header >>> 3;
        int kind = header >>> 1 & 3;
        if (length > BlockDecoder.LONGEST_BLOCK || kind > COMPRESSED) {
            throw new DamagedException("the zstd data is corrupt: a block that is too long or of no known kind");
        }
        switch (kind) {
            case RAW -> readRaw(length);
            case REPEATED -> {
                need(1);
                decoder.repeated((byte) number(1), length);
            }
            default -> {
                need(length);
                decode(length);
                packed.advance(length);
            }
        }
        handedOver = 0;
        produced += decoder.length();
        if (hash != null) {
            hash.update(decoder.bytes(), decoder.start(), decoder.length());
        }
    }

    private void decode(int length) throws DamagedException {
        try {
            decoder.compressed(packed.bytes(), packed.position(), length);
        } catch (CorruptZstdException e) {
            throw new DamagedException("the zstd data is corrupt: " + e.getMessage(), e);
        }
    }

    /** What is there of a raw block counts even when the rest is cut off: the next call finds that out. */
    private void readRaw(int length) throws IOException {
        if (length > 0) {
            need(1);
        }
        packed.has(length);
        int present = Math.min(length, packed.available());
        decoder.raw(packed.bytes(), packed.position(), present);
        packed.advance(present);
        if (present < length) {
            lastBlock = false;
        }
    }

    private void endFrame() throws IOException {
        if (contentLength >= 0 && produced != contentLength) {
            throw new DamagedException("the zstd data is corrupt: " + produced + " bytes instead of " + contentLength);
        }
        if (hash != null) {
            need(4);
            if ((int) number(4) != (int) hash.value()) {
                throw new DamagedException("the zstd checksum is wrong");
            }
        }
        decoder = null;
    }

    @Override
    public void close() throws IOException {
        packed.close();
    }
}
