package tcpwalk.tcp.findings;

import tcpwalk.tcp.Endpoint;
import tcpwalk.tcp.Observation;
import tcpwalk.tcp.ResetCause;
import tcpwalk.tcp.Standing;
import tcpwalk.tcp.TcpState;
import tcpwalk.tcp.findings.CaseNotes.Challenge;
import tcpwalk.tcp.findings.CaseNotes.ClosingNotes;
import tcpwalk.wire.Segment;

/**
 * The likely cause of a reset that took effect, with what speaks for it. A host resets without ACK, numbered by the
 * segment that it answers, what it has no connection for; with ACK and its own number, what it aborts
 * (RFC 9293 §3.5.2, §3.10.5).
 *
 * @param evidence why this cause, and what else it could be
 */
record ResetReading(ResetCause cause, String evidence) {

    /** Routes change by a hop or two; another host's packets differ by more. */
    private static final int ANOTHER_HOST = 3;
    /** Identifications of one host's packets grow by ones; another host's lie anywhere. */
    private static final int ANOTHER_COUNTER = 8192;

    String sentence() {
        return "Likely cause: " + cause.meaning() + " (" + evidence + ")";
    }

    static ResetReading of(Observation seen) {
        Segment reset = seen.segment();
        Standing sender = seen.senderBefore();
        ResetReading foreign = foreign(reset, seen.sender());
        if (foreign != null) {
            return foreign;
        }
        if (seen.receiverBefore().state() == TcpState.TIME_WAIT) {
            return new ResetReading(ResetCause.TIME_WAIT_CUT_SHORT, "RFC 1337; the end was in TIME-WAIT");
        }
        if (sender.isSynSeen() && !sender.acknowledges()) {
            return ofOpener(seen);
        }
        boolean unproven = sender.state() == TcpState.SYN_RECEIVED
                || sender.state() == TcpState.ESTABLISHED && sender.isPresumed();
        if (unproven && !reset.isAck()) {
            return new ResetReading(ResetCause.REJECTED, "the reset answers the handshake's last step");
        }
        ResetReading challenged = challenged(seen);
        return challenged != null ? challenged : reset.isAck() ? aborted(seen) : unknownThere(seen);
    }

    /** The time to live and the identification tell where a packet comes from. */
    private static ResetReading foreign(Segment reset, Endpoint sender) {
        int hops = Math.abs(reset.packet().timeToLive() - sender.timeToLive());
        if (sender.segments() == 1 || reset.packet().timeToLive() == 0 || sender.timeToLive() == 0) {
            return null;
        }
        if (hops >= ANOTHER_HOST) {
            return new ResetReading(ResetCause.INJECTED, "its time to live is " + reset.packet().timeToLive()
                    + ", the end's other packets have " + sender.timeToLive());
        }
        boolean counted = reset.packet().identification() > 0 && sender.identification() > 0;
        int step = (short) (reset.packet().identification() - sender.identification());
        if (counted && Math.abs(step) >= ANOTHER_COUNTER && !reset.isAck()) {
            return new ResetReading(ResetCause.INJECTED, "possible only: its IP identification "
                    + reset.packet().identification() + " is far from the end's last, " + sender.identification());
        }
        return null;
    }

    /** The sender has acknowledged nothing yet: it answers a SYN,ACK, or gives up before one. */
    private static ResetReading ofOpener(Observation seen) {
        Standing listener = seen.receiverBefore();
        if (!listener.acknowledges()) {
            return new ResetReading(ResetCause.APPLICATION_ABORTED, "before any answer");
        }
        if (listener.rcvNxt() != seen.senderBefore().sndNxt()) {
            return new ResetReading(ResetCause.NEVER_ASKED, "the SYN,ACK acknowledged another number than the SYN's");
        }
        return new ResetReading(ResetCause.OPENER_GONE, "a reset without ACK answers the SYN,ACK; if the SYN was crafted"
                + " by a program of its own, the kernel's reset looks the same");
    }

    private static ResetReading challenged(Observation seen) {
        CaseNotes notes = CaseNotes.peek(seen);
        Challenge challenge = notes == null ? null : notes.challenge();
        if (challenge == null || !challenge.answered() || challenge.asks() == seen.from()) {
            return null;
        }
        return challenge.bySyn()
                ? new ResetReading(ResetCause.NO_SUCH_CONNECTION, "its SYN was answered by a challenge ACK, which it"
                        + " resets: the old connection was half-open (RFC 9293 §3.5.1)")
                : new ResetReading(ResetCause.CHALLENGE_ANSWERED, "the first reset was not exact");
    }

    /** A socket that exists says goodbye: RST,ACK with its own number. */
    private static ResetReading aborted(Observation seen) {
        Endpoint peer = seen.receiver();
        CaseNotes notes = CaseNotes.peek(seen);
        if (notes != null && notes.flowOrNull(seen.from()) != null
                && notes.flowOrNull(seen.from()).unanswered(seen.receiver().lastTime()) > 0) {
            return new ResetReading(ResetCause.KEEP_ALIVE_FAILED,
                    Quantity.count(
                    notes.flowOrNull(seen.from()).unanswered(seen.receiver().lastTime()), "probe")
                    + " without an answer");
        }
        ClosingNotes closing = notes == null ? null : notes.closingOrNull();
        if (seen.senderBefore().isFinSent() && closing != null && closing.dataFrame > 0
                && seen.connection().closedBy() == seen.from()) {
            return new ResetReading(ResetCause.DATA_AFTER_CLOSE, "it had sent its FIN before the data came");
        }
        if (seen.connection().lastSpeaker() == seen.from().other() && peer.bytes() > 0) {
            return new ResetReading(ResetCause.UNREAD_DATA, "it had answered nothing since the last data arrived;"
                    + " else it was aborted, or its process killed");
        }
        return new ResetReading(ResetCause.APPLICATION_ABORTED, "a socket of its own closes at once and discards what"
                + " is queued, as SO_LINGER 0 has it");
    }

    /** A reset without ACK comes from where no such connection exists, or exists no longer. */
    private static ResetReading unknownThere(Observation seen) {
        CaseNotes notes = CaseNotes.peek(seen);
        ClosingNotes closing = notes == null ? null : notes.closingOrNull();
        if (seen.senderBefore().isFinSent()) {
            boolean data = closing != null && closing.dataFrame > 0 && seen.connection().closedBy() == seen.from();
            return data ? new ResetReading(ResetCause.DATA_AFTER_CLOSE, "it had sent its FIN before the data came")
                    : new ResetReading(ResetCause.NO_SUCH_CONNECTION, "it had closed, and no longer waits for the other"
                            + " end to close");
        }
        return new ResetReading(ResetCause.NO_SUCH_CONNECTION, "the reset carries no ACK and the number that the other"
                + " end had acknowledged, as RFC 9293 §3.5.2 has it for an unknown connection");
    }
}
