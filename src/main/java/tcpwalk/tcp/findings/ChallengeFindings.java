package tcpwalk.tcp.findings;

import static tcpwalk.tcp.FindingKind.CHALLENGE_ACK;
import static tcpwalk.tcp.FindingKind.OLD_DUPLICATE;

import tcpwalk.tcp.Acceptance;
import tcpwalk.tcp.Account;
import tcpwalk.tcp.Observation;
import tcpwalk.tcp.Outcome;
import tcpwalk.tcp.Side;
import tcpwalk.tcp.findings.CaseNotes.Challenge;
import tcpwalk.tcp.findings.CaseNotes.Doubt;
import tcpwalk.wire.Segment;

/** Doubtful resets and SYNs, and the acknowledgments that question them (RFC 5961 §3, §4, §5). */
final class ChallengeFindings {

    /** An answer takes a round trip at most; a delayed acknowledgment some time more. */
    private static final long ANSWER_WITHIN = 1_000_000_000;

    /** Whether the segment is the answer to a doubtful one, and needs no other explanation. */
    boolean observe(Observation seen) {
        Segment segment = seen.segment();
        switch (seen.acceptance()) {
            case RESET_CHALLENGED -> expect(seen, Doubt.RESET);
            case ACKS_UNSENT -> expect(seen, Doubt.ACKNOWLEDGMENT);
            case SYN_CHALLENGED -> expect(seen, Doubt.SYN);
            case TAKEN -> {
                settle(seen);
                if (segment.isSyn() && !segment.isAck() && seen.receiver().state().isSynchronized()
                        && seen.senderBefore().acknowledges()) {
                    expect(seen, Doubt.SYN);
                    return false;
                }
                return answers(seen);
            }
            default -> {
                return false;
            }
        }
        return false;
    }

    private void expect(Observation seen, Doubt doubt) {
        boolean repeated = seen.acceptance() == Acceptance.TAKEN;
        CaseNotes.of(seen).challenge(new Challenge(seen.from().other(), doubt, repeated, seen.segment().frame(),
                seen.time(), false));
    }

    /** The end whose SYN was questioned goes on with the connection, so the SYN was none of its doing now. */
    private void settle(Observation seen) {
        CaseNotes notes = CaseNotes.peek(seen);
        Challenge challenge = notes == null ? null : notes.challenge();
        if (challenge != null && challenge.bySyn() && challenge.asks() != seen.from() && !seen.segment().isSyn()) {
            notes.challenge(null);
            oldDuplicate(seen, challenge);
        }
    }

    void conclude(Observation last) {
        CaseNotes notes = CaseNotes.peek(last);
        Challenge challenge = notes == null ? null : notes.challenge();
        if (challenge != null && challenge.bySyn() && last.connection().outcome() != Outcome.RESET) {
            oldDuplicate(last, challenge);
        }
    }

    private static void oldDuplicate(Observation seen, Challenge challenge) {
        if (!challenge.repeated()) {
            seen.found(OLD_DUPLICATE, challenge.frame(), () -> Account.of("the SYN of frame " + challenge.frame()
                    + " has another initial sequence number than the connection's, and its end did not stand by it: it"
                    + " was delayed on the way and changes nothing").likely("forged"));
        }
    }

    private boolean answers(Observation seen) {
        CaseNotes notes = CaseNotes.peek(seen);
        Challenge challenge = notes == null ? null : notes.challenge();
        Segment segment = seen.segment();
        if (challenge == null || challenge.answered() || challenge.asks() != seen.from()
                || seen.time() - challenge.time() > ANSWER_WITHIN || segment.isSyn() || segment.isFin()
                || segment.length() > 0 || !segment.isAck() || segment.ack() != seen.senderBefore().rcvNxt()) {
            return false;
        }
        long waited = seen.time() - challenge.time();
        Side from = seen.from();
        notes.challenge(challenge.answeredNow());
        seen.found(CHALLENGE_ACK, () -> Account.of("the " + from + " questions the "
                + challenge.doubt().noun() + " of frame " + challenge.frame() + ", " + Quantity.time(waited)
                + " later: " + challenge.doubt().consequence(from.other()))
                .number("questioned", challenge.frame()).time("after", waited).time("threshold", ANSWER_WITHIN));
        return true;
    }
}
