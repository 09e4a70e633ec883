package tcpwalk.walk.script;

/** Spans of time in scripts: {@code 500ms}, {@code 1.5s}, {@code 2m}. */
final class Durations {

    private static final long MILLISECOND = 1_000_000L;
    private static final long LONGEST_SECONDS = 3600;

    private Durations() {
    }

    /** Nanoseconds; at most an hour, because a walk is bounded. */
    static long read(LineCursor line) throws ScriptException {
        int column = line.column();
        String what = "a duration such as 500ms, 1.5s or 2m";
        long whole = line.number(what, LONGEST_SECONDS * 1000);
        long milli = 0;
        if (line.skip(".")) {
            milli = thousandths(line, what);
        }
        long unit = line.skip("ms") ? MILLISECOND : line.skip("s") ? 1000 * MILLISECOND
                : line.skip("m") ? 60_000 * MILLISECOND : 0;
        if (unit == 0) {
            throw line.expected("a unit: ms, s or m");
        }
        long nanoseconds = whole * unit + milli * unit / 1000;
        if (nanoseconds > LONGEST_SECONDS * 1000 * MILLISECOND) {
            throw line.wrong(column, "a walk waits an hour at most");
        }
        return nanoseconds;
    }

    private static long thousandths(LineCursor line, String what) throws ScriptException {
        int from = line.column();
        long digits = line.number(what, 999);
        return switch (line.here() - from) {
            case 1 -> digits * 100;
            case 2 -> digits * 10;
            case 3 -> digits;
            default -> throw line.wrong(from, "a duration has three decimals at most");
        };
    }
}
