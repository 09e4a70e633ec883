package tcpwalk.watch.screen;

/** Numbers in at most five characters, for columns that must not move: {@code 950}, {@code 1.2k}, {@code 35M}. */
final class Quantities {

    private static final String UNITS = " kMGTPE";
    private static final long SECOND = 1_000_000_000;

    private Quantities() {
    }

    static String of(long value) {
        int unit = 0;
        long divisor = 1;
        while (unit < UNITS.length() - 1 && value / divisor >= 1000) {
            unit++;
            divisor *= 1000;
        }
        if (unit == 0) {
            return Long.toString(value);
        }
        long tenths = value / (divisor / 10);
        return tenths < 100 ? tenths / 10 + "." + tenths % 10 + UNITS.charAt(unit)
                : tenths / 10 + "" + UNITS.charAt(unit);
    }

    /** A rate, with a decimal where it is small, and nothing where it is none. */
    static String rate(double perSecond) {
        if (perSecond >= 9.95) {
            return of(Math.round(perSecond));
        }
        long tenths = Math.round(perSecond * 10);
        return tenths == 0 ? "" : tenths / 10 + "." + tenths % 10;
    }

    /** {@code 12s}, {@code 59m}, {@code 23h}, {@code 400d}. */
    static String age(long nanos) {
        long seconds = Math.max(0, nanos / SECOND);
        if (seconds < 60) {
            return seconds + "s";
        }
        return seconds < 3600 ? seconds / 60 + "m" : seconds < 86_400 ? seconds / 3600 + "h" : seconds / 86_400 + "d";
    }
}
