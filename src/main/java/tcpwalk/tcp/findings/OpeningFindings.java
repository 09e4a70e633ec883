package tcpwalk.tcp.findings;

import static tcpwalk.tcp.FindingKind.BAD_SYN_ACK;
import static tcpwalk.tcp.FindingKind.CHALLENGE_ACK;
import static tcpwalk.tcp.FindingKind.DUPLICATE_FRAME;
import static tcpwalk.tcp.FindingKind.HANDSHAKE_INCOMPLETE;
import static tcpwalk.tcp.FindingKind.NEW_ISN_RETRY;
import static tcpwalk.tcp.FindingKind.NO_ANSWER;
import static tcpwalk.tcp.FindingKind.OLD_DUPLICATE;
import static tcpwalk.tcp.FindingKind.OUT_OF_ORDER;
import static tcpwalk.tcp.FindingKind.REFUSED;
import static tcpwalk.tcp.FindingKind.RESET;
import static tcpwalk.tcp.FindingKind.SIMULTANEOUS_OPEN;
import static tcpwalk.tcp.FindingKind.SPLIT_HANDSHAKE;
import static tcpwalk.tcp.FindingKind.SYN_ACK_RETRANSMITTED;
import static tcpwalk.tcp.FindingKind.SYN_COOKIE_SUSPECTED;
import static tcpwalk.tcp.FindingKind.SYN_RETRANSMITTED;
import static tcpwalk.tcp.FindingKind.THIRD_ACK_LOST;

import java.util.function.Supplier;
import tcpwalk.tcp.Account;
import tcpwalk.tcp.Confidence;
import tcpwalk.tcp.Connection;
import tcpwalk.tcp.Event;
import tcpwalk.tcp.FindingKind;
import tcpwalk.tcp.Observation;
import tcpwalk.tcp.Outcome;
import tcpwalk.tcp.Rule;
import tcpwalk.tcp.Side;
import tcpwalk.tcp.Standing;
import tcpwalk.tcp.TcpState;
import tcpwalk.tcp.findings.CaseNotes.OpeningNotes;
import tcpwalk.wire.Segment;
import tcpwalk.wire.SequenceNumber;

/** How a connection was opened, or why it was not (RFC 9293 §3.5). */
final class OpeningFindings {

    /** No stack repeats a SYN so soon: the first time-out is one second (RFC 6298 §2.1), a few hundred ms at least. */
    private static final long SOONEST_REPEAT = 5_000_000;

    void observe(Observation seen) {
        Segment segment = seen.segment();
        if (!segment.isSyn()) {
            acknowledged(seen);
        } else if (segment.isAck()) {
            answered(seen);
        } else {
            asked(seen);
        }
    }

    private void asked(Observation seen) {
        Standing before = seen.senderBefore();
        if (before.isSynSeen() && before.iss() == seen.segment().seq()) {
            repeatedSyn(seen);
        } else if (before.isSynSeen() && before.state() == TcpState.SYN_SENT) {
            newAttempt(seen);
        } else if (seen.receiver().acknowledges() && seen.receiver().rcvNxt() == seen.segment().seq() + 1) {
            seen.found(OUT_OF_ORDER, () -> Account.of("the SYN was captured after the SYN,ACK that answers it:"
                    + " the capture's order is inverted, the handshake is complete"));
        }
        if (seen.fired(Rule.SIMULTANEOUS_OPEN)) {
            CaseNotes.of(seen).opening().second = seen.from();
            toldSplit(seen);
        }
        FastOpenFindings.asked(seen);
    }

    private void repeatedSyn(Observation seen) {
        Standing before = seen.senderBefore();
        long waited = seen.time() - before.lastTime();
        Side from = seen.from();
        if (before.acknowledges()) {
            seen.found(OLD_DUPLICATE, () -> Account.of("a copy of the " + from + "'s SYN arrives after the handshake:"
                    + " it was delayed on the way and changes nothing").time("since_last", waited)
                    .likely("forged"));
            return;
        }
        if (waited < 0) {
            // The capture's clock went back: how long it waited is not known.
            return;
        }
        boolean afterReset = seen.connection().count(RESET) > 0;
        if (waited < SOONEST_REPEAT && !afterReset && Doubled.mayBe(seen)) {
            seen.found(DUPLICATE_FRAME, doubled("SYN", waited));
            return;
        }
        repeated(seen, SYN_RETRANSMITTED, waited, "SYN",
                afterReset ? "it had reset what its first SYN hit" : whyAgain(seen));
    }

    private static String whyAgain(Observation seen) {
        if (seen.connection().count(REFUSED) > 0) {
            return "it was refused and tries again all the same, as Windows does, or the refusal was lost beyond the"
                    + " tap";
        }
        return seen.receiver().segments() > 0
                ? "the SYN,ACK had passed the tap, so it was lost beyond it or came too late"
                : "the SYN or its answer was lost, or the host drops it";
    }

