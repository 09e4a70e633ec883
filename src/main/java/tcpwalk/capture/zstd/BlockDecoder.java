package tcpwalk.capture.zstd;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Decodes the blocks of one frame, one after the other. */
public final class BlockDecoder {

    /** No block is longer, packed or not (RFC 8878 §3.1.1.2.4). */
    public static final int LONGEST_BLOCK = 1 << 17;

    private final int longestBlock;
    private final History history;
    private final Literals literals;
    private final Sequences sequences = new Sequences();
    private final byte[] block = new byte[LONGEST_BLOCK + BackwardBits.PADDING];
    private int blockStart;

    /** For a frame whose matches reach back {@code window} bytes. */
    public BlockDecoder(int window) {
        longestBlock = Math.min(window, LONGEST_BLOCK);
        history = new History(window, Math.max(longestBlock, 1));
        literals = new Literals(longestBlock);
    }

    /** Takes {@code length} bytes as they are. */
    public void raw(ByteBuffer packed, int at, int length) {
        begin(length);
        packed.get(at, history.bytes(), blockStart, length);
        history.end(blockStart + length);
    }

    /** Takes one byte {@code length} times. */
    public void repeated(byte value, int length) {
        begin(length);
        Arrays.fill(history.bytes(), blockStart, blockStart + length, value);
        history.end(blockStart + length);
    }

    /** Decodes a compressed block; a corrupt one leaves no output. */
    public void compressed(ByteBuffer packed, int at, int length) throws CorruptZstdException {
        begin(longestBlock);
        packed.get(at, block, 0, length);
        try {
            int sequencesAt = literals.read(block, length);
            sequences.execute(block, sequencesAt, length, literals, history, longestBlock);
        } catch (CorruptZstdException e) {
            history.end(blockStart);
            throw e;
        }
    }

    private void begin(int length) {
        history.reserve(length);
        blockStart = history.end();
    }

    /** How many bytes the latest block came to. */
    public int length() {
        return history.end() - blockStart;
    }

    /** The array that holds them, from {@link #start()} on, until the next block is decoded. */
    public byte[] bytes() {
        return history.bytes();
    }

    /** Where in {@link #bytes()} the latest block begins. */
    public int start() {
        return blockStart;
    }
}
