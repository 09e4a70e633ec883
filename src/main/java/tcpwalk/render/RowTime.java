package tcpwalk.render;

/** A row's time since the start: milliseconds with three decimals below a minute, then seconds with their unit. */
final class RowTime {

    private static final long MINUTE = 60_000_000_000L;

    private RowTime() {
    }

    /** {@code 5.058}, {@code 61.250s}, {@code 12345.6s}: fits the ladder's column for weeks. */
    static String of(long nanos) {
        if (nanos < 0) {
            return "-" + of(-Math.max(nanos, -Long.MAX_VALUE));
        }
        if (nanos < MINUTE) {
            return millis(nanos);
        }
        long millis = nanos / 1_000_000;
        String seconds = decimal(millis, 3) + "s";
        return seconds.length() <= LadderLayout.TIME_WIDTH ? seconds
                : decimal(millis / 100, 1) + "s";
    }

    /** {@code 5.058}. */
    static String millis(long nanos) {
        return decimal(nanos / 1000, 3);
    }

    private static String decimal(long value, int decimals) {
        long divisor = decimals == 3 ? 1000 : 10;
        String fraction = Long.toString(divisor + value % divisor).substring(1);
        return value / divisor + "." + fraction;
    }
}
