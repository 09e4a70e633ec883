package tcpwalk.tcp.findings;

import static tcpwalk.tcp.FindingKind.ACKED_UNSEEN_SEGMENT;
import static tcpwalk.tcp.FindingKind.DUPLICATE_FRAME;
import static tcpwalk.tcp.FindingKind.FAST_RETRANSMISSION;
import static tcpwalk.tcp.FindingKind.OUT_OF_ORDER;
import static tcpwalk.tcp.FindingKind.PREVIOUS_SEGMENT_MISSING;
import static tcpwalk.tcp.FindingKind.RETRANSMISSION;
import static tcpwalk.tcp.FindingKind.SPURIOUS_RETRANSMISSION;

import tcpwalk.tcp.Account;
import tcpwalk.tcp.Confidence;
import tcpwalk.tcp.Observation;
import tcpwalk.tcp.Side;
import tcpwalk.tcp.Standing;
import tcpwalk.tcp.findings.FlowNotes.Recovery;
import tcpwalk.wire.Segment;
import tcpwalk.wire.SequenceNumber;

/** Data out of order: missing, overtaken, or sent again, and then why (RFC 9293 §3.8.1, RFC 5681 §3.2, RFC 6298). */
final class RetransmissionFindings {

    /** Duplicate acknowledgments that make a sender repeat (RFC 5681 §3.2). */
    static final int DUPLICATES = 3;

    /** While no round trip is known. */
    private static final long ASSUMED_ROUND_TRIP = 20_000_000;
    /** Where a round trip is shorter, a segment may still be overtaken for as long. */
    private static final long OVERTAKEN = 3_000_000;
    /** A sender that repeats because of an acknowledgment does so at once; this much is granted for its host. */
    private static final long HOST_DELAY = 20_000_000;
    /** The least retransmission time-out in use: 200 ms on Linux; the RFC asks for a second. */
    private static final long LEAST_TIME_OUT = 200_000_000;
    /** Identifications of one host grow by ones; beyond this they are not compared. */
    private static final int ONE_COUNTER = 1024;
    private static final String LOST_BEFORE = "the original was lost before the tap";
    private static final String LOST_OR_EARLIER = LOST_BEFORE + ", or had passed before the capture began";

    void observe(Observation seen) {
        Standing before = seen.senderBefore();
        Segment segment = seen.segment();
        int ahead = SequenceNumber.distance(before.sndNxt(), segment.seq());
        if (!before.isNumbered() || ahead == 0) {
            return;
        }
        if (ahead > 0) {
            missing(seen, ahead);
        } else if (segment.length() > 0 && !(segment.isFin() && before.isFinSent())) {
            behind(seen, -ahead);
        }
    }

    private void missing(Observation seen, int bytes) {
        Side from = seen.from();
        Segment segment = seen.segment();
        FlowNotes flow = CaseNotes.of(seen).flow(from);
        flow.gapStart = seen.senderBefore().sndNxt();
        flow.gapEnd = segment.seq();
        flow.gapFrame = segment.frame();
        flow.gapTime = seen.time();
        flow.gapIdentification = segment.packet().identification();
        flow.gapStamped = segment.options().hasTimestamps();
        flow.gapTimestamp = segment.options().timestampValue();
        if (seen.sender().mayPredateCapture(flow.gapStart)) {
            return;
        }
        boolean perhapsFin = bytes == 1 && segment.length() == 0 && !segment.isFin();
        String what = Quantity.bytes(bytes) + (perhapsFin ? ", or a FIN," : "");
        seen.found(PREVIOUS_SEGMENT_MISSING, () -> Account.of(what + " before this segment of the " + from
                + (bytes == 1 ? " has" : " have") + " not been seen: lost before the tap").number("bytes", bytes)
                .possible("overtaken on the way, or missed by the capture"));
    }

    private void behind(Observation seen, int old) {
        Standing before = seen.senderBefore();
        Segment segment = seen.segment();
        FlowNotes flow = CaseNotes.of(seen).flow(seen.from());
        if (old == 1 && flow.persists && segment.length() > 1) {
            // The byte of a window probe comes again with the data that it was taken from.
            flow.persists = false;
            return;
        }
        boolean unseen = flow.unseenTimes > 0 && SequenceNumber.isAtMost(flow.unseenStart, segment.seq())
                && SequenceNumber.isAtMost(segment.end(), flow.unseenEnd);
        if (unseen || before.isAhead() && seen.fresh() > 0) {
            acknowledgedBefore(seen, flow);
        } else if (Doubled.is(seen)) {
            seen.found(DUPLICATE_FRAME, Doubled.account(Quantity.bytes(segment.length()),
                    seen.time() - before.lastTime()));
        } else if (SequenceNumber.isAtMost(segment.end(), before.sndUna())) {
            spurious(seen, flow);
        } else if (seen.fresh() > 0 && SequenceNumber.isAtMost(segment.end(), before.sndNxt())) {
            filled(seen, flow);
        } else if (flow.repeats == 0 && FastOpenFindings.isNotTaken(seen)) {
            note(seen, flow);
            FastOpenFindings.sentAgain(seen);
        } else {
            repeated(seen, flow, RetransmissionAccounts.LOST_BEYOND);
        }
    }

