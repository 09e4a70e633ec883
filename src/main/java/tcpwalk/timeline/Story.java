package tcpwalk.timeline;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import tcpwalk.tcp.Finding;
import tcpwalk.tcp.FindingKind;
import tcpwalk.tcp.Outcome;
import tcpwalk.tcp.ResetCause;
import tcpwalk.tcp.Roles;
import tcpwalk.tcp.Severity;
import tcpwalk.tcp.Side;
import tcpwalk.tcp.TcpState;

/**
 * A connection in the one or two sentences that an engineer would say: who opened it and with how many tries, what went
 * each way, who closed first, and why it broke if it did.
 */
public final class Story {

    /** What a story that was cut short says; while the observation goes on, a reader says it in other words. */
    public static final String WHEN_OBSERVED = " when the observation ended";

    /** How many kinds of trouble a story names; the findings name all. */
    private static final int MAX_NAMED = 3;
    /** An end that closes within this time and a round trip of the other has not kept its half open on purpose. */
    private static final long PROMPT = 1_000_000_000;
    /** What other words of the story already say. */
    private static final Set<FindingKind> TOLD = EnumSet.of(FindingKind.SYN_RETRANSMITTED, FindingKind.NO_ANSWER,
            FindingKind.REFUSED, FindingKind.HANDSHAKE_INCOMPLETE, FindingKind.SYN_ACK_RETRANSMITTED,
            FindingKind.RESET, FindingKind.DATA_AFTER_CLOSE, FindingKind.UNANSWERED_FIN);

    private final Timeline of;
    private final Milestones milestones;
    private final StringBuilder text = new StringBuilder(160);

    private Story(Timeline of, Milestones milestones) {
        this.of = of;
        this.milestones = milestones;
    }

    /** The story of a connection, from its rows where it has them. */
    public static String of(Timeline timeline) {
        return of(timeline, Milestones.of(timeline));
    }

    /** The story of a connection whose moments somebody else has kept. */
    public static String of(Timeline timeline, Milestones milestones) {
        return new Story(timeline, milestones).tell();
    }

    private String tell() {
        switch (of.outcome()) {
            case REFUSED -> refused();
            case NO_ANSWER -> unanswered();
            case HALF_OPEN -> halfOpen();
            case CLOSED -> closed();
            case RESET -> reset();
            case ESTABLISHED -> exchange().append(". Still open").append(WHEN_OBSERVED).append('.');
            case CLOSING -> closing();
            case UNKNOWN -> text.append("Too little of the connection was seen to say how it went.");
        }
        nameTheRest();
        return text.toString();
    }

    private void refused() {
        text.append("The server refused the connection").append(after(of.duration()))
                .append(": nothing listens on port ").append(of.server().address().port());
        if (retries() > 0) {
            text.append(" (the client had tried ").append(Units.count(retries() + 1, "time", "times")).append(')');
        }
        text.append('.');
    }

    private void unanswered() {
        text.append("Nothing answered ").append(Units.count(retries() + 1, "SYN", "SYNs"))
                .append(retries() > 0 ? " in " + Units.duration(of.duration()) : "")
                .append(": the host is down or unreachable, or a firewall drops ")
                .append(retries() > 0 ? "them" : "it").append(" silently.");
    }

    private void halfOpen() {
        if (!passed(of.server(), TcpState.SYN_RECEIVED) && of.server().segments() == 0) {
            unanswered();
            return;
        }
        long repeated = count(FindingKind.SYN_ACK_RETRANSMITTED);
        text.append("The server answered, but the client did not finish the handshake");
        if (repeated > 0) {
            text.append("; the server repeated its SYN,ACK ").append(repeated == 1 ? "once" : repeated + " times");
        }
        text.append('.');
    }

    private void closed() {
        exchange().append(". ");
        Side first = of.closedBy();
        if (first == null || count(FindingKind.SIMULTANEOUS_CLOSE) > 0) {
            text.append("Both ends closed at the same time.");
        } else {
            text.append(subject(first)).append(" closed first").append(secondClose(first.other())).append('.');
        }
        if (of.resetCause() == ResetCause.TIME_WAIT_CUT_SHORT) {
            text.append(" A later reset ended TIME-WAIT early.");
        }
        if (isNormal(of)) {
            text.append(" Normal.");
        }
    }

