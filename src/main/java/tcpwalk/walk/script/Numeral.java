package tcpwalk.walk.script;

/**
 * A sequence number as a script writes it: {@code 1001}, counted from the initial one, or {@code nxt-1}, counted from
 * the next one.
 *
 * @param offset added to what it is counted from
 */
public record Numeral(boolean fromNext, long offset) {

    /** The next number itself. */
    public static final Numeral NEXT = new Numeral(true, 0);

    /** The number on the wire. */
    public int resolve(int initial, int next) {
        return (fromNext ? next : initial) + (int) offset;
    }

    /** {@code 1001}, {@code nxt} or {@code nxt+5}. */
    @Override
    public String toString() {
        if (!fromNext) {
            return Long.toString(offset);
        }
        return offset == 0 ? "nxt" : "nxt" + (offset > 0 ? "+" : "") + offset;
    }
}
