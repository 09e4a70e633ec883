package tcpwalk.tcp.findings;

/** Numbers as the sentences of findings write them: {@code 1.02 s}, {@code 1 byte}, {@code 3 times}. */
final class Quantity {

    private static final String[] SECONDS = {"ns", "µs", "ms", "s"};

    private Quantity() {
    }

    /** Three digits and the unit that fits: {@code 40 µs}, {@code 5.12 ms}, {@code 1.02 s}, {@code 75 s}. */
    static String time(long nanos) {
        if (nanos < 0) {
            return "-" + time(nanos == Long.MIN_VALUE ? Long.MAX_VALUE : -nanos);
        }
        int unit = 0;
        long divisor = 1;
        while (unit < SECONDS.length - 1 && nanos / divisor >= 1000) {
            unit++;
            divisor *= 1000;
        }
        long whole = nanos / divisor;
        int decimals = unit == 0 || whole >= 100 ? 0 : whole >= 10 ? 1 : 2;
        long step = decimals == 2 ? divisor / 100 : decimals == 1 ? divisor / 10 : divisor;
        long rounded = (nanos + step / 2) / step;
        return decimal(rounded, decimals) + " " + SECONDS[unit];
    }

    private static String decimal(long scaled, int decimals) {
        long power = decimals == 2 ? 100 : decimals == 1 ? 10 : 1;
        StringBuilder text = new StringBuilder().append(scaled / power);
        long fraction = scaled % power;
        if (fraction != 0) {
            String digits = Long.toString(power + fraction).substring(1);
            text.append('.').append(digits.endsWith("0") ? digits.substring(0, digits.length() - 1) : digits);
        }
        return text.toString();
    }

    static String bytes(long bytes) {
        return count(bytes, "byte");
    }

    /** {@code 1 frame}, {@code 2 frames}. */
    static String count(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    /** {@code once}, {@code twice}, {@code 3 times}. */
    static String times(long count) {
        return count == 1 ? "once" : count == 2 ? "twice" : count + " times";
    }
}
