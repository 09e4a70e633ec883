package tcpwalk.tcp.findings;

import static tcpwalk.tcp.FindingKind.DUPLICATE_FRAME;
import static tcpwalk.tcp.FindingKind.FIN_RETRANSMITTED;
import static tcpwalk.tcp.FindingKind.HALF_CLOSE;
import static tcpwalk.tcp.FindingKind.LAST_ACK_LOST;
import static tcpwalk.tcp.FindingKind.SIMULTANEOUS_CLOSE;
import static tcpwalk.tcp.FindingKind.OLD_DUPLICATE;
import static tcpwalk.tcp.FindingKind.TIME_WAIT_REUSE;
import static tcpwalk.tcp.FindingKind.UNANSWERED_FIN;

import java.util.function.Supplier;
import tcpwalk.tcp.Account;
import tcpwalk.tcp.Connection;
import tcpwalk.tcp.Endpoint;
import tcpwalk.tcp.Event;
import tcpwalk.tcp.Observation;
import tcpwalk.tcp.Outcome;
import tcpwalk.tcp.Rule;
import tcpwalk.tcp.Side;
import tcpwalk.tcp.TcpState;
import tcpwalk.tcp.findings.CaseNotes.ClosingNotes;
import tcpwalk.tcp.findings.CaseNotes.FinNotes;
import tcpwalk.wire.Segment;
import tcpwalk.wire.SequenceNumber;

/** How a connection was closed, or why it was not (RFC 9293 §3.6). */
final class ClosingFindings {

    /** An end that keeps its half open for longer than this and a round trip does so on purpose, or has forgotten. */
    private static final long HALF_CLOSED = 500_000_000;
    /** Linux holds TIME-WAIT as long; the RFC asks for 2 MSL, four minutes. */
    private static final long TIME_WAIT = 60_000_000_000L;

    void observe(Observation seen) {
        Segment segment = seen.segment();
        if (segment.isSyn()) {
            reuse(seen);
        } else if (segment.isFin()) {
            fin(seen);
        } else if (segment.length() > 0 && seen.receiver().isFinSent()) {
            afterFin(seen);
        }
    }

    private void fin(Observation seen) {
        if (!seen.senderBefore().isFinSent()) {
            if (seen.segment().length() == 0 && seen.senderBefore().isNumbered()
                    && SequenceNumber.isAtMost(seen.segment().end(), seen.senderBefore().sndNxt())) {
                countedBefore(seen);
            }
            if (seen.receiver().isFinSent()) {
                secondFin(seen);
            }
        } else if (seen.segment().end() == seen.sender().finEnd() && seen.fresh() == 0) {
            repeatedFin(seen);
        }
        if (seen.fired(Rule.SIMULTANEOUS_CLOSE) && seen.connection().count(SIMULTANEOUS_CLOSE) == 0) {
            simultaneous(seen);
        }
    }

    /** Its number had been passed over: what comes a round trip later was not overtaken on the way, but sent again. */
    private static void countedBefore(Observation seen) {
        CaseNotes notes = CaseNotes.peek(seen);
        FlowNotes flow = notes == null ? null : notes.flowOrNull(seen.from());
        if (flow == null || flow.gapFrame == 0 || seen.time() - flow.gapTime <= seen.connection().handshakeRtt()) {
            return;
        }
        long since = seen.time() - flow.gapTime;
        long frame = flow.gapFrame;
        Side from = seen.from();
        TcpState state = seen.sender().state();
        FinNotes fin = notes.closing().fin(from);
        fin.retries = 1;
        fin.lastTime = seen.time();
        fin.firstWait = since;
        seen.retransmits();
        seen.found(FIN_RETRANSMITTED, () -> Account.of("the " + from + " sent its FIN again: frame " + frame + ", "
                + Quantity.time(since) + " before, counted it already, so the first was lost before the tap")
                .time("waited", since).number("retry", 1).word("state", state));
    }

    private static void simultaneous(Observation seen) {
        long apart = Math.abs(seen.sender().finTime() - seen.receiver().finTime());
        boolean acknowledges = SequenceNumber.isAtMost(seen.receiver().finEnd(), seen.segment().ack());
        Side from = seen.from();
        seen.found(SIMULTANEOUS_CLOSE, () -> Account.of((acknowledges ? "the " + from + " had sent its FIN, repeated"
                + " here, before it acknowledged the other end's" : "the second FIN, " + Quantity.time(apart)
                + " after the first, does not acknowledge it") + ": both ends closed before they saw the other's FIN")
                .time("apart", apart));
    }

