package tcpwalk.tcp.findings;

import static tcpwalk.tcp.FindingKind.WINDOW_FULL;
import static tcpwalk.tcp.FindingKind.WINDOW_SHRUNK;
import static tcpwalk.tcp.FindingKind.ZERO_WINDOW;

import tcpwalk.tcp.Account;
import tcpwalk.tcp.FindingKind;
import tcpwalk.tcp.Observation;
import tcpwalk.tcp.Side;
import tcpwalk.tcp.Standing;
import tcpwalk.wire.Segment;
import tcpwalk.wire.SequenceNumber;

/** Flow control: the receiver's window, full, closed or taken back (RFC 9293 §3.8.6). */
final class WindowFindings {

    void observe(Observation seen) {
        Segment segment = seen.segment();
        if (segment.length() > 0) {
            full(seen);
        }
        if (!segment.isAck()) {
            return;
        }
        Standing before = seen.senderBefore();
        boolean first = !before.acknowledges() && !segment.isSyn() && segment.window() == 0;
        boolean latest = first || before.acknowledges() && SequenceNumber.isAtMost(before.rcvNxt(), segment.ack());
        if (!latest) {
            return;
        }
        if (segment.window() == 0 && (segment.isFin() || seen.receiver().isFinSent())) {
            // It has closed, or nothing more can come: there is nothing left to read.
            return;
        }
        if (segment.window() == 0) {
            closed(seen);
            return;
        }
        if (before.window() == 0) {
            opened(seen);
        }
        shrunk(seen);
    }

    private void full(Observation seen) {
        Standing receiver = seen.receiverBefore();
        Segment segment = seen.segment();
        int end = segment.seq() + segment.length();
        boolean known = seen.receiver().isWindowKnown() && receiver.acknowledges() && receiver.window() > 0;
        if (known && seen.fresh() > 0 && SequenceNumber.isAtMost(receiver.rightEdge(), end)) {
            long window = receiver.window();
            long under = SequenceNumber.toLong(end - seen.sender().sndUna());
            Side from = seen.from();
            seen.found(WINDOW_FULL, () -> Account.of("the " + from + " has " + Quantity.bytes(under) + " under way and"
                    + " may send no more: the " + from.other() + "'s window of " + Quantity.bytes(window) + " is full")
                    .number("under_way", under).number("window", window));
        }
    }

    private void closed(Observation seen) {
        Side from = seen.from();
        FlowNotes flow = CaseNotes.of(seen).flow(from.other());
        if (flow.stalledSince == 0) {
            flow.stalledSince = seen.time();
        }
        long since = seen.time() - flow.stalledSince;
        seen.found(ZERO_WINDOW, () -> Account.of("the " + from + "'s window is " + (since == 0 ? "" : "still ") + "zero"
                + (since == 0 ? ": its application does not read" : " after " + Quantity.time(since)))
                .time("zero_for", since));
    }

    private void opened(Observation seen) {
        Side from = seen.from();
        CaseNotes notes = CaseNotes.peek(seen);
        FlowNotes flow = notes == null ? null : notes.flowOrNull(from.other());
        if (flow != null && flow.stalledSince > 0) {
            flow.stalledTotal += seen.time() - flow.stalledSince;
            flow.stalledSince = 0;
            long total = flow.stalledTotal;
            seen.summarize(ZERO_WINDOW, () -> Account.of("the " + from + "'s window was zero for "
                    + Quantity.time(total) + ": its application did not read").time("zero_for", total));
        }
    }

    /**
     * The right edge moves to the left of where the last acknowledgment had put it; where the window closes altogether,
     * {@link #closed} says it. The window of a SYN is a first guess, which nobody had time to rely on.
     */
    private void shrunk(Observation seen) {
        Standing before = seen.senderBefore();
        int offered = before.rcvNxt() + (int) before.window();
        int back = SequenceNumber.distance(seen.sender().edgeOf(seen.segment()), offered);
        boolean rounding = back < seen.sender().windowUnit();
        boolean guess = before.isSynSeen()
                && before.segments() <= 1 + seen.connection().count(FindingKind.SYN_ACK_RETRANSMITTED);
        if (seen.sender().isWindowKnown() && back > 0 && !rounding && !guess
                && seen.segment().seq() == before.sndNxt()) {
            Side from = seen.from();
            seen.found(WINDOW_SHRUNK, () -> Account.of("the " + from + " takes back " + Quantity.bytes(back)
                    + " of the window that it had offered").number("bytes", back));
        }
    }

    void conclude(Observation last) {
        CaseNotes notes = CaseNotes.peek(last);
        if (notes != null) {
            stillClosed(last, notes, Side.CLIENT);
            stillClosed(last, notes, Side.SERVER);
        }
    }

    private static void stillClosed(Observation last, CaseNotes notes, Side receiver) {
        FlowNotes flow = notes.flowOrNull(receiver.other());
        if (flow != null && flow.stalledSince > 0) {
            long since = last.connection().lastTime() - flow.stalledSince;
            last.summarize(ZERO_WINDOW, () -> Account.of("the " + receiver + "'s window was zero for the last "
                    + Quantity.time(since) + ": its application does not read").time("zero_for", since));
        }
    }
}