    private static Supplier<Account> doubled(String what, long waited) {
        return () -> Account.of("the " + what + " came twice within " + Quantity.time(waited) + ": no stack repeats one"
                + " so soon, so the network or the tap doubled it").time("apart", waited)
                .time("threshold", SOONEST_REPEAT);
    }

    private void repeated(Observation seen, FindingKind kind, long waited, String what, String reading) {
        int retry = seen.connection().count(kind) + 1;
        OpeningNotes notes = CaseNotes.of(seen).opening();
        boolean syn = kind == SYN_RETRANSMITTED;
        if (retry == 1 && syn) {
            notes.firstWait = waited;
        } else if (retry == 1) {
            notes.firstAnswerWait = waited;
        }
        long first = syn ? notes.firstWait : notes.firstAnswerWait;
        Side from = seen.from();
        seen.retransmits();
        seen.found(kind, () -> Account.of("the " + from + " sent its " + what + " again after " + Quantity.time(waited)
                + " (retry " + retry + "); " + reading).time("waited", waited).number("retry", retry));
        if (retry > 1) {
            seen.summarize(kind, () -> Account.of("the " + from + " sent its " + what + " again "
                    + Quantity.times(retry) + ", waiting " + Quantity.time(first) + " at first and "
                    + Quantity.time(waited) + " at last" + (waited > first + first / 2 ? " (back-off)" : "") + "; "
                    + reading).number("retries", retry).time("first_wait", first).time("last_wait", waited));
        }
    }

    private void newAttempt(Observation seen) {
        long waited = seen.time() - seen.senderBefore().lastTime();
        long step = SequenceNumber.toLong(seen.segment().seq() - seen.senderBefore().iss());
        seen.found(NEW_ISN_RETRY, () -> Account.of("no answer for " + Quantity.time(waited) + ": a new attempt between"
                + " the same ports, its initial sequence number " + step + " further on").time("waited", waited)
                .number("step", step));
    }

    private void answered(Observation seen) {
        Standing before = seen.senderBefore();
        Standing opener = seen.receiverBefore();
        int ack = seen.segment().ack();
        boolean bad = opener.isSynSeen() && !(SequenceNumber.isBefore(opener.iss(), ack)
                && SequenceNumber.isAtMost(ack, opener.sndNxt()));
        if (bad) {
            long off = ack - (opener.iss() + 1);
            seen.found(BAD_SYN_ACK, () -> Account.of("the SYN,ACK acknowledges a number " + Math.abs(off)
                    + (off < 0 ? " below" : " above") + " the SYN's: it answers another SYN; the opener must answer"
                    + " with RST").number("off", off).likely("forged"));
        } else if (before.isSynSeen() && before.acknowledges() && before.iss() == seen.segment().seq()) {
            repeatedAnswer(seen);
        } else {
            crossed(seen);
            cookie(seen);
            FastOpenFindings.answered(seen);
        }
    }

    private void repeatedAnswer(Observation seen) {
        long waited = seen.time() - seen.senderBefore().lastTime();
        if (waited < 0) {
            return;
        }
        if (waited < SOONEST_REPEAT && Doubled.mayBe(seen)) {
            seen.found(DUPLICATE_FRAME, doubled("SYN,ACK", waited));
            return;
        }
        boolean acknowledged = seen.receiver().acknowledges();
        repeated(seen, SYN_ACK_RETRANSMITTED, waited, "SYN,ACK", acknowledged
                ? "the acknowledgment had passed the tap" : "no acknowledgment of it has been seen");
        if (seen.showsLost(Event.ACK_OF_SYN_ARRIVES)) {
            long since = seen.time() - seen.receiver().lastTime();
            seen.found(THIRD_ACK_LOST, () -> Account.of("the server repeats its SYN,ACK " + Quantity.time(since)
                    + " after the client's last segment passed the tap, so the handshake's third segment had not"
                    + " arrived: it stays in SYN-RECEIVED").time("since_ack", since)
                    .likely("the server had it and waits for data, as with a deferred accept"));
        }
    }

    /** Both SYNs crossed when their senders answer with SYN,ACK (RFC 9293 §3.5, Figure 7). */
    private void crossed(Observation seen) {
        OpeningNotes notes = notes(seen);
        if (notes != null && !notes.told && notes.second == seen.from()) {
            notes.told = true;
            seen.found(SIMULTANEOUS_OPEN, () -> Account.of("both ends had sent a SYN before they saw the other's, and"
                    + " each answers with SYN,ACK"));
        }
    }