    private void repeatedFin(Observation seen) {
        if (Doubled.is(seen)) {
            seen.found(DUPLICATE_FRAME, Doubled.account("FIN", seen.time() - seen.senderBefore().lastTime()));
            return;
        }
        Side from = seen.from();
        TcpState state = seen.sender().state();
        FinNotes notes = CaseNotes.of(seen).closing().fin(from);
        long waited = seen.time() - (notes.retries > 0 ? notes.lastTime : seen.sender().finTime());
        int retry = ++notes.retries;
        notes.lastTime = seen.time();
        notes.firstWait = retry == 1 ? waited : notes.firstWait;
        long first = notes.firstWait;
        boolean lost = seen.showsLost(Event.ACK_OF_FIN_ARRIVES);
        boolean crossed = !lost && seen.sender().isFinAcknowledged();
        String reading = lost ? "its acknowledgment had passed the tap and was lost beyond it"
                : crossed ? "its acknowledgment had passed the tap, and crossed it or was lost beyond the tap"
                : "no acknowledgment of it has been seen";
        seen.retransmits();
        seen.found(FIN_RETRANSMITTED, () -> Account.of("the " + from + " sent its FIN again after "
                + Quantity.time(waited) + " (retry " + retry + ")" + (crossed ? "" : " and is still in " + state) + "; "
                + reading).time("waited", waited).number("retry", retry).word("state", state));
        if (retry > 1) {
            seen.summarize(FIN_RETRANSMITTED, () -> Account.of("the " + from + " sent its FIN again "
                    + Quantity.times(retry) + ", waiting " + Quantity.time(first) + " at first and "
                    + Quantity.time(waited) + " at last; " + reading).number("retries", retry)
                    .time("first_wait", first).time("last_wait", waited).word("state", state));
        }
        if (lost && state == TcpState.LAST_ACK) {
            long since = seen.time() - seen.receiver().lastTime();
            long roundTrip = seen.connection().handshakeRtt();
            Side other = from.other();
            seen.found(LAST_ACK_LOST, () -> Account.of("the " + from + " repeats its FIN " + Quantity.time(since)
                    + " after the last ACK passed the tap, so that ACK had not arrived; the " + other
                    + "'s TIME-WAIT is there to repeat it").time("since_ack", since)
                    .time("round_trip", Math.max(roundTrip, 0)));
        }
    }

    /** The end that closes second sends data to the one that closed first. */
    private void afterFin(Observation seen) {
        ClosingNotes notes = CaseNotes.of(seen).closing();
        if (notes.dataFrame == 0) {
            notes.bytesBefore = seen.sender().bytes() - Math.min(seen.fresh(), seen.segment().length());
        }
        notes.dataFrame = seen.segment().frame();
        notes.dataTime = seen.time();
        notes.dataLength = seen.segment().length();
        boolean knows = seen.segment().isAck()
                && SequenceNumber.isAtMost(seen.receiver().finEnd(), seen.segment().ack());
        if (knows && seen.fresh() > 0 && !seen.sender().isFinSent() && seen.connection().count(HALF_CLOSE) == 0) {
            Side first = seen.from().other();
            int length = seen.segment().length();
            seen.found(HALF_CLOSE, () -> Account.of("the " + first + " has closed its half and is sent "
                    + Quantity.bytes(length) + " more").number("bytes", length));
        }
    }

    private void secondFin(Observation seen) {
        long open = seen.time() - seen.receiver().finTime();
        boolean data = seen.connection().count(HALF_CLOSE) > 0;
        long patience = patience(seen);
        if (!data && (open < patience || !seen.sender().acknowledges()
                || SequenceNumber.isBefore(seen.sender().rcvNxt(), seen.receiver().finEnd()))) {
            return;
        }
        Side first = seen.from().other();
        Side second = seen.from();
        if (!data) {
            seen.found(HALF_CLOSE, () -> Account.of("the " + first + " closed its half; the " + second
                    + " kept its own open for " + Quantity.time(open) + " and sent nothing more")
                    .time("open", open).time("threshold", patience));
        } else {
            long bytes = seen.sender().bytes() - CaseNotes.of(seen).closing().bytesBefore;
            seen.summarize(HALF_CLOSE, () -> Account.of("the " + first + " closed its half; the " + second + " sent "
                    + Quantity.bytes(bytes) + " more and closed " + Quantity.time(open) + " later")
                    .number("bytes", bytes).time("open", open));
        }
    }

