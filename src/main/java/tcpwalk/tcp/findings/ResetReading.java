package tcpwalk.tcp.findings;

import tcpwalk.tcp.Account;
import tcpwalk.tcp.Confidence;
import tcpwalk.tcp.Endpoint;
import tcpwalk.tcp.FindingKind;
import tcpwalk.tcp.Observation;
import tcpwalk.tcp.ResetCause;
import tcpwalk.tcp.Standing;
import tcpwalk.tcp.TcpState;
import tcpwalk.tcp.findings.CaseNotes.Challenge;
import tcpwalk.tcp.findings.CaseNotes.ClosingNotes;
import tcpwalk.wire.Segment;
import tcpwalk.wire.SequenceNumber;

/**
 * The likely cause of a reset that took effect, with what speaks for it. A host resets without ACK, numbered by the
 * segment that it answers, what it has no connection for; with ACK and its own number, what it aborts
 * (RFC 9293 §3.5.2, §3.10.5).
 *
 * @param evidence    why this cause
 * @param alternative what else it could be, or null
 */
record ResetReading(ResetCause cause, String evidence, Confidence confidence, String alternative) {

    /** Routes change by a hop or two; another host's packets differ by more. */
    private static final int ANOTHER_HOST = 3;
    /** Identifications of one host's packets grow by ones; another host's lie anywhere. */
    private static final int ANOTHER_COUNTER = 8192;

    private static final String DROPPED_BETWEEN = "something in between, such as a load balancer, has dropped the"
            + " connection";

    /** An application that closes without reading does so before long; one that aborts may do so at any time. */
    private static final long SOON = 1_000_000_000;

    /** By then a listener that still waits for the handshake's last step repeats its SYN,ACK (RFC 6298 §2.1, §5.7). */
    private static final long FIRST_REPEAT = 3_000_000_000L;
    /** How often the time to the next repeat doubles at most. */
    private static final int MOST_REPEATS = 8;

    private ResetReading(ResetCause cause, String evidence) {
        this(cause, evidence, Confidence.LIKELY, null);
    }

    private ResetReading(ResetCause cause, String evidence, String alternative) {
        this(cause, evidence, Confidence.LIKELY, alternative);
    }

    String sentence() {
        return switch (confidence) {
            case CERTAIN -> "Cause: ";
            case LIKELY -> "Likely cause: ";
            case POSSIBLE -> "Possible cause: ";
        } + cause.meaning() + " (" + evidence + ")";
    }

    /** Adds the reading to what is said of the reset. */
    Account on(Account account) {
        return account.otherwise(confidence, alternative);
    }