    private String secondClose(Side second) {
        if (milestones.firstFin() == null || milestones.secondFin() == null) {
            return ", then the " + second;
        }
        long open = milestones.secondFin() - milestones.firstFin();
        long roundTrip = of.handshakeRtt() == null ? 0 : of.handshakeRtt();
        return open < PROMPT + roundTrip && count(FindingKind.HALF_CLOSE) == 0
                ? ", the " + second + " " + Units.duration(open) + " later"
                : "; the " + second + " kept its half open for " + Units.duration(open) + ", then closed";
    }

    private void closing() {
        exchange().append(". ");
        Side first = of.closedBy();
        if (first == null) {
            text.append("The teardown was not finished.");
            return;
        }
        text.append(subject(first)).append(" closed; ");
        TcpState waits = of.end(first.other()).state();
        if (count(FindingKind.UNANSWERED_FIN) > 0) {
            text.append("its FIN was never acknowledged.");
        } else if (waits == TcpState.CLOSE_WAIT) {
            text.append("the ").append(first.other())
                    .append("'s application had not closed").append(WHEN_OBSERVED).append('.');
        } else {
            text.append("the teardown was not finished.");
        }
    }

    private void reset() {
        Side resetter = milestones.resetter() != null ? milestones.resetter() : of.endedBy();
        boolean early = opened() && !passed(of.client(), TcpState.ESTABLISHED);
        if (!early) {
            exchange().append(". ");
        }
        if (resetter == null) {
            text.append("The connection was reset.");
            return;
        }
        boolean injected = of.resetCause() == ResetCause.INJECTED;
        text.append(injected ? "A reset in the name of the " + resetter + " ended the connection"
                : subject(resetter) + " reset the connection")
                .append(early ? " before the handshake was complete" : "");
        if (milestones.reset() != null && milestones.provoked() != null) {
            text.append(early ? ", " : " ").append(Units.duration(milestones.reset() - milestones.provoked()))
                    .append(" after the ").append(resetter.other())
                    .append(milestones.provokedByData() ? "'s data arrived" : "'s last segment");
        }
        String cause = of.resetCause() == null ? "" : cause(of.resetCause(), resetter);
        text.append(cause.isEmpty() ? "." : ": " + cause + ".");
    }

    /** Why the end that reset did so, said of it. */
    private String cause(ResetCause cause, Side resetter) {
        return switch (cause) {
            case NOTHING_LISTENS -> "nothing listens on the port";
            case REJECTED -> "its listener turned the last step of the handshake away"
                    + " (accept queue full, or a firewall)";
            case OPENER_GONE -> "it no longer waited for the answer (its application gave up, or it only scans)";
            case OWN_KERNEL -> "its kernel did, which knows nothing of a connection that another program crafts";
            case NEVER_ASKED -> "the SYN,ACK answered an old SYN, which it does not stand by";
            case APPLICATION_ABORTED -> milestones.provokedByData() ? "its application aborted it, or was killed"
                    : "its application probably aborted it";
            case UNREAD_DATA -> milestones.provokedByData() ? "its application probably closed without reading it"
                    : "its application probably closed with data unread";
            case DATA_AFTER_CLOSE -> "its application had already closed (data after close)";
            case NO_SUCH_CONNECTION -> unknownTo(resetter);
            case CHALLENGE_ANSWERED -> "its first reset was inexact and drew a challenge ACK, this one is exact";
            case KEEP_ALIVE_FAILED -> "its keep-alive probes had gone unanswered";
            case TIME_WAIT_CUT_SHORT -> "an old segment had reached it after it closed";
            case INJECTED -> "it came from elsewhere, probably a firewall or an attacker";
            case UNKNOWN -> "";
        };
    }

