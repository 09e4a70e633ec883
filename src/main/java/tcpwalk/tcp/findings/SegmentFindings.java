package tcpwalk.tcp.findings;

import static tcpwalk.tcp.FindingKind.ILLEGAL_FLAGS;
import static tcpwalk.tcp.FindingKind.OLD_DUPLICATE;
import static tcpwalk.tcp.FindingKind.OUTSIDE_WINDOW;
import static tcpwalk.tcp.FindingKind.URGENT;

import tcpwalk.tcp.Acceptance;
import tcpwalk.tcp.Account;
import tcpwalk.tcp.Observation;
import tcpwalk.tcp.Side;
import tcpwalk.tcp.TcpState;
import tcpwalk.wire.Segment;
import tcpwalk.wire.SequenceNumber;
import tcpwalk.wire.TcpFlags;

/** Segments that stand out by themselves: flags, urgent data, and numbers that nobody can take (RFC 9293 §3.10.7.4). */
final class SegmentFindings {

    void observe(Observation seen) {
        Segment segment = seen.segment();
        if (seen.hasIllegalFlags()) {
            illegalFlags(seen);
        }
        if ((segment.flags() & TcpFlags.URG) != 0 && seen.acceptance() == Acceptance.TAKEN) {
            int pointer = segment.urgentPointer();
            seen.found(URGENT, () -> Account.of("urgent data, up to " + Quantity.bytes(pointer)
                    + " after the segment's first; new programs should not use it").number("pointer", pointer));
        }
        switch (seen.acceptance()) {
            case OUTSIDE_WINDOW -> outside(seen);
            case ACKS_UNSENT -> acksUnsent(seen);
            case PREDATES -> predates(seen);
            case OLD_TIMESTAMP -> oldTimestamp(seen);
            case TAKEN -> afterTheEnd(seen);
            default -> {
                // Resets, SYNs and copies have their own detectors.
            }
        }
    }

    private void illegalFlags(Observation seen) {
        int flags = seen.segment().flags();
        boolean dropped = seen.acceptance() == Acceptance.ILLEGAL_FLAGS;
        String names = flags == 0 ? "no flag at all" : String.join(",", TcpFlags.names(flags));
        seen.found(ILLEGAL_FLAGS, () -> Account.of(names + ": no stack sends this; scanners do, to see how a host"
                + " reacts" + (dropped ? ". It is dropped and changes nothing" : "")).word("flags", names));
    }

    private void outside(Observation seen) {
        int beyond = SequenceNumber.distance(seen.receiver().rightEdge(), seen.segment().seq());
        Side to = seen.from().other();
        seen.found(OUTSIDE_WINDOW, () -> Account.of("its sequence number lies " + Quantity.bytes(beyond)
                + " beyond everything that the " + to + " has offered to take: dropped, and answered with what is"
                + " expected").number("beyond", beyond));
    }

    private void acksUnsent(Observation seen) {
        int beyond = SequenceNumber.distance(seen.receiver().sndNxt(), seen.segment().ack());
        Side to = seen.from().other();
        seen.found(OUTSIDE_WINDOW, () -> Account.of("it acknowledges " + Quantity.bytes(beyond) + " that the " + to
                + " cannot have sent: dropped, and answered with an ACK").number("beyond", beyond));
    }

    private void predates(Observation seen) {
        Side from = seen.from();
        boolean data = seen.sender().predates(seen.segment().seq());
        seen.found(OLD_DUPLICATE, () -> Account.of("the " + from + "'s segment "
                + (data ? "is numbered" : "acknowledges numbers") + " below the connection's first: left over from an"
                + " earlier connection between the same ports").likely("forged"));
    }

    private void oldTimestamp(Observation seen) {
        int ticks = seen.sender().timestamp() - seen.segment().options().timestampValue();
        Side from = seen.from();
        seen.found(OLD_DUPLICATE, () -> Account.of("the " + from + "'s timestamp is " + ticks + " below one already"
                + " taken: dropped as an old segment (PAWS, RFC 7323 §5.3)").number("ticks_below", ticks));
    }

    /** Data that comes once more when both ends have closed. */
    private void afterTheEnd(Observation seen) {
        boolean over = seen.senderBefore().state().isOver() && seen.receiverBefore().state().isOver();
        boolean repeats = seen.fresh() == 0 && seen.segment().length() > 0 && !seen.segment().isSyn();
        if (over && repeats && seen.receiverBefore().state() != TcpState.UNKNOWN) {
            Side from = seen.from();
            seen.found(OLD_DUPLICATE, () -> Account.of("old data of the " + from + " arrives after the connection has"
                    + " ended: it was delayed on the way"));
        }
    }
}
