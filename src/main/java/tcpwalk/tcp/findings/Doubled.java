package tcpwalk.tcp.findings;

import java.util.function.Supplier;
import tcpwalk.tcp.Account;
import tcpwalk.tcp.FindingKind;
import tcpwalk.tcp.Observation;
import tcpwalk.tcp.Standing;

/**
 * Copies that come so soon that no sender can have repeated them: the network doubled the packet, or a mirror port did.
 * What the packets' own headers tell of copies has been sorted out before.
 */
final class Doubled {

    /** A copy that comes sooner was doubled: no timer is so short (RFC 8985 §7.2 allows two round trips at least). */
    private static final long SOON = 1_000_000;

    /** From here on a time-out may be the reason, at once after something else. */
    private static final long LEAST_TIME_OUT = 200_000_000;

    /** Timers are kept in ticks of about a microsecond. */
    private static final long CLOCK = 2_000;

    private Doubled() {
    }

    /** Whether a segment that brings nothing new follows its original at once, with nothing from the peer between. */
    static boolean is(Observation seen) {
        Standing before = seen.senderBefore();
        boolean again = seen.segment().end() == before.sndNxt() && seen.fresh() == 0;
        return again && before.timerAge() < LEAST_TIME_OUT && follows(seen) && !followsAnother(seen)
                && !followsAnswer(seen) && mayBe(seen);
    }

    /** Whether an acknowledgment is a copy too, in a capture that holds packets twice. */
    static boolean isAcknowledgment(Observation seen) {
        int copies = seen.connection().count(FindingKind.DUPLICATE_FRAME);
        return copies > 1 && 4L * copies > seen.sender().segments() + seen.receiver().segments() && follows(seen)
                && mayBe(seen);
    }

    /** A copy has its packet's identification, so one that its sender counts as another is none (RFC 6864 §4). */
    static boolean mayBe(Observation seen) {
        return seen.segment().packet().identification() <= 0 || !seen.sender().isCounting();
    }

    private static boolean follows(Observation seen) {
        long last = seen.senderBefore().lastTime();
        return seen.time() - last < threshold(seen) && seen.receiverBefore().lastTime() < last;
    }

    /** Whether the peer had spoken since all that is under way was sent: what went before was its acknowledgment. */
    private static boolean followsAnswer(Observation seen) {
        Standing before = seen.senderBefore();
        return seen.segment().seq() == before.sndUna()
                && seen.time() - before.timerAge() + CLOCK < seen.receiverBefore().lastTime();
    }

    /** Whether what went just before repeated other bytes. */
    private static boolean followsAnother(Observation seen) {
        CaseNotes notes = CaseNotes.peek(seen);
        FlowNotes flow = notes == null ? null : notes.flowOrNull(seen.from());
        return flow != null && flow.repeats > 0 && flow.repeatTime == seen.senderBefore().lastTime()
                && flow.repeatedSeq != seen.segment().seq();
    }

    private static long threshold(Observation seen) {
        long roundTrip = seen.connection().handshakeRtt();
        return roundTrip < 0 ? SOON : Math.min(SOON, Math.max(roundTrip / 2, 1));
    }

    /** {@code what} came twice within {@code apart} nanoseconds. */
    static Supplier<Account> account(String what, long apart) {
        return () -> Account.of("the " + what + " came twice within " + Quantity.time(apart) + ": too soon for a sender"
                + " to repeat it, so the network or the tap doubled it").time("apart", apart).time("threshold", SOON);
    }
}