    private String unknownTo(Side resetter) {
        if (count(FindingKind.CHALLENGE_ACK) > 0) {
            return "it no longer knew the connection (half-open connection discovered)";
        }
        return passed(of.end(resetter), TcpState.FIN_WAIT_1)
                ? "it had already closed, and did not wait for the other end to close too"
                : "it no longer knew the connection";
    }

    /** Who opened, how long it took, and what went each way; without the full stop. */
    private StringBuilder exchange() {
        boolean byClient = opened() && count(FindingKind.SIMULTANEOUS_OPEN) == 0;
        if (byClient) {
            connected();
        } else if (opened()) {
            text.append("Both ends opened at the same time");
        } else {
            text.append(of.roles() == Roles.SYN_ACK ? "The capture began within the handshake"
                    : "The capture began in mid-connection");
        }
        if (of.client().bytes() + of.server().bytes() == 0 && count(FindingKind.ONE_WAY) == 0) {
            return text.append(", and no data was sent");
        }
        return text.append(byClient ? ", sent " : "; the client sent ").append(sent(Side.CLIENT))
                .append(byClient ? " and received " : ", the server ").append(sent(Side.SERVER));
    }

    private void connected() {
        text.append("The client connected");
        if (of.handshakeRtt() != null) {
            text.append(" in ").append(Units.duration(of.handshakeRtt()));
        }
        if (retries() > 0) {
            text.append(" after ").append(Units.count(retries(), "retry", "retries"))
                    .append(clearedOldOne() ? "" : " (SYN lost or dropped at the server)");
        }
        if (clearedOldOne()) {
            text.append(", once it had reset an older connection that the server still held half-open");
        }
    }

    /** The opener drew a challenge with its SYN, reset what it hit, and went on. */
    private boolean clearedOldOne() {
        return of.outcome() != Outcome.RESET && of.resetCause() == null && count(FindingKind.RESET) > 0
                && count(FindingKind.CHALLENGE_ACK) > 0;
    }

    private String sent(Side side) {
        long bytes = of.end(side).bytes();
        if (bytes == 0) {
            return count(FindingKind.ONE_WAY) > 0 && of.end(side).segments() == 0 ? "what was not captured" : "nothing";
        }
        Long sending = milestones.sending(side);
        return Units.bytes(bytes) + (sending == null || sending == 0 ? "" : " in " + Units.duration(sending));
    }

    private void nameTheRest() {
        List<String> names = new ArrayList<>();
        for (Finding finding : remarkable(of)) {
            names.add(finding.count() == 1 ? finding.kind().toString()
                    : finding.kind() + " (" + finding.count() + " times)");
        }
        if (!names.isEmpty()) {
            int named = Math.min(MAX_NAMED, names.size());
            text.append(" Stands out: ").append(String.join(", ", names.subList(0, named)))
                    .append(names.size() > named ? " and " + (names.size() - named) + " more." : ".");
        }
    }

    /** What a story has to name beside the outcome: trouble of which the other words say nothing. */
    public static List<Finding> remarkable(Timeline timeline) {
        return timeline.findings().stream().filter(each -> !isOrdinary(each) && !TOLD.contains(each.kind())).toList();
    }

    /** Whether there is nothing but what happens every day. */
    public static boolean isNormal(Timeline timeline) {
        return timeline.findings().stream().allMatch(Story::isOrdinary);
    }

    private static boolean isOrdinary(Finding finding) {
        return finding.kind().severity() == Severity.NOTE || finding.kind() == FindingKind.SYN_RETRANSMITTED;
    }

    private boolean opened() {
        return passed(of.client(), TcpState.SYN_SENT);
    }

    private static boolean passed(EndpointReport end, TcpState state) {
        return end.path().contains(state);
    }

    private long retries() {
        return count(FindingKind.SYN_RETRANSMITTED);
    }

    private long count(FindingKind kind) {
        for (Finding finding : of.findings()) {
            if (finding.kind() == kind) {
                return finding.count();
            }
        }
        return 0;
    }

    private static String after(long nanos) {
        return nanos > 0 ? " after " + Units.duration(nanos) : "";
    }

    private static String subject(Side side) {
        return side == Side.CLIENT ? "The client" : "The server";
    }
}
