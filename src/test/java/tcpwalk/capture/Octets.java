package tcpwalk.capture;

import java.io.ByteArrayOutputStream;
import java.nio.ByteOrder;
import java.util.HexFormat;

/** Builds byte strings for tests, in either byte order. */
public final class Octets {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final boolean little;

    public Octets(ByteOrder order) {
        little = order == ByteOrder.LITTLE_ENDIAN;
    }

    /** In network order. */
    public Octets() {
        this(ByteOrder.BIG_ENDIAN);
    }

    public static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }

    public static byte[] join(byte[]... parts) {
        Octets all = new Octets();
        for (byte[] part : parts) {
            all.add(part);
        }
        return all.bytes();
    }

    public Octets add(byte[] part) {
        bytes.writeBytes(part);
        return this;
    }

    public Octets u8(int value) {
        bytes.write(value);
        return this;
    }

    public Octets u16(int value) {
        return number(value, 2);
    }

    public Octets u32(long value) {
        return number(value, 4);
    }

    public Octets u64(long value) {
        return number(value, 8);
    }

    private Octets number(long value, int length) {
        for (int i = 0; i < length; i++) {
            bytes.write((int) (value >>> 8 * (little ? i : length - 1 - i)));
        }
        return this;
    }

    /** Pads with zeros to a multiple of {@code unit}. */
    public Octets pad(int unit) {
        while (bytes.size() % unit != 0) {
            bytes.write(0);
        }
        return this;
    }

    public int size() {
        return bytes.size();
    }

    public byte[] bytes() {
        return bytes.toByteArray();
    }
}