    /** Its acknowledgment passed first: what that seemed to show of the capture is taken back. */
    private static void acknowledgedBefore(Observation seen, FlowNotes flow) {
        long late = seen.time() - seen.receiverBefore().lastTime();
        flow.unseenBytes -= Math.min(flow.unseenBytes, seen.segment().length());
        if (flow.unseenTimes > 0 && flow.unseenBytes == 0) {
            flow.unseenTimes = 0;
            seen.withdraw(ACKED_UNSEEN_SEGMENT, flow.unseenFrame);
        }
        outOfOrder(seen, late, "it was captured after its own acknowledgment: the capture's order is inverted", null);
    }

    /** Bytes that had been passed over: overtaken on the way, or lost before the tap and sent again. */
    private void filled(Observation seen, FlowNotes flow) {
        Segment segment = seen.segment();
        long late = seen.time() - flow.gapTime;
        int step = (short) (segment.packet().identification() - flow.gapIdentification);
        boolean counted = segment.packet().identification() > 0 && flow.gapIdentification > 0
                && Math.abs(step) <= ONE_COUNTER && step != 0;
        int ticks = flow.gapStamped && segment.options().hasTimestamps()
                ? segment.options().timestampValue() - flow.gapTimestamp : 0;
        long inTime = Math.max(roundTrip(seen), OVERTAKEN);
        boolean tooSoon = late < inTime && flow.duplicates < DUPLICATES
                && seen.senderBefore().timerAge() < LEAST_TIME_OUT;
        boolean earlier = counted ? step < 0 : ticks < 0;
        if (!earlier && !tooSoon) {
            repeated(seen, flow, seen.sender().mayPredateCapture(segment.seq()) ? LOST_OR_EARLIER : LOST_BEFORE);
            return;
        }
        if (segment.seq() == flow.gapStart && segment.end() == flow.gapEnd) {
            seen.withdraw(PREVIOUS_SEGMENT_MISSING, flow.gapFrame);
        }
        if (earlier) {
            outOfOrder(seen, late, "its " + (counted ? "IP identification" : "timestamp") + " shows that it was sent"
                    + " before the segment that passed " + Quantity.time(late) + " earlier", null);
        } else {
            outOfOrder(seen, late, "it came " + Quantity.time(late) + " late, within a round trip ("
                    + Quantity.time(inTime) + "): overtaken on the way", "lost and repeated at once");
        }
    }

    private static long roundTrip(Observation seen) {
        long known = seen.connection().handshakeRtt();
        return known < 0 ? ASSUMED_ROUND_TRIP : known;
    }

    private static void outOfOrder(Observation seen, long late, String reading, String alternative) {
        int length = seen.segment().length();
        long threshold = Math.max(roundTrip(seen), OVERTAKEN);
        seen.found(OUT_OF_ORDER, () -> Account.of(Quantity.bytes(length) + " out of order; " + reading)
                .number("bytes", length).time("late", late).time("threshold", threshold)
                .unsure(alternative == null ? Confidence.CERTAIN : Confidence.LIKELY, alternative));
    }

    private void spurious(Observation seen, FlowNotes flow) {
        long since = seen.time() - seen.receiverBefore().lastTime();
        long waited = seen.senderBefore().timerAge();
        int length = seen.segment().length();
        Side from = seen.from();
        note(seen, flow);
        seen.retransmits();
        seen.found(SPURIOUS_RETRANSMISSION, () -> Account.of("the " + from + " sent " + Quantity.bytes(length)
                + " again that had been acknowledged; the other end's last segment passed " + Quantity.time(since)
                + " before: the acknowledgment came too late").number("bytes", length).time("since_ack", since)
                .time("waited", waited).likely("the acknowledgment was lost beyond the tap"));
    }

