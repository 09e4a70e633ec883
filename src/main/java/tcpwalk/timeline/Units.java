package tcpwalk.timeline;

/** Quantities as people say them: three digits at most, a unit that fits, {@code 12.4 kB} or {@code 2.1 s}. */
public final class Units {

    private static final long SECOND = 1_000_000_000;
    /** From here on a tenth of a second rounds up to the full minute. */
    private static final long LESS_THAN_A_MINUTE = 59_950_000_000L;
    private static final String[] BYTES = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};
    private static final String[] SECONDS = {"ns", "µs", "ms", "s"};

    private Units() {
    }

    /** {@code 5 bytes}, {@code 1 byte}, {@code 12.4 kB}: for sentences. */
    public static String bytes(long bytes) {
        if (bytes >= 1000) {
            return compactBytes(bytes);
        }
        return bytes == 1 ? "1 byte" : bytes + " bytes";
    }

    /** {@code 5 B}, {@code 12.4 kB}: for columns. */
    public static String compactBytes(long bytes) {
        return scaled(bytes, BYTES);
    }

    /** {@code 40 µs}, {@code 5.1 ms}, {@code 2.1 s}, {@code 1 min 5 s}, {@code 3 h 20 min}, {@code 2 d 4 h}. */
    public static String duration(long nanos) {
        if (nanos < 0) {
            return "-" + duration(nanos == Long.MIN_VALUE ? Long.MAX_VALUE : -nanos);
        }
        if (nanos < LESS_THAN_A_MINUTE) {
            return scaled(nanos, SECONDS);
        }
        long seconds = divided(nanos, SECOND);
        if (seconds < 3600) {
            return pair(seconds / 60, "min", seconds % 60, "s");
        }
        long minutes = divided(seconds, 60);
        return minutes < 24 * 60 ? pair(minutes / 60, "h", minutes % 60, "min")
                : pair(minutes / 60 / 24, "d", minutes / 60 % 24, "h");
    }

    /** {@code 1 retry}, {@code 2 retries}: a count with its noun. */
    public static String count(long count, String one, String many) {
        return count == 1 ? "1 " + one : count + " " + many;
    }

    private static String pair(long major, String majorUnit, long minor, String minorUnit) {
        return minor == 0 ? major + " " + majorUnit : major + " " + majorUnit + " " + minor + " " + minorUnit;
    }

    /** One decimal below a hundred, none from there on, and none that is zero. */
    private static String scaled(long value, String[] units) {
        int unit = 0;
        long divisor = 1;
        while (unit < units.length - 1 && value / divisor >= 1000) {
            unit++;
            divisor *= 1000;
        }
        if (unit == 0) {
            return value + " " + units[0];
        }
        long tenths = divided(value, divisor / 10);
        if (tenths < 1000) {
            return tenths % 10 == 0 ? tenths / 10 + " " + units[unit]
                    : tenths / 10 + "." + tenths % 10 + " " + units[unit];
        }
        long whole = divided(value, divisor);
        return whole == 1000 && unit < units.length - 1 ? "1 " + units[unit + 1] : whole + " " + units[unit];
    }

    /** Rounded to the nearest, halves up. */
    private static long divided(long value, long divisor) {
        return value / divisor + value % divisor * 2 / divisor;
    }
}