    private void cookie(Observation seen) {
        Standing before = seen.senderBefore();
        Standing opener = seen.receiverBefore();
        if (before.state() == TcpState.SYN_RECEIVED && before.acknowledges() && before.iss() != seen.segment().seq()) {
            seen.found(SYN_COOKIE_SUSPECTED, () -> Account.of("the same SYN is answered with another initial sequence"
                    + " number: the server remembers nothing of its first answer, as with a SYN cookie")
                    .likely("a proxy answers in its name"));
            return;
        }
        boolean offered = opener.isSynSeen() && opener.offersScale() && seen.receiver().offersSack();
        boolean squeezed = seen.segment().options().mss() >= 0 && seen.segment().options().windowScale() < 0
                && !seen.segment().options().sackPermitted() && !seen.segment().options().hasTimestamps();
        if (offered && squeezed && !seen.segment().truncated()) {
            seen.found(SYN_COOKIE_SUSPECTED, () -> Account.of("the SYN offered window scale and selective"
                    + " acknowledgment, the SYN,ACK takes up neither, as a SYN cookie without timestamps cannot")
                    .possible("an old stack, or a middlebox that strips options"));
        }
    }

    private void acknowledged(Observation seen) {
        Standing opener = seen.receiverBefore();
        if (opener.state() != TcpState.SYN_SENT || seen.sender().isSynSeen() || !seen.segment().isAck()) {
            toldSplit(seen);
        } else if (seen.segment().ack() == opener.iss() + 1) {
            CaseNotes.of(seen).opening().acknowledgedOnly = seen.from();
        } else if (opener.isSynSeen()) {
            Side from = seen.from();
            seen.found(CHALLENGE_ACK, () -> Account.of("the " + from + " answers the SYN with an ACK of another number:"
                    + " it still holds an older connection between the same ports (half-open), and asks"));
        }
    }

    /** The peer that answers a SYN by a SYN of its own, and has the opener send the SYN,ACK. */
    private void toldSplit(Observation seen) {
        OpeningNotes notes = notes(seen);
        if (notes == null || notes.told || notes.second != seen.from()) {
            return;
        }
        boolean afterAck = notes.acknowledgedOnly == seen.from();
        if (afterAck || !seen.segment().isSyn() && seen.segment().isAck()) {
            notes.told = true;
            Side from = seen.from();
            seen.found(SPLIT_HANDSHAKE, () -> Account.of("the " + from + " answered the SYN with "
                    + (afterAck ? "an ACK and then " : "") + "a SYN of its own and never sent a SYN,ACK, so the opener"
                    + " had to").unsure(afterAck ? Confidence.CERTAIN : Confidence.LIKELY,
                    afterAck ? null : "both opened at once and one SYN was lost beyond the tap"));
        }
    }

    private static OpeningNotes notes(Observation seen) {
        CaseNotes notes = CaseNotes.peek(seen);
        return notes == null ? null : notes.openingOrNull();
    }

    void conclude(Observation last) {
        Connection connection = last.connection();
        Outcome outcome = connection.outcome();
        if (outcome == Outcome.NO_ANSWER && connection.client().sndNxt() == connection.client().iss() + 1
                || outcome == Outcome.NO_ANSWER && !connection.client().acknowledges()) {
            noAnswer(last);
        } else if (outcome == Outcome.HALF_OPEN) {
            incomplete(last);
        }
    }

    private void noAnswer(Observation last) {
        Connection connection = last.connection();
        long tries = connection.client().segments();
        long waited = last.time() - connection.lastTime();
        long span = connection.lastTime() - connection.start();
        last.found(NO_ANSWER, connection.firstFrame(), () -> Account.of((tries == 1 ? "the SYN"
                : Quantity.count(tries, "SYN") + " in " + Quantity.time(span)) + " drew no answer"
                + (waited > 0 ? ", nor did " + Quantity.time(waited) + " more" : " before the capture ended")
                + ": a firewall drops " + (tries == 1 ? "it" : "them") + " silently")
                .number("syns", tries).time("span", span).time("waited", waited)
                .possible("the host is down, or its answers take another way"));
    }

    private void incomplete(Observation last) {
        Connection connection = last.connection();
        long repeats = connection.count(SYN_ACK_RETRANSMITTED);
        long waited = last.time() - connection.start();
        boolean split = connection.count(SYN_ACK_RETRANSMITTED) == 0 && connection.server().segments() == 0;
        last.found(HANDSHAKE_INCOMPLETE, connection.firstFrame(), () -> Account.of(split
                ? "the handshake was not finished within " + Quantity.time(waited)
                : "the server answered" + (repeats > 0 ? " and repeated its SYN,ACK " + Quantity.times(repeats) : "")
                        + ", but no third segment came within " + Quantity.time(waited) + " of the SYN")
                .number("syn_acks_repeated", repeats).time("waited", waited));
    }
}
