package tcpwalk.render;

import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Writes nanoseconds since the epoch as UTC with all nine decimals, without floating point and without allocation. */
final class UtcTime {

    /** {@code 2026-11-22T13:53:56.396123456Z}. */
    static final int LENGTH = 30;

    private static final long SECOND = 1_000_000_000;
    private static final long DAY = 86_400;

    private final char[] text = "0000-00-00T00:00:00.000000000Z".toCharArray();
    private long day = Long.MIN_VALUE;

    /** The characters for that moment; valid until the next call. Years after 2262 do not fit into nanoseconds. */
    char[] of(long nanos) {
        long seconds = Math.floorDiv(nanos, SECOND);
        long newDay = Math.floorDiv(seconds, DAY);
        if (newDay != day) {
            date(newDay);
        }
        int ofDay = (int) Math.floorMod(seconds, DAY);
        digits(ofDay / 3600, 11, 2);
        digits(ofDay / 60 % 60, 14, 2);
        digits(ofDay % 60, 17, 2);
        digits((int) Math.floorMod(nanos, SECOND), 20, 9);
        return text;
    }

    /** A capture's connections mostly begin on one day: the date is worked out once. */
    private void date(long newDay) {
        LocalDateTime date = LocalDateTime.ofEpochSecond(newDay * DAY, 0, ZoneOffset.UTC);
        digits(date.getYear(), 0, 4);
        digits(date.getMonthValue(), 5, 2);
        digits(date.getDayOfMonth(), 8, 2);
        day = newDay;
    }

    private void digits(int value, int at, int count) {
        int rest = value;
        for (int i = at + count - 1; i >= at; i--) {
            text[i] = (char) ('0' + rest % 10);
            rest /= 10;
        }
    }

    /** {@code 2026-11-22 13:53:56.396123456 UTC}: the same for people. */
    static String spoken(long nanos) {
        return new String(new UtcTime().of(nanos)).replace('T', ' ').replace("Z", " UTC");
    }
}
