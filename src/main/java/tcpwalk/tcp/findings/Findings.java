package tcpwalk.tcp.findings;

import tcpwalk.tcp.Acceptance;
import tcpwalk.tcp.Diagnosis;
import tcpwalk.tcp.Observation;
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

    @Override
    public void observed(Observation seen) {
        if (seen.acceptance() == Acceptance.CAPTURED_TWICE) {
            frames.twice(seen);
            return;
        }
        frames.observe(seen);
        segments.observe(seen);
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
    public void ended(Observation last) {
        opening.conclude(last);
        challenges.conclude(last);
        closing.conclude(last);
        probes.conclude(last);
        acknowledgments.conclude(last);
        windows.conclude(last);
        frames.conclude(last);
    }
}
