package tcpwalk.tcp.findings;

import static tcpwalk.tcp.FindingKind.DUPLICATE_FRAME;
import static tcpwalk.tcp.FindingKind.FAST_RETRANSMISSION;
import static tcpwalk.tcp.FindingKind.OUT_OF_ORDER;
import static tcpwalk.tcp.FindingKind.PREVIOUS_SEGMENT_MISSING;
import static tcpwalk.tcp.FindingKind.RETRANSMISSION;
import static tcpwalk.tcp.FindingKind.SPURIOUS_RETRANSMISSION;

import tcpwalk.tcp.Observation;
import tcpwalk.tcp.Side;
import tcpwalk.tcp.Standing;
import tcpwalk.tcp.findings.FlowNotes.Recovery;
import tcpwalk.wire.Segment;
import tcpwalk.wire.SequenceNumber;

/** Data out of its order: missing, overtaken, or sent again, and then why (RFC 9293 §3.8.1, RFC 5681 §3.2, RFC 6298). */
final class RetransmissionFindings {

    /** Duplicate acknowledgments that make a sender repeat (RFC 5681 §3.2). */
    private static final int DUPLICATES = 3;
    /** A copy that comes sooner was doubled on the way: no sender can know so soon. */
    private static final long DOUBLED = 1_000_000;
    /** While no round trip is known. */
    private static final long ASSUMED_ROUND_TRIP = 20_000_000;
    /** A sender that repeats because of an acknowledgment does so at once; this much is granted for its host. */
    private static final long HOST_DELAY = 20_000_000;
    /** The least retransmission time-out in use: 200 ms on Linux; the RFC asks for a second. */
    private static final long LEAST_TIME_OUT = 200_000_000;
    /** Identifications of one host grow by ones; beyond this they are not compared. */
    private static final int ONE_COUNTER = 1024;

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
        flow.gapTime = seen.time();
        flow.gapIdentification = segment.packet().identification();
        flow.gapStamped = segment.options().hasTimestamps();
        flow.gapTimestamp = segment.options().timestampValue();
        seen.found(PREVIOUS_SEGMENT_MISSING, () -> Quantity.bytes(bytes) + " before this segment of the " + from
                + " have not been seen: lost or overtaken before the tap, or missed by the capture");
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
            flow.unseenBytes -= Math.min(flow.unseenBytes, segment.length());
            outOfOrder(seen, "it was captured after its own acknowledgment: the capture's order is inverted");
        } else if (SequenceNumber.isAtMost(segment.end(), before.sndUna())) {
            spurious(seen, flow);
        } else if (seen.fresh() > 0 && SequenceNumber.isAtMost(segment.end(), before.sndNxt())) {
            filled(seen, flow);
        } else if (isDoubled(seen)) {
            long apart = seen.time() - before.lastTime();
            seen.found(DUPLICATE_FRAME, () -> "the same bytes came twice within " + Quantity.time(apart)
                    + ": too soon for a sender to repeat them, so the network or the tap doubled the packet");
        } else {
            repeated(seen, flow, "the original had passed the tap, so it or its acknowledgment was lost beyond it");
        }
    }

    private static boolean isDoubled(Observation seen) {
        Standing before = seen.senderBefore();
        boolean last = seen.segment().end() == before.sndNxt();
        long roundTrip = seen.connection().handshakeRtt();
        long soon = roundTrip < 0 ? DOUBLED : Math.min(DOUBLED, roundTrip / 2);
        return last && seen.fresh() == 0 && seen.time() - before.lastTime() < soon
                && seen.receiverBefore().lastTime() < before.lastTime();
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
        if (counted ? step < 0 : ticks < 0) {
            outOfOrder(seen, "its " + (counted ? "IP identification" : "timestamp") + " shows that it was sent before"
                    + " the segment that passed " + Quantity.time(late) + " earlier");
            return;
        }
        long roundTrip = roundTrip(seen);
        boolean sure = counted || ticks > 0;
        if (!sure && late < roundTrip && flow.duplicates < DUPLICATES) {
            outOfOrder(seen, "it came " + Quantity.time(late) + " late, within a round trip (" + Quantity.time(roundTrip)
                    + "): overtaken on the way (likely; else lost and repeated at once)");
        } else {
            repeated(seen, flow, "the original was lost before the tap");
        }
    }

    private static long roundTrip(Observation seen) {
        long known = seen.connection().handshakeRtt();
        return known < 0 ? ASSUMED_ROUND_TRIP : known;
    }

    private static void outOfOrder(Observation seen, String reading) {
        int length = seen.segment().length();
        seen.found(OUT_OF_ORDER, () -> Quantity.bytes(length) + " out of order; " + reading);
    }

    private void spurious(Observation seen, FlowNotes flow) {
        long since = seen.time() - seen.receiverBefore().lastTime();
        int length = seen.segment().length();
        Side from = seen.from();
        note(seen, flow);
        seen.retransmits();
        seen.found(SPURIOUS_RETRANSMISSION, () -> "the " + from + " sent " + Quantity.bytes(length) + " again that had"
                + " been acknowledged; the other end's last segment passed " + Quantity.time(since)
                + " before: the acknowledgment came too late, or was lost beyond the tap");
    }

    private void repeated(Observation seen, FlowNotes flow, String reading) {
        int seq = seen.segment().seq();
        long sinceAck = seen.time() - seen.receiverBefore().lastTime();
        boolean prompt = sinceAck <= roundTrip(seen) + HOST_DELAY;
        boolean told = flow.duplicates >= DUPLICATES && flow.duplicateOf == seen.senderBefore().sndUna()
                || flow.duplicates > 0 && flow.sacked && SequenceNumber.isBefore(seq, flow.highestSacked);
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
        seen.found(FAST_RETRANSMISSION, () -> "the " + from + " sent " + Quantity.bytes(length) + " again after "
                + (duplicates > 0 ? Quantity.count(duplicates, "duplicate acknowledgment")
                : "a partial acknowledgment") + (sacked ? " with SACK" : "") + " (threshold " + DUPLICATES
                + (sacked ? ", less with SACK" : "") + "); " + reading);
    }

    private void timedOut(Observation seen, FlowNotes flow, boolean prompt, String reading) {
        Segment segment = seen.segment();
        long waited = seen.senderBefore().timerAge();
        boolean follows = prompt && flow.recovers(Recovery.TIME_OUT, segment.seq());
        boolean tail = !follows && waited < LEAST_TIME_OUT && segment.end() == seen.sender().sndNxt()
                && seen.fresh() == 0;
        int retry = note(seen, flow);
        long first = flow.firstWait;
        if (!tail) {
            enter(seen, flow, Recovery.TIME_OUT);
        }
        Side from = seen.from();
        int length = segment.length();
        seen.retransmits();
        seen.found(RETRANSMISSION, () -> "the " + from + " sent " + Quantity.bytes(length) + " again "
                + (follows ? "in the recovery that follows its time-out"
                : tail ? Quantity.time(waited) + " after its timer started, sooner than a time-out: a tail loss probe"
                        + " (RFC 8985 §7)"
                : "after a time-out of about " + Quantity.time(waited) + (retry > 1 ? " (retry " + retry
                        + ", the first wait was " + Quantity.time(first) + ": back-off)" : "")) + "; " + reading);
        int count = seen.connection().count(RETRANSMISSION);
        if (count > 1 && retry > 1) {
            seen.summarize(RETRANSMISSION, () -> "the " + from + " sent data again, the same bytes "
                    + Quantity.times(retry) + ", waiting " + Quantity.time(first) + " at first and "
                    + Quantity.time(waited) + " at last (back-off); " + reading);
        }
    }

    private static void enter(Observation seen, FlowNotes flow, Recovery cause) {
        if (!flow.recovers(cause, seen.segment().seq())) {
            flow.recovery = cause;
            flow.recoveryPoint = seen.senderBefore().sndNxt();
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
