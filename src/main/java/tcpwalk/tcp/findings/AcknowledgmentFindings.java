package tcpwalk.tcp.findings;

import static tcpwalk.tcp.FindingKind.ACKED_UNSEEN_SEGMENT;
import static tcpwalk.tcp.FindingKind.CAPTURE_LOSS;
import static tcpwalk.tcp.FindingKind.DUPLICATE_ACK;
import static tcpwalk.tcp.FindingKind.DUPLICATE_FRAME;
import static tcpwalk.tcp.FindingKind.D_SACK;
import static tcpwalk.tcp.FindingKind.SIMULTANEOUS_OPEN;

import tcpwalk.tcp.Account;
import tcpwalk.tcp.Confidence;
import tcpwalk.tcp.Observation;
import tcpwalk.tcp.Side;
import tcpwalk.tcp.Standing;
import tcpwalk.wire.Segment;
import tcpwalk.wire.SequenceNumber;
import tcpwalk.wire.TcpOptions;

/** What acknowledgments say of the other direction's stream: that something is missing, came twice, or was not seen. */
final class AcknowledgmentFindings {

    /** {@code explained}: the segment is a probe, answers one, or questions another segment. */
    void observe(Observation seen, boolean explained) {
        Segment segment = seen.segment();
        if (!segment.isAck()) {
            return;
        }
        if (seen.unseen() > 0 && seen.receiver().segments() > 0) {
            unseen(seen);
        }
        boolean twice = segment.options().sackBlocks() > 0 && sacked(seen, explained);
        if (!explained && !twice && repeats(seen)) {
            duplicate(seen);
        } else if (segment.ack() != seen.senderBefore().rcvNxt()) {
            advanced(seen);
        }
    }

    private void unseen(Observation seen) {
        int bytes = seen.unseen();
        Side from = seen.from();
        FlowNotes flow = CaseNotes.of(seen).flow(from.other());
        flow.unseenStart = seen.segment().ack() - bytes;
        flow.unseenEnd = seen.segment().ack();
        flow.unseenBytes += bytes;
        flow.unseenFrame = seen.segment().frame();
        if (flow.unseenTimes++ == 0) {
            flow.firstUnseenFrame = flow.unseenFrame;
        }
        seen.found(ACKED_UNSEEN_SEGMENT, () -> Account.of("the " + from + " acknowledges " + Quantity.bytes(bytes)
                + " that have not passed the tap: they reached the " + from + ", so the capture missed them, and not"
                + " the network").number("bytes", bytes));
    }

    /** Notes the blocks and says whether they report bytes that came twice (RFC 2883 §4). */
    private boolean sacked(Observation seen, boolean explained) {
        TcpOptions options = seen.segment().options();
        int left = options.sackLeft(0);
        int right = options.sackRight(0);
        boolean below = SequenceNumber.isAtMost(right, seen.segment().ack());
        boolean inside = options.sackBlocks() > 1 && SequenceNumber.isAtMost(options.sackLeft(1), left)
                && SequenceNumber.isAtMost(right, options.sackRight(1));
        FlowNotes flow = CaseNotes.of(seen).flow(seen.from().other());
        for (int block = below ? 1 : 0; block < options.sackBlocks(); block++) {
            int edge = options.sackRight(block);
            flow.highestSacked = flow.sacked ? SequenceNumber.later(flow.highestSacked, edge) : edge;
            flow.sacked = true;
        }
        if (!below && !inside || isLeftOver(seen, left, right, flow)) {
            return false;
        }
        cameTwice(seen, left, right, explained && isProbed(flow, left, right, seen));
        return true;
    }

    /** The byte that the last probe carried, which lies below all that is expected. */
    private static boolean isProbed(FlowNotes flow, int left, int right, Observation seen) {
        return right - left == 1 && flow.openProbes > 0 && flow.probeTime == seen.receiver().lastTime();
    }

    /**
     * Linux acknowledges a FIN that it held out of order before it forgets the block that says so: the same block now
     * lies below the acknowledgment, and nothing came twice.
     */
    private static boolean isLeftOver(Observation seen, int left, int right, FlowNotes flow) {
        return seen.receiver().isFinSent() && right == seen.receiver().finEnd() && right - left == 1
                && flow.sacked && flow.highestSacked == right
                && SequenceNumber.isBefore(seen.senderBefore().rcvNxt(), left);
    }

    /** A SYN or FIN has a number and is no byte. */
    private static void cameTwice(Observation seen, int left, int right, boolean probed) {
        int bytes = right - left;
        Side from = seen.from();
        Side to = from.other();
        boolean syn = bytes == 1 && seen.receiver().isSynSeen() && left == seen.receiver().iss();
        boolean fin = bytes == 1 && seen.receiver().isFinSent() && right == seen.receiver().finEnd();
        if (syn && seen.connection().count(SIMULTANEOUS_OPEN) > 0) {
            seen.found(D_SACK, () -> Account.of("the " + from + " reports that the " + to + "'s SYN came twice: its"
                    + " SYN,ACK repeated it, as it must where both ends open at once").number("bytes", 0));
            return;
        }
        if (probed) {
            seen.found(D_SACK, () -> Account.of("the " + from + " reports that " + Quantity.bytes(bytes)
                    + " came twice: the one in the probe").number("bytes", bytes));
            return;
        }
        String what = syn ? "the " + to + "'s SYN" : fin ? "the " + to + "'s FIN" : Quantity.bytes(bytes);
        seen.found(D_SACK, () -> Account.of("the " + from + " reports that " + what + " came twice: "
                + (syn || fin ? "it" : "something") + " was repeated without need")
                .number("bytes", syn || fin ? 0 : bytes).likely("the network doubled the packet"));
    }