    static ResetReading of(Observation seen) {
        Segment reset = seen.segment();
        Standing sender = seen.senderBefore();
        if (seen.previousTime() == 0) {
            return new ResetReading(ResetCause.UNKNOWN, "the capture begins with the reset", Confidence.POSSIBLE, null);
        }
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
            return ofListener(seen);
        }
        ResetReading challenged = challenged(seen);
        return challenged != null ? challenged : reset.isAck() ? aborted(seen) : withoutAck(seen);
    }

    /** The time to live and the identification tell where a packet comes from. */
    private static ResetReading foreign(Segment reset, Endpoint sender) {
        int hops = Math.abs(reset.packet().timeToLive() - sender.timeToLive());
        if (sender.segments() == 1 || reset.packet().timeToLive() == 0 || sender.timeToLive() == 0) {
            return null;
        }
        if (hops >= ANOTHER_HOST) {
            return new ResetReading(ResetCause.INJECTED, "its time to live is " + reset.packet().timeToLive()
                    + ", the end's other packets have " + sender.timeToLive(),
                    "the end's kernel sends resets with another initial time to live");
        }
        boolean counted = reset.packet().identification() > 0 && sender.isSteady();
        int step = (short) (reset.packet().identification() - sender.identification());
        if (counted && Math.abs(step) >= ANOTHER_COUNTER) {
            return new ResetReading(ResetCause.INJECTED, "its IP identification " + reset.packet().identification()
                    + " is far from the end's last, " + sender.identification(), Confidence.POSSIBLE,
                    "the end's kernel numbers its resets apart");
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
            return new ResetReading(ResetCause.NEVER_ASKED, "the SYN,ACK acknowledged another number than the SYN's",
                    Confidence.CERTAIN, null);
        }
        if (seen.connection().count(FindingKind.OLD_DUPLICATE) > 0) {
            return new ResetReading(ResetCause.NEVER_ASKED, "the SYN was the earlier connection's");
        }
        return new ResetReading(ResetCause.OPENER_GONE, seen.segment().isAck()
                ? "nothing but a reset follows the SYN,ACK" : "a reset without ACK answers the SYN,ACK",
                "a program of its own crafted the SYN, and the kernel does not know of it");
    }

    /** Nothing shows that the handshake's last step was taken: it is turned away, or meets one that has forgotten. */
    private static ResetReading ofListener(Observation seen) {
        CaseNotes notes = CaseNotes.peek(seen);
        int repeats = seen.connection().count(FindingKind.SYN_ACK_RETRANSMITTED);
        long first = repeats == 0 ? FIRST_REPEAT : notes.opening().firstAnswerWait;
        if (seen.time() - seen.senderBefore().lastTime() <= first << Math.min(repeats, MOST_REPEATS)) {
            return new ResetReading(ResetCause.REJECTED, "the reset answers the handshake's last step");
        }
        return repeats == 0 ? withoutAck(seen) : new ResetReading(ResetCause.NO_SUCH_CONNECTION,
                "it had stopped repeating its SYN,ACK, as an end does that gives a half-open connection up",
                DROPPED_BETWEEN);
    }

    private static ResetReading challenged(Observation seen) {
        CaseNotes notes = CaseNotes.peek(seen);
        Challenge challenge = notes == null ? null : notes.challenge();
        if (challenge == null || !challenge.answered() || challenge.asks() == seen.from()) {
            return null;
        }
        return challenge.bySyn()
                ? new ResetReading(ResetCause.NO_SUCH_CONNECTION, "its SYN was answered by a challenge ACK, which it"
                        + " resets: the old connection was half-open, as in RFC 9293 §3.5.1", Confidence.CERTAIN, null)
                : new ResetReading(ResetCause.CHALLENGE_ANSWERED, "the first reset was not exact");
    }

    /** A socket that exists says goodbye: RST,ACK with its own number. */
    private static ResetReading aborted(Observation seen) {
        CaseNotes notes = CaseNotes.peek(seen);
        FlowNotes flow = notes == null ? null : notes.flowOrNull(seen.from());
        int missed = flow == null ? 0 : flow.unanswered(seen.receiver().lastTime());
        if (missed > 0) {
            return new ResetReading(ResetCause.KEEP_ALIVE_FAILED, Quantity.count(missed, "probe")
                    + " without an answer");
        }
        if (closedBeforeData(seen, notes)) {
            return new ResetReading(ResetCause.DATA_AFTER_CLOSE, "it had sent its FIN before the data came");
        }
        if (seen.senderBefore().isFinSent()) {
            return forgotten();
        }
        if (seen.connection().lastSpeaker() == seen.from().other() && seen.receiver().bytes() > 0 && hasArrived(seen)) {
            long since = seen.time() - seen.receiverBefore().lastTime();
            return new ResetReading(ResetCause.UNREAD_DATA, "it had sent nothing since the last data arrived",
                    since < SOON ? Confidence.LIKELY : Confidence.POSSIBLE,
                    "the application aborted, or its process was killed");
        }
        return new ResetReading(ResetCause.APPLICATION_ABORTED, "a socket of its own closes at once and discards what"
                + " is queued, as SO_LINGER 0 has it", "its host gave the connection up after a timer ran out");
    }

    /** The reset acknowledges all of the other end's data, or some that was not acknowledged before. */
    private static boolean hasArrived(Observation seen) {
        int ack = seen.segment().ack();
        return ack == seen.receiverBefore().sndNxt() || SequenceNumber.isBefore(seen.senderBefore().rcvNxt(), ack);
    }

    private static boolean closedBeforeData(Observation seen, CaseNotes notes) {
        ClosingNotes closing = notes == null ? null : notes.closingOrNull();
        return seen.senderBefore().isFinSent() && closing != null && closing.dataFrame > 0
                && seen.connection().closedBy() == seen.from();
    }

    /** A reset without ACK comes from where no such connection exists any more, unless it answers nothing. */
    private static ResetReading withoutAck(Observation seen) {
        if (closedBeforeData(seen, CaseNotes.peek(seen))) {
            return new ResetReading(ResetCause.DATA_AFTER_CLOSE, "it had sent its FIN before the data came");
        }
        if (seen.senderBefore().isFinSent()) {
            return forgotten();
        }
        if (isUnasked(seen)) {
            return new ResetReading(ResetCause.APPLICATION_ABORTED, "the reset answers nothing: it continues its end's"
                    + " own numbers, as an abort does (RFC 9293 §3.10.5)", DROPPED_BETWEEN);
        }
        return new ResetReading(ResetCause.NO_SUCH_CONNECTION, "the reset carries no ACK and the number that the other"
                + " end had acknowledged, as RFC 9293 §3.5.2 has it for an unknown connection", DROPPED_BETWEEN);
    }

    /** An answer bears a number that the other end had acknowledged, and comes after that end's last segment. */
    private static boolean isUnasked(Observation seen) {
        Standing sender = seen.senderBefore();
        Standing receiver = seen.receiverBefore();
        return sender.segments() > 0 && receiver.acknowledges()
                && (SequenceNumber.isBefore(receiver.rcvNxt(), seen.segment().seq())
                || sender.lastTime() > receiver.lastTime());
    }

    private static ResetReading forgotten() {
        return new ResetReading(ResetCause.NO_SUCH_CONNECTION, "it had closed, and no longer waits for the other end to"
                + " close");
    }
}
