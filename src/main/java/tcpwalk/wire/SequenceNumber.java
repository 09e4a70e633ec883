package tcpwalk.wire;

/**
 * Arithmetic on 32-bit sequence numbers modulo 2^32 (RFC 9293 §3.4).
 *
 * <p>Numbers are plain {@code int}s, so that a table of a million connections holds no boxes. Order is defined only
 * within half the space, hence no {@code Comparable}: it would not be transitive.
 */
public final class SequenceNumber {

    private SequenceNumber() {
    }

    /** How far {@code to} lies after {@code from}; negative when it lies before. Total: never throws. */
    public static int distance(int from, int to) {
        return to - from;
    }

    /** Whether {@code a} comes before {@code b}. */
    public static boolean isBefore(int a, int b) {
        return a - b < 0;
    }

    /** Whether {@code a} comes before {@code b} or equals it. */
    public static boolean isAtMost(int a, int b) {
        return a - b <= 0;
    }

    /** The later of two numbers. */
    public static int later(int a, int b) {
        return a - b >= 0 ? a : b;
    }

    /** Whether {@code number} lies in the {@code length} numbers that begin with {@code start}. */
    public static boolean isWithin(int number, int start, long length) {
        return toLong(number - start) < length;
    }

    /** The number as an unsigned value, for people and JSON. */
    public static long toLong(int number) {
        return number & 0xffff_ffffL;
    }
}
