package tcpwalk.tcp.findings;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import tcpwalk.tcp.Acceptance;
import tcpwalk.tcp.Diagnosis;
import tcpwalk.tcp.Observation;
import tcpwalk.tcp.Outcome;
import tcpwalk.wire.Segment;

/**
 * All detectors together: hands each segment to those that it may concern, in the order in which one explanation makes
 * another unnecessary. One instance serves one {@link tcpwalk.tcp.ConnectionTable}.
 */
public final class Findings implements Diagnosis {

    private final FrameFindings frames = new FrameFindings();
    private final SegmentFindings segments = new SegmentFindings();
    private final OpeningFindings opening = new OpeningFindings();
    private final ChallengeFindings challenges = new ChallengeFindings();
    private final ResetFindings resets = new ResetFindings();
    private final ProbeFindings probes = new ProbeFindings();
    private final RetransmissionFindings retransmissions = new RetransmissionFindings();
    private final AcknowledgmentFindings acknowledgments = new AcknowledgmentFindings();
    private final WindowFindings windows = new WindowFindings();
    private final ClosingFindings closing = new ClosingFindings();
    private final FloodFindings floods;
    private final ScanFindings scans;

    /** With the {@link Thresholds#DEFAULT default thresholds}; alarms are read from {@link #alarms()}. */
    public Findings() {
        this(Thresholds.DEFAULT, alarm -> { });
    }

    /**
     * With thresholds for floods and scans.
     *
     * @param alarms told of each flood and scan once, when it is recognised
     */
    public Findings(Thresholds thresholds, Consumer<Alarm> alarms) {
        floods = new FloodFindings(thresholds, alarms);
        scans = new ScanFindings(thresholds, alarms);
    }

    /** The floods and scans recognised so far, each as it stands now. */
    public List<Alarm> alarms() {
        List<Alarm> all = new ArrayList<>(floods.alarms());
        all.addAll(scans.alarms());
        return all;
    }

    @Override
    public void observed(Observation seen) {
        if (seen.acceptance() == Acceptance.CAPTURED_TWICE) {
            frames.twice(seen);
            return;
        }
        frames.observe(seen);
        segments.observe(seen);
        explain(seen);
        floods.observe(seen);
        scans.observe(seen);
    }

    private void explain(Observation seen) {
        Segment segment = seen.segment();
        if (segment.isRst()) {
            resets.observe(seen);
            challenges.observe(seen);
            return;
        }
        boolean answer = challenges.observe(seen);
        resets.contradicted(seen);
        if (seen.acceptance() == Acceptance.TAKEN) {
            taken(seen, answer);
        }
    }

    private void taken(Observation seen, boolean answer) {
        opening.observe(seen);
        if (!seen.segment().isSyn()) {
            boolean probe = probes.observe(seen);
            if (!probe) {
                retransmissions.observe(seen);
            }
            acknowledgments.observe(seen, answer || probe || probes.isAnswer(seen));
            windows.observe(seen);
        }
        closing.observe(seen);
    }

    @Override
    public boolean mayStandOut(Segment syn) {
        return floods.mayShow(syn) || scans.mayShow(syn);
    }

    @Override
    public void opens(Segment syn) {
        floods.opens(syn);
        scans.tries(syn);
    }

    @Override
    public void answers(Segment synAck) {
        floods.answers(synAck);
        scans.opened(synAck);
    }

    @Override
    public void completes(Segment ack, long start) {
        floods.completes(ack, start);
    }

    @Override
    public boolean looksBack() {
        return scans.isAny();
    }

    @Override
    public void cutBefore(Observation seen, long frame) {
        frames.cut(seen, frame);
    }

    @Override
    public void ended(Observation last) {
        scans.conclude(last);
        if (last.notes() == null && last.connection().outcome() == Outcome.CLOSED) {
            // Nothing was left open, and nothing is remembered that could tell more.
            return;
        }
        if (floods.conclude(last)) {
            // Of the many connections of a flood nothing else is worth saying.
            return;
        }
        opening.conclude(last);
        challenges.conclude(last);
        closing.conclude(last);
        probes.conclude(last);
        acknowledgments.conclude(last);
        windows.conclude(last);
        frames.conclude(last);
    }
}