    private void repeated(Observation seen, FlowNotes flow, String reading) {
        int seq = seen.segment().seq();
        long sinceAck = seen.time() - seen.receiverBefore().lastTime();
        boolean prompt = sinceAck <= roundTrip(seen) + HOST_DELAY;
        boolean told = flow.duplicates >= DUPLICATES && flow.duplicateOf == seen.senderBefore().sndUna()
                || flow.sacked && SequenceNumber.isBefore(seq, flow.highestSacked);
        if (prompt && (told || flow.recovers(Recovery.FAST, seq)) && !flow.recovers(Recovery.TIME_OUT, seq)) {
            fast(seen, flow, reading);
        } else {
            timedOut(seen, flow, prompt, reading);
        }
    }

    private void fast(Observation seen, FlowNotes flow, String reading) {
        enter(seen, flow, Recovery.FAST);
        int duplicates = flow.duplicates;
        int length = seen.segment().length();
        boolean sacked = flow.sacked;
        Side from = seen.from();
        note(seen, flow);
        seen.retransmits();
        String cause = duplicates > 0 ? Quantity.count(duplicates, "duplicate acknowledgment")
                : sacked ? "an acknowledgment that leaves a hole" : "a partial acknowledgment";
        seen.found(FAST_RETRANSMISSION, () -> Account.of("the " + from + " sent " + Quantity.bytes(length)
                + " again after " + cause + (sacked ? " with SACK" : "") + " (threshold " + DUPLICATES
                + (sacked ? ", less with SACK" : "") + "); " + reading).word("cause", "fast").number("bytes", length)
                .number("duplicates", duplicates).number("threshold", DUPLICATES)
                .word("sack", sacked ? "yes" : "no"));
    }

    private void timedOut(Observation seen, FlowNotes flow, boolean prompt, String reading) {
        Segment segment = seen.segment();
        long waited = seen.senderBefore().timerAge();
        boolean follows = follows(seen, flow, prompt);
        boolean early = !follows && waited < tooShort(seen);
        boolean tail = !follows && !early && waited < LEAST_TIME_OUT && seen.fresh() == 0
                && segment.end() == seen.sender().sndNxt();
        if (!tail && !early) {
            enter(seen, flow, Recovery.TIME_OUT);
        }
        int retry = note(seen, flow);
        seen.retransmits();
        if (early) {
            seen.found(RETRANSMISSION, RetransmissionAccounts.early(seen, waited, tooShort(seen), reading));
        } else if (follows || tail) {
            seen.found(RETRANSMISSION, tail ? RetransmissionAccounts.probe(seen, waited, LEAST_TIME_OUT, reading)
                    : RetransmissionAccounts.recovery(seen, reading));
        } else {
            seen.found(RETRANSMISSION, RetransmissionAccounts.timeOut(seen, retry, flow.firstWait, waited, reading));
        }
        if (seen.connection().count(RETRANSMISSION) > 1 && retry > 1) {
            seen.summarize(RETRANSMISSION,
                    RetransmissionAccounts.timeOuts(seen, retry, flow.firstWait, waited, reading));
        }
    }

    /**
     * Whether it belongs to the recovery that a time-out began: an acknowledgment asks for it, or it comes sooner than
     * that time-out did, which back-off could only have lengthened (RFC 6298 §5.5).
     */
    private static boolean follows(Observation seen, FlowNotes flow, boolean prompt) {
        boolean another = flow.repeatedSeq != seen.segment().seq();
        return flow.recovers(Recovery.TIME_OUT, seen.segment().seq())
                && (prompt || another && seen.senderBefore().timerAge() < flow.recoveryWait);
    }

    /** No time-out is shorter than a round trip, nor than the least in use. */
    private static long tooShort(Observation seen) {
        return Math.min(Math.max(roundTrip(seen), OVERTAKEN), LEAST_TIME_OUT);
    }

    private static void enter(Observation seen, FlowNotes flow, Recovery cause) {
        if (!flow.recovers(cause, seen.segment().seq())) {
            flow.recovery = cause;
            flow.recoveryPoint = seen.senderBefore().sndNxt();
            flow.recoveryWait = seen.senderBefore().timerAge();
        }
    }

    /** Counts how often the same number was repeated. */
    private static int note(Observation seen, FlowNotes flow) {
        boolean same = flow.repeats > 0 && flow.repeatedSeq == seen.segment().seq();
        flow.repeats = same ? flow.repeats + 1 : 1;
        if (!same) {
            flow.firstWait = seen.senderBefore().timerAge();
        }
        flow.repeatedSeq = seen.segment().seq();
        flow.repeatTime = seen.time();
        return flow.repeats;
    }
}
