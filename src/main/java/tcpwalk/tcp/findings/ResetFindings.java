package tcpwalk.tcp.findings;

import static tcpwalk.tcp.FindingKind.DATA_AFTER_CLOSE;
import static tcpwalk.tcp.FindingKind.REFUSED;
import static tcpwalk.tcp.FindingKind.RESET;
import static tcpwalk.tcp.FindingKind.RESET_IGNORED;

import tcpwalk.tcp.Acceptance;
import tcpwalk.tcp.Account;
import tcpwalk.tcp.Event;
import tcpwalk.tcp.Observation;
import tcpwalk.tcp.Outcome;
import tcpwalk.tcp.ResetCause;
import tcpwalk.tcp.Rule;
import tcpwalk.tcp.Side;
import tcpwalk.tcp.Standing;
import tcpwalk.tcp.TcpState;
import tcpwalk.tcp.findings.CaseNotes.ClosingNotes;
import tcpwalk.wire.Segment;
import tcpwalk.wire.SequenceNumber;

/** Every reset explained: who sent it, in which state it arrived, whether it was acceptable, and why it was sent. */
final class ResetFindings {

    void observe(Observation seen) {
        if (seen.acceptance() == Acceptance.RESETS) {
            takesEffect(seen);
        } else {
            ignored(seen);
        }
    }

    /** The opener goes on as if it had never reset: its kernel did, which knows nothing of the connection. */
    void contradicted(Observation seen) {
        CaseNotes notes = CaseNotes.peek(seen);
        if (notes != null && notes.openingOrNull() != null && notes.openingOrNull().gone == seen.from()
                && seen.connection().resetCause() == ResetCause.OPENER_GONE && !seen.segment().isSyn()) {
            Side from = seen.from();
            seen.explains(ResetCause.OWN_KERNEL);
            seen.summarize(RESET, () -> Account.of("the " + from + " reset the connection in answer to the SYN,ACK and"
                    + " then went on with it: the reset came from its kernel, which does not know a connection that"
                    + " another program crafted").word("cause", ResetCause.OWN_KERNEL));
        }
    }

    private void takesEffect(Observation seen) {
        if (seen.connection().outcome() == Outcome.REFUSED) {
            refused(seen);
            return;
        }
        Standing sender = seen.senderBefore();
        Standing receiver = seen.receiverBefore();
        Side from = seen.from();
        boolean over = sender.state().isOver() && receiver.state() == TcpState.CLOSED;
        if (over) {
            afterTheEnd(seen);
            return;
        }
        ResetReading reading = ResetReading.of(seen);
        TcpState sent = abortedIn(seen);
        TcpState met = receiver.state();
        long since = receiver.segments() > 0 ? seen.time() - receiver.lastTime() : -1;
        seen.explains(reading.cause());
        seen.found(RESET, () -> reading.on(Account.of("the " + from + " (" + sent + ") reset the connection"
                + (since < 0 ? "" : " " + Quantity.time(since) + " after the other end's last segment") + "; the reset"
                + " is acceptable to the " + from.other() + " in " + met + ". " + reading.sentence())
                .word("sent_by", from).word("sender_state", sent).word("receiver_state", met)
                .word("cause", reading.cause()))
                .time("after", Math.max(since, 0)));
        if (reading.cause() == ResetCause.OPENER_GONE) {
            CaseNotes.of(seen).opening().gone = from;
        }
        if (reading.cause() == ResetCause.DATA_AFTER_CLOSE) {
            dataAfterClose(seen);
        }
    }

    /** Where the sender stood, now that its reset may have shown that it stood elsewhere than presumed. */
    private static TcpState abortedIn(Observation seen) {
        for (Rule rule : Rule.values()) {
            if (rule.event() == Event.SENDS_RST && seen.fired(rule)) {
                return rule.from();
            }
        }
        return seen.senderBefore().state();
    }

    /** Nobody is left whom it could reset. */
    private static void afterTheEnd(Observation seen) {
        boolean again = seen.connection().count(RESET) > 0;
        long since = seen.time() - seen.senderBefore().lastTime();
        Side from = seen.from();
        // RFC 9293 §3.10.7.1: what arrives at a closed end is answered by a reset with the number it acknowledges.
        boolean answers = again && !seen.segment().isAck() && seen.segment().seq() == seen.receiverBefore().rcvNxt();
        seen.found(again ? RESET : RESET_IGNORED, () -> Account.of("a reset" + (again ? " once more," : "")
                + " from the " + from + (answers ? ", in answer to what still reached it" : "")
                + "; the connection is over already").time("after", since));
    }

    private void refused(Observation seen) {
        long since = seen.time() - seen.receiverBefore().lastTime();
        int again = seen.connection().count(REFUSED);
        Side from = seen.from();
        boolean answersSyn = seen.receiverBefore().isSynSeen();
        seen.explains(ResetCause.NOTHING_LISTENS);
        seen.found(REFUSED, () -> Account.of("the " + from + "'s host answered " + (answersSyn ? "the SYN"
                : "the probe") + " with RST" + (again > 0 ? " again" : "") + " after " + Quantity.time(since)
                + ": nothing listens there").time("after", since).word("cause", ResetCause.NOTHING_LISTENS)
                .likely("a firewall answers so in its name"));
    }

    private void dataAfterClose(Observation seen) {
        ClosingNotes notes = CaseNotes.of(seen).closing();
        long since = seen.time() - notes.dataTime;
        int length = notes.dataLength;
        Side from = seen.from();
        seen.found(DATA_AFTER_CLOSE, notes.dataFrame, () -> Account.of(Quantity.bytes(length) + " arrived at the "
                + from + " after its application had closed; it answered with RST " + Quantity.time(since) + " later")
                .number("bytes", length).time("answered_after", since));
    }

    private void ignored(Observation seen) {
        Segment segment = seen.segment();
        Standing receiver = seen.receiverBefore();
        Side to = seen.from().other();
        TcpState state = receiver.state();
        if (segment.isSyn() && !state.isSynchronized()) {
            // Its flags say it all.
            return;
        }
        if (state == TcpState.SYN_SENT) {
            String fault = segment.isAck() ? "acknowledges a number that was not sent" : "acknowledges nothing";
            seen.found(RESET_IGNORED, () -> Account.of("a reset towards the " + to + " in SYN-SENT " + fault
                    + ": only one that acknowledges the SYN counts there").word("receiver_state", state));
            return;
        }
        if (state == TcpState.CLOSED || state == TcpState.LISTEN) {
            Side opener = seen.from();
            seen.found(RESET, () -> Account.of("the " + opener + " resets what its SYN was answered by: the " + to
                    + " still held an older connection, half-open (RFC 9293 §3.5.1). The " + opener
                    + " goes on opening").word("sender_state", TcpState.SYN_SENT)
                    .word("cause", ResetCause.NO_SUCH_CONNECTION));
            return;
        }
        int off = SequenceNumber.distance(seen.sender().contiguous(), segment.seq());
        String place = Math.abs((long) off) + (off < 0 ? " below" : " beyond") + " the number that the " + to
                + " expects";
        seen.found(RESET_IGNORED, seen.acceptance() == Acceptance.RESET_CHALLENGED
                ? () -> Account.of("a reset in the window, but " + place + ": the " + to + " stays in " + state
                        + " and should ask by a challenge ACK").number("off", off).word("receiver_state", state)
                : () -> Account.of("a reset outside the window, " + place + ": the " + to + " stays in " + state)
                        .number("off", off).word("receiver_state", state));
    }
}
