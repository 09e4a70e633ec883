package tcpwalk.capture.file;

/** What a unit of an interface's clock is worth: pcapng's {@code if_tsresol} and {@code if_tsoffset}. */
final class Resolution {

    static final Resolution MICROSECONDS = decimal(6, 0);
    private static final long BILLION = 1_000_000_000L;

    private final long offset;
    private final long multiplier;
    private final long divisor;
    private final int binaryDigits;

    private Resolution(long offset, long multiplier, long divisor, int binaryDigits) {
        this.offset = offset;
        this.multiplier = multiplier;
        this.divisor = divisor;
        this.binaryDigits = binaryDigits;
    }

    /**
     * Reads {@code if_tsresol}: a power of ten, or of two when the upper bit is set.
     *
     * @param offsetSeconds what to add, from {@code if_tsoffset}
     */
    static Resolution of(int exponent, long offsetSeconds) {
        int digits = exponent & 0x7f;
        boolean binary = (exponent & 0x80) != 0;
        return binary ? new Resolution(nanos(offsetSeconds), 1, 1, digits) : decimal(digits, offsetSeconds);
    }

    private static Resolution decimal(int digits, long offsetSeconds) {
        // A unit of 10^-28 s and less: the whole clock does not reach a nanosecond.
        long divisor = digits > 27 ? -1 : power(digits - 9);
        return new Resolution(nanos(offsetSeconds), power(9 - digits), divisor, -1);
    }

    private static long nanos(long seconds) {
        return Math.max(-Long.MAX_VALUE / BILLION, Math.min(seconds, Long.MAX_VALUE / BILLION)) * BILLION;
    }

    private static long power(int exponent) {
        long power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= 10;
        }
        return power;
    }

    /** Nanoseconds since the epoch; a time that does not fit (beyond the year 2262) is the last one that does. */
    long nanoseconds(long ticks) {
        long time = binaryDigits < 0 ? decimal(ticks) : binary(ticks);
        long sum = time + offset;
        return time < 0 || sum < 0 && offset > 0 ? Long.MAX_VALUE : sum;
    }

    /** Negative when it does not fit. */
    private long decimal(long ticks) {
        if (divisor != 1) {
            return Long.divideUnsigned(ticks, divisor);
        }
        return ticks >= 0 && ticks <= Long.MAX_VALUE / multiplier ? ticks * multiplier : -1;
    }

    /** Negative when it does not fit. */
    private long binary(long ticks) {
        if (binaryDigits > 63) {
            return binaryDigits > 126 ? 0 : Math.multiplyHigh(ticks >>> binaryDigits - 63, 2 * BILLION);
        }
        long seconds = ticks >>> binaryDigits;
        if (seconds < 0 || seconds > Long.MAX_VALUE / BILLION - 1) {
            return -1;
        }
        // The fraction as 63 bits after the point; doubled, the upper half of the product is in nanoseconds.
        long fraction = binaryDigits == 0 ? 0 : ticks << 64 - binaryDigits >>> 1;
        return seconds * BILLION + Math.multiplyHigh(fraction, 2 * BILLION);
    }
}