    /** RFC 5681 §2: no data, no SYN or FIN, the same number and the same window. */
    private static boolean repeats(Observation seen) {
        Segment segment = seen.segment();
        Standing before = seen.senderBefore();
        boolean sameWindow = seen.sender().window() == before.window() || segment.options().sackBlocks() > 0;
        return segment.length() == 0 && !segment.isFin() && before.acknowledges()
                && segment.ack() == before.rcvNxt() && !goesBack(segment, before)
                && sameWindow && segment.window() > 0 && seen.receiverBefore().segments() > 0;
    }

    /** An older number than the last one; one beyond it leaves something out, which only SACK shows to be no matter. */
    private static boolean goesBack(Segment segment, Standing before) {
        return segment.options().sackBlocks() > 0 ? SequenceNumber.isBefore(segment.seq(), before.sndNxt())
                : segment.seq() != before.sndNxt();
    }

    private void duplicate(Observation seen) {
        int ack = seen.segment().ack();
        Side from = seen.from();
        if (seen.receiver().sndNxt() == ack) {
            answersRepetition(seen);
            return;
        }
        if (Doubled.isAcknowledgment(seen)) {
            seen.found(DUPLICATE_FRAME, Doubled.account("acknowledgment",
                    seen.time() - seen.senderBefore().lastTime()));
            return;
        }
        FlowNotes flow = CaseNotes.of(seen).flow(from.other());
        flow.duplicates = flow.duplicates > 0 && flow.duplicateOf == ack ? flow.duplicates + 1 : 1;
        flow.duplicateOf = ack;
        int number = flow.duplicates;
        boolean sack = seen.segment().options().sackBlocks() > 0;
        seen.found(DUPLICATE_ACK, () -> Account.of("the " + from + " repeats its acknowledgment (no. " + number
                + "): something after it arrived, the next byte did not" + (sack ? "; SACK says what has" : ""))
                .number("duplicate", number).number("threshold", RetransmissionFindings.DUPLICATES)
                .unsure(sack ? Confidence.CERTAIN : Confidence.LIKELY, sack ? null : "a packet came twice"));
    }

    /** Nothing is outstanding: only what came twice makes a receiver repeat itself. */
    private static void answersRepetition(Observation seen) {
        CaseNotes notes = CaseNotes.peek(seen);
        FlowNotes flow = notes == null ? null : notes.flowOrNull(seen.from().other());
        if (flow != null && flow.repeats > 0 && flow.repeatTime == seen.receiver().lastTime()) {
            Side from = seen.from();
            seen.found(DUPLICATE_ACK, () -> Account.of("the " + from + " repeats its acknowledgment with nothing"
                    + " outstanding: what was sent again had arrived before"));
        }
    }

    /** New data is acknowledged: duplicates count anew; a recovery lasts until its point is reached. */
    private static void advanced(Observation seen) {
        CaseNotes notes = CaseNotes.peek(seen);
        FlowNotes flow = notes == null ? null : notes.flowOrNull(seen.from().other());
        if (flow == null || !SequenceNumber.isBefore(seen.senderBefore().rcvNxt(), seen.segment().ack())) {
            return;
        }
        flow.duplicates = 0;
        if (flow.sacked && SequenceNumber.isAtMost(flow.highestSacked, seen.segment().ack())) {
            flow.sacked = false;
        }
        if (flow.recovery != FlowNotes.Recovery.NONE
                && SequenceNumber.isAtMost(flow.recoveryPoint, seen.segment().ack())) {
            flow.recovery = FlowNotes.Recovery.NONE;
        }
    }

    void conclude(Observation last) {
        CaseNotes notes = CaseNotes.peek(last);
        if (notes != null) {
            captureLoss(last, notes, Side.CLIENT);
            captureLoss(last, notes, Side.SERVER);
        }
    }

    private static void captureLoss(Observation last, CaseNotes notes, Side side) {
        FlowNotes flow = notes.flowOrNull(side);
        if (flow == null || flow.unseenBytes == 0) {
            return;
        }
        long bytes = flow.unseenBytes;
        int times = flow.unseenTimes;
        last.found(CAPTURE_LOSS, flow.firstUnseenFrame, () -> Account.of(Quantity.bytes(bytes) + " of the " + side
                + " were acknowledged and never captured, in " + Quantity.count(times, "place")
                + ": the capture is incomplete, so what seems missing may have been there")
                .number("bytes", bytes).number("places", times));
    }
}
