package tcpwalk.tcp.findings;

import static tcpwalk.tcp.FindingKind.KEEP_ALIVE;
import static tcpwalk.tcp.FindingKind.KEEP_ALIVE_UNANSWERED;
import static tcpwalk.tcp.FindingKind.ZERO_WINDOW_PROBE;

import tcpwalk.tcp.Observation;
import tcpwalk.tcp.Side;
import tcpwalk.tcp.Standing;
import tcpwalk.wire.Segment;
import tcpwalk.wire.SequenceNumber;

/**
 * Segments that only ask for an answer: keep-alives (RFC 9293 §3.8.4) and window probes (RFC 9293 §3.8.6.1). Neither
 * is a retransmission.
 */
final class ProbeFindings {

    /** No stack probes an idle connection sooner; a single byte repeated before may be data that was sent again. */
    private static final long SOONEST_KEEP_ALIVE = 1_000_000_000;

    /** Whether the segment is a probe. */
    boolean observe(Observation seen) {
        Segment segment = seen.segment();
        Standing before = seen.senderBefore();
        if (segment.length() > 1 || segment.isFin() || !before.isNumbered() || !before.acknowledges()) {
            return false;
        }
        boolean stalled = seen.receiverBefore().acknowledges() && seen.receiverBefore().window() == 0;
        boolean oneBelow = segment.seq() == before.sndNxt() - 1;
        if (stalled && (oneBelow || segment.length() == 1 && segment.seq() == before.sndNxt())) {
            windowProbe(seen);
            return true;
        }
        if (oneBelow && before.sndUna() == before.sndNxt()) {
            keepAlive(seen);
            return true;
        }
        return false;
    }

    private void windowProbe(Observation seen) {
        FlowNotes flow = count(seen, true);
        int probe = flow.probes;
        long interval = flow.probeInterval;
        Side from = seen.from();
        seen.found(ZERO_WINDOW_PROBE, () -> "the " + from + " asks whether the window has opened (probe " + probe + ")");
        if (probe > 1) {
            seen.summarize(ZERO_WINDOW_PROBE, () -> "the " + from + " asked " + Quantity.times(probe)
                    + " whether the window has opened, last after waiting " + Quantity.time(interval));
        }
    }

    private void keepAlive(Observation seen) {
        Side from = seen.from();
        int length = seen.segment().length();
        long idle = seen.time() - Math.max(seen.senderBefore().lastTime(), seen.receiverBefore().lastTime());
        FlowNotes flow = CaseNotes.of(seen).flow(from);
        int missed = flow.persists ? 0 : flow.unanswered(seen.receiver().lastTime());
        if (missed > 0) {
            long since = seen.time() - flow.probeTime;
            seen.found(KEEP_ALIVE_UNANSWERED, () -> "no answer to the " + from + "'s probe for " + Quantity.time(since)
                    + "; it probes again (" + missed + " missed)");
        }
        count(seen, false);
        int probe = flow.probes;
        long interval = flow.probeInterval;
        seen.found(KEEP_ALIVE, () -> "after " + Quantity.time(idle) + " of silence the " + from + " probes with "
                + Quantity.bytes(length) + " below SND.NXT" + (length == 1 && idle < SOONEST_KEEP_ALIVE
                ? " (likely; else the last byte sent again without need)" : ""));
        if (probe > 1) {
            seen.summarize(KEEP_ALIVE, () -> "the " + from + " probed an idle connection " + Quantity.times(probe)
                    + ", last " + Quantity.time(interval) + " after the probe before");
        }
    }

    private static FlowNotes count(Observation seen, boolean persist) {
        FlowNotes flow = CaseNotes.of(seen).flow(seen.from());
        boolean series = flow.persists == persist && flow.probes > 0;
        boolean answered = flow.unanswered(seen.receiver().lastTime()) == 0;
        flow.persists = persist;
        flow.probeInterval = series ? seen.time() - flow.probeTime : 0;
        flow.probes = series ? flow.probes + 1 : 1;
        flow.openProbes = !series || answered ? 1 : flow.openProbes + 1;
        flow.probeTime = seen.time();
        flow.probeFrame = seen.segment().frame();
        return flow;
    }

    /** Whether a bare acknowledgment answers a probe of its receiver. */
    boolean isAnswer(Observation seen) {
        CaseNotes notes = CaseNotes.peek(seen);
        FlowNotes probed = notes == null ? null : notes.flowOrNull(seen.from().other());
        return probed != null && probed.openProbes > 0 && probed.probeTime == seen.receiver().lastTime()
                && SequenceNumber.distance(seen.senderBefore().rcvNxt(), seen.segment().ack()) <= 1;
    }

    void conclude(Observation last) {
        CaseNotes notes = CaseNotes.peek(last);
        if (notes != null) {
            unanswered(last, notes, Side.CLIENT);
            unanswered(last, notes, Side.SERVER);
        }
    }

    private static void unanswered(Observation last, CaseNotes notes, Side side) {
        FlowNotes flow = notes.flowOrNull(side);
        if (flow == null || flow.persists) {
            return;
        }
        int missed = flow.unanswered(last.connection().end(side.other()).lastTime());
        if (missed > 0) {
            long since = last.time() - flow.probeTime;
            last.found(KEEP_ALIVE_UNANSWERED, flow.probeFrame, () -> "nothing came back for the " + side + "'s last "
                    + Quantity.count(missed, "probe") + (since > 0 ? " within " + Quantity.time(since) : "")
                    + ": the other host is gone, or cannot be reached");
        }
    }
}
