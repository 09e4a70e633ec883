package tcpwalk.craft.link;

import java.nio.ByteBuffer;

/**
 * An Ethernet address.
 *
 * @param bits its 48 bits
 */
public record MacAddress(long bits) {

    static final int LENGTH = 6;
    static final MacAddress BROADCAST = new MacAddress(0xffff_ffff_ffffL);

    static MacAddress read(ByteBuffer bytes, int offset) {
        return new MacAddress((bytes.getShort(offset) & 0xffffL) << 32 | bytes.getInt(offset + 2) & 0xffff_ffffL);
    }

    void write(ByteBuffer into) {
        into.putShort((short) (bits >>> 32)).putInt((int) bits);
    }

    /** Six groups of two hexadecimal digits. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(17);
        for (int shift = 40; shift >= 0; shift -= 8) {
            text.append(Character.forDigit((int) (bits >>> shift + 4) & 0xf, 16))
                    .append(Character.forDigit((int) (bits >>> shift) & 0xf, 16))
                    .append(shift == 0 ? "" : ":");
        }
        return text.toString();
    }
}
