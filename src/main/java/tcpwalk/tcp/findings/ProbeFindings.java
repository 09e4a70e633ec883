package tcpwalk.tcp.findings;

import static tcpwalk.tcp.FindingKind.KEEP_ALIVE;
import static tcpwalk.tcp.FindingKind.KEEP_ALIVE_UNANSWERED;
import static tcpwalk.tcp.FindingKind.ZERO_WINDOW_PROBE;

import tcpwalk.tcp.Account;
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
        boolean empty = segment.length() == 0;
        if (stalled && (oneBelow || empty && segment.seq() == before.sndUna() - 1
                || !empty && segment.seq() == before.sndNxt())) {
            windowProbe(seen);
            return true;
        }
        if (oneBelow && isIdle(seen) && (empty || !repeatsOnlyByte(seen))) {
            keepAlive(seen);
            return true;
        }
        return false;
    }

    /** Nothing is under way; where the other direction was not captured, the time must tell. */
    private static boolean isIdle(Observation seen) {
        Standing before = seen.senderBefore();
        return before.sndUna() == before.sndNxt()
                || seen.receiver().segments() == 0 && silence(seen) >= SOONEST_KEEP_ALIVE;
    }

    /** All that it ever sent was this byte, and it comes sooner than a keep-alive. */
    private static boolean repeatsOnlyByte(Observation seen) {
        return seen.sender().bytes() == 1 && silence(seen) < SOONEST_KEEP_ALIVE;
    }

    private static long silence(Observation seen) {
        return seen.time() - Math.max(seen.senderBefore().lastTime(), seen.receiverBefore().lastTime());
    }

    private void windowProbe(Observation seen) {
        FlowNotes flow = count(seen, true);
        int probe = flow.probes;
        long interval = flow.probeInterval;
        Side from = seen.from();
        seen.found(ZERO_WINDOW_PROBE, () -> Account.of("the " + from + " asks whether the window has opened (probe "
                + probe + ")").number("probe", probe));
        if (probe > 1) {
            seen.summarize(ZERO_WINDOW_PROBE, () -> Account.of("the " + from + " asked " + Quantity.times(probe)
                    + " whether the window has opened, last after waiting " + Quantity.time(interval))
                    .number("probes", probe).time("last_wait", interval));
        }
    }

    private void keepAlive(Observation seen) {
        Side from = seen.from();
        int length = seen.segment().length();
        long idle = silence(seen);
        FlowNotes flow = CaseNotes.of(seen).flow(from);
        int missed = flow.persists ? 0 : flow.unanswered(seen.receiver().lastTime());
        if (missed > 0) {
            long since = seen.time() - flow.probeTime;
            seen.found(KEEP_ALIVE_UNANSWERED, () -> Account.of("no answer to the " + from + "'s probe for "
                    + Quantity.time(since) + "; it probes again (" + missed + " missed)").time("waited", since)
                    .number("missed", missed));
        }
        count(seen, false);
        int probe = flow.probes;
        long interval = flow.probeInterval;
        seen.found(KEEP_ALIVE, () -> {
            Account account = Account.of("after " + Quantity.time(idle) + " of silence the " + from + " probes with "
                    + (length == 0 ? "an empty segment" : "a byte") + " below SND.NXT").time("idle", idle)
                    .number("bytes", length);
            return length == 1 && idle < SOONEST_KEEP_ALIVE
                    ? account.time("threshold", SOONEST_KEEP_ALIVE).likely("the last byte, sent again without need")
                    : account;
        });
        if (probe > 1) {
            seen.summarize(KEEP_ALIVE, () -> Account.of("the " + from + " probed an idle connection "
                    + Quantity.times(probe) + ", last " + Quantity.time(interval) + " after the probe before")
                    .number("probes", probe).time("interval", interval));
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
            last.found(KEEP_ALIVE_UNANSWERED, flow.probeFrame, () -> Account.of("nothing came back for the "
                    + side + "'s last " + Quantity.count(missed, "probe")
                    + (since > 0 ? " within " + Quantity.time(since) : "") + ": the other host is gone")
                    .number("missed", missed).time("waited", since)
                    .possible("it cannot be reached, or the capture ended too soon"));
        }
    }
}
