package tcpwalk.capture.file;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Walks over the options that end a pcapng block: code, length, value, padding to four bytes. */
final class Options {

    private static final int HEADER = 4;

    private final ByteBuffer block;
    private final int end;
    private int following;
    private int value;
    private int code;
    private int length;

    /** The options between two places of a block, in the block's byte order. */
    Options(ByteBuffer block, int from, int end) {
        this.block = block;
        this.end = end;
        following = from;
    }

    /** Steps to the next option; false after the last. */
    boolean next() throws DamagedException {
        if (end - following < HEADER) {
            return false;
        }
        code = block.getShort(following) & 0xffff;
        length = block.getShort(following + 2) & 0xffff;
        value = following + HEADER;
        following = value + (length + 3 & ~3);
        if (code == 0) {
            return false;
        }
        if (following > end) {
            throw new DamagedException("an option of " + length + " bytes, where the block has " + (end - value));
        }
        if (isCustom() && length < 4) {
            throw new DamagedException("a custom option of " + length + " bytes, too few for whose it is");
        }
        return true;
    }

    private boolean isCustom() {
        return switch (code) {
            case 2988, 2989, 19372, 19373 -> true;
            default -> false;
        };
    }

    void checkLength(int expected) throws DamagedException {
        if (length != expected) {
            throw new DamagedException("option " + code + " of " + length + " bytes instead of " + expected);
        }
    }

    int code() {
        return code;
    }

    int length() {
        return length;
    }

    int octet() {
        return block.get(value) & 0xff;
    }

    long number() {
        return block.getLong(value);
    }

    String text() {
        byte[] bytes = new byte[length];
        block.get(value, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