    private static long patience(Observation seen) {
        return HALF_CLOSED + Math.max(0, seen.connection().handshakeRtt());
    }

    private void reuse(Observation seen) {
        Connection earlier = seen.predecessor();
        if (earlier == null || seen.senderBefore().segments() > 0) {
            return;
        }
        Side waits = earlier.server().state() == TcpState.TIME_WAIT ? Side.SERVER : Side.CLIENT;
        long since = seen.time() - earlier.lastTime();
        if (earlier.end(waits).state() != TcpState.TIME_WAIT || since > TIME_WAIT) {
            return;
        }
        Endpoint before = earlier.client();
        boolean later = SequenceNumber.isBefore(before.sndNxt(), seen.segment().seq());
        boolean stamped = before.isTimestamped() && seen.segment().options().hasTimestamps();
        boolean newer = stamped
                && SequenceNumber.isBefore(before.timestamp(), seen.segment().options().timestampValue());
        if (waits == Side.CLIENT && !newer && seen.segment().seq() == before.iss()) {
            seen.found(OLD_DUPLICATE, () -> Account.of("the SYN bears the number of the earlier connection's, whose"
                    + " client is in TIME-WAIT: a copy that was delayed on the way, which the server cannot tell from a"
                    + " new one")
                    .time("since", since).likely("the client begins each connection with this number"));
            return;
        }
        seen.found(TIME_WAIT_REUSE, () -> Account.of("the same ports open again " + Quantity.time(since)
                + " after the last segment, while the earlier connection's " + waits + " is in TIME-WAIT; "
                + (newer ? "the newer timestamp allows it"
                : later ? "the greater initial sequence number allows it (RFC 9293 §3.6.1)"
                : "neither timestamp nor sequence number shows it to be new, but it was taken"))
                .time("since", since).time("threshold", TIME_WAIT).word("time_wait", waits));
    }

    void conclude(Observation last) {
        Connection connection = last.connection();
        if (connection.outcome() == Outcome.RESET) {
            return;
        }
        unanswered(last, Side.CLIENT);
        unanswered(last, Side.SERVER);
        leftOpen(last);
    }

    private void unanswered(Observation last, Side side) {
        Endpoint end = last.connection().end(side);
        if (!end.isFinSent() || end.isFinAcknowledged()) {
            return;
        }
        long waited = last.time() - end.finTime();
        int retries = end.retransmitted() > 0 ? CaseNotes.of(last).closing().fin(side).retries : 0;
        last.found(UNANSWERED_FIN, end.finFrame(), () -> Account.of("the " + side + "'s FIN"
                + (retries > 0 ? ", repeated " + Quantity.times(retries) + "," : "") + " was not acknowledged"
                + (waited > 0 ? " within " + Quantity.time(waited) : " before the capture ended")
                + ": it stays in " + end.state()).time("waited", waited).number("retries", retries)
                .word("state", end.state()));
    }

    /** One end has closed, and the other's application has not. */
    private void leftOpen(Observation last) {
        Connection connection = last.connection();
        Side waits = connection.client().state() == TcpState.CLOSE_WAIT ? Side.CLIENT : Side.SERVER;
        Endpoint closer = connection.end(waits.other());
        long open = last.time() - closer.finTime();
        long patience = patience(last);
        if (connection.end(waits).state() != TcpState.CLOSE_WAIT || !closer.isFinAcknowledged() || open < patience) {
            return;
        }
        Supplier<Account> account = () -> Account.of("the " + waits + " is still in CLOSE-WAIT " + Quantity.time(open)
                + " after the other end's FIN: its application has not closed").time("open", open)
                .time("threshold", patience).word("state", TcpState.CLOSE_WAIT);
        if (connection.count(HALF_CLOSE) > 0) {
            last.summarize(HALF_CLOSE, account);
        } else {
            last.found(HALF_CLOSE, closer.finFrame(), account);
        }
    }
}
