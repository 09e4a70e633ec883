package tcpwalk.tcp.findings;

import java.util.function.Supplier;
import tcpwalk.tcp.Account;
import tcpwalk.tcp.Observation;
import tcpwalk.tcp.Side;

/**
 * What there is to say of data that was sent again without being asked for: {@code waited} is how long its timer had
 * run at the tap, {@code reading} what became of the original.
 */
final class RetransmissionAccounts {

    /** What is read from an original that has passed the tap. */
    static final String LOST_BEYOND = "the original had passed the tap, so it or its acknowledgment was lost beyond it";
    private static final String LATE_OR_LOST = "the original had passed the tap, so it or its acknowledgment is late,"
            + " or was lost beyond it";

    private RetransmissionAccounts() {
    }

    /** Sooner than a time-out can come, while nothing that passed the tap asked for it. */
    static Supplier<Account> early(Observation seen, long waited, long threshold, String reading) {
        Side from = seen.from();
        int length = seen.segment().length();
        return () -> Account.of(sent(from, length) + ", " + Quantity.time(waited) + " after its timer started at the"
                + " tap: too soon for a time-out, so the packets were held up before the tap, or what asked for it did"
                + " not pass here"
                + (reading.equals(LOST_BEYOND) ? "" : "; " + reading)).word("cause", "unseen").number("bytes", length)
                .time("waited", waited).time("threshold", threshold);
    }

    /** A tail loss probe. */
    static Supplier<Account> probe(Observation seen, long waited, long threshold, String reading) {
        Side from = seen.from();
        int length = seen.segment().length();
        return () -> Account.of(sent(from, length) + " " + Quantity.time(waited) + " after its timer started, sooner"
                + " than a time-out: a tail loss probe (RFC 8985 §7); "
                + (reading.equals(LOST_BEYOND) ? LATE_OR_LOST : reading))
                .word("cause", "tail-loss-probe").number("bytes", length).time("waited", waited)
                .time("threshold", threshold).likely("a time-out shorter than usual");
    }

    /** What follows a time-out of other data. */
    static Supplier<Account> recovery(Observation seen, String reading) {
        Side from = seen.from();
        int length = seen.segment().length();
        return () -> Account.of(sent(from, length) + " in the recovery that follows its time-out; " + reading)
                .word("cause", "recovery").number("bytes", length);
    }

    /** After a time-out of its own. */
    static Supplier<Account> timeOut(Observation seen, int retry, long first, long waited, String reading) {
        Side from = seen.from();
        int length = seen.segment().length();
        return () -> Account.of(sent(from, length) + " after a time-out of about " + Quantity.time(waited)
                + (retry > 1 ? " (retry " + retry + ", the first wait was " + Quantity.time(first)
                + (waited > first + first / 2 ? ": back-off)" : ")") : "") + "; " + reading)
                .word("cause", "time-out").number("bytes", length).time("rto", waited)
                .number("retry", retry).time("first_rto", first);
    }

    /** Several time-outs of the same data. */
    static Supplier<Account> timeOuts(Observation seen, int retry, long first, long waited, String reading) {
        Side from = seen.from();
        return () -> Account.of("the " + from + " sent data again, the same bytes " + Quantity.times(retry)
                + ", waiting " + Quantity.time(first) + " at first and " + Quantity.time(waited) + " at last"
                + (waited > first + first / 2 ? " (back-off)" : "") + "; " + reading).word("cause", "time-out")
                .number("retries", retry).time("first_rto", first).time("last_rto", waited);
    }

    private static String sent(Side from, int length) {
        return "the " + from + " sent " + Quantity.bytes(length) + " again";
    }
}
