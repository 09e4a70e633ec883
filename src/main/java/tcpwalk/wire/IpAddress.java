package tcpwalk.wire;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * An IPv4 or IPv6 address as a value without a name or a scope.
 *
 * @param version 4 or 6
 * @param high    the upper 64 bits; 0 for IPv4
 * @param low     the lower 64 bits; the 32 bits of an IPv4 address
 */
public record IpAddress(int version, long high, long low) {

    /** The address of a {@code java.net} address. */
    public static IpAddress of(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (address instanceof Inet4Address) {
            return new IpAddress(4, 0, bits(bytes, 0, 4));
        }
        return new IpAddress(6, bits(bytes, 0, 8), bits(bytes, 8, 8));
    }

    /** Reads a literal address; throws {@link IllegalArgumentException} for anything else, names included. */
    public static IpAddress parse(String literal) {
        boolean digitsOnly = !literal.isEmpty() && literal.matches("[0-9a-fA-F:.]+");
        if (!digitsOnly || literal.indexOf(':') < 0 && !literal.matches("\\d+(\\.\\d+){3}")) {
            throw new IllegalArgumentException("not an IP address: " + literal);
        }
        try {
            return of(InetAddress.getByName(literal));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not an IP address: " + literal, e);
        }
    }

    private static long bits(byte[] bytes, int from, int count) {
        long bits = 0;
        for (int i = 0; i < count; i++) {
            bits = bits << 8 | bytes[from + i] & 0xff;
        }
        return bits;
    }

    /** The address in network order: 4 or 16 bytes. */
    public byte[] bytes() {
        byte[] bytes = new byte[version == 4 ? 4 : 16];
        for (int i = 0; i < bytes.length; i++) {
            int fromEnd = bytes.length - 1 - i;
            bytes[i] = (byte) (fromEnd >= 8 ? high >>> (fromEnd - 8) * 8 : low >>> fromEnd * 8);
        }
        return bytes;
    }

    /** The same address for {@code java.net}. */
    public InetAddress toInetAddress() {
        try {
            return InetAddress.getByAddress(bytes());
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has 4 or 16 bytes", e);
        }
    }

    /** Whether the address belongs to the host itself: 127.0.0.0/8 or ::1. */
    public boolean isLoopback() {
        return version == 4 ? low >>> 24 == 127 : high == 0 && low == 1;
    }

    /** Dotted for IPv4; the canonical text of RFC 5952 for IPv6. */
    @Override
    public String toString() {
        return version == 4 ? dotted((int) low) : canonical();
    }

    private static String dotted(int bits) {
        return (bits >>> 24) + "." + (bits >>> 16 & 0xff) + "." + (bits >>> 8 & 0xff) + "." + (bits & 0xff);
    }

    private String canonical() {
        if (high == 0 && low >>> 32 == 0xffff) {
            return "::ffff:" + dotted((int) low);
        }
        int zerosAt = -1;
        int zeros = 1;
        for (int i = 0; i < 8; i++) {
            int run = 0;
            while (i + run < 8 && group(i + run) == 0) {
                run++;
            }
            if (run > zeros) {
                zerosAt = i;
                zeros = run;
            }
        }
        StringBuilder text = new StringBuilder(39);
        for (int i = 0; i < 8; i++) {
            if (i == zerosAt) {
                text.append("::");
                i += zeros - 1;
            } else {
                if (i > 0 && text.charAt(text.length() - 1) != ':') {
                    text.append(':');
                }
                text.append(Integer.toHexString(group(i)));
            }
        }
        return text.toString();
    }

    private int group(int index) {
        long half = index < 4 ? high : low;
        return (int) (half >>> (3 - index % 4) * 16) & 0xffff;
    }
}
