package tcpwalk.craft;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tcpwalk.tcp.Event;
import tcpwalk.tcp.Rule;
import tcpwalk.tcp.TcpState;
import tcpwalk.tcp.Transition;
import tcpwalk.wire.EndpointAddress;
import tcpwalk.wire.Segment;

/** Notes along a walk what its end must be explained by, and explains it: what happened, and the likely reason. */
final class Explanation {

    private static final double NANOSECONDS_PER_SECOND = 1e9;
    private static final double NANOSECONDS_PER_MILLISECOND = 1e6;

    private final EndpointAddress remote;
    private final WalkPlan plan;
    private final List<Long> syns = new ArrayList<>();
    private boolean sentData;
    private long lastSent = -1;
    private Segment reset;
    private TcpState stateAtReset;
    private String detail = "";

    Explanation(EndpointAddress remote, WalkPlan plan) {
        this.remote = remote;
        this.plan = plan;
    }

    /** One of our segments was captured. */
    void sent(Segment segment) {
        if (segment.isSyn()) {
            syns.add(segment.time());
        }
        sentData |= segment.length() > 0;
        lastSent = segment.time();
    }

    /** A segment of the peer's was captured while our end was in {@code state}. */
    void arrived(Segment segment, TcpState state) {
        if (segment.isRst()) {
            reset = segment;
            stateAtReset = state;
        }
    }

    void unreachable(IcmpError error) {
        detail = error.sender() + " reports: " + error.meaning() + (error.saysProhibited()
                ? " (a firewall on the way, or at the host itself, rejects the connection)" : "");
    }

    void interrupted(String reason) {
        detail = reason;
    }

    void captureLost(String reason) {
        detail = reason;
    }

    void cannotSend(String reason) {
        detail = reason;
    }

    /** How the walk ended, from what cut it short or, where nothing did, from the endpoint's last change of state. */
    Ending ending(Ending cutShort, OwnActs own) {
        Rule rule = own.lastChange() == null ? null : own.lastChange().rule();
        boolean resetArrived = rule != null && rule.event() == Event.RST_ARRIVES;
        if (resetArrived && cutShort != Ending.RESET_BY_THIS_HOST) {
            return switch (rule) {
                case REFUSED -> Ending.REFUSED;
                // Both ends had closed and agreed on it: nothing is lost.
                case RESET_IN_TIME_WAIT -> Ending.DONE;
                default -> Ending.RESET;
            };
        }
        if (cutShort != null) {
            return cutShort;
        }
        return own.hasGivenUp() ? Ending.NO_ANSWER : Ending.DONE;
    }

    /** The ending in one or more sentences. */
    String of(Ending ending, OwnActs own) {
        return switch (ending) {
            case DONE -> "";
            case REFUSED -> remote + " refused the connection: the host is there, and nothing listens on port "
                    + remote.port() + ", or a firewall answers in its name.";
            case RESET -> explainReset();
            case NO_ANSWER -> explainSilence(own);
            case PEER_STAYS_OPEN -> String.format(Locale.ROOT, "%s acknowledged our FIN but did not close within"
                    + " %.1f s: its application keeps its half open. The connection was reset.",
                    remote, plan.timeout() / NANOSECONDS_PER_SECOND);
            case UNREACHABLE -> remote + " cannot be reached: " + detail + ".";
            case RESET_BY_THIS_HOST -> "This host itself reset the connection, with a RST that tcpwalk did not send:"
                    + " its kernel, in spite of the guard socket, or another process that injects packets.";
            case INTERRUPTED -> "Stopped by " + (detail.isEmpty() ? "an interruption" : detail) + ".";
            case CAPTURE_LOST -> "The capture ended during the walk: " + detail + ".";
            case CANNOT_SEND -> "A segment could not be sent: " + detail + ".";
        };
    }

    private String explainReset() {
        String when = lastSent < 0 ? "" : String.format(Locale.ROOT, ", %.1f ms after our last segment",
                Math.max(0, reset.time() - lastSent) / NANOSECONDS_PER_MILLISECOND);
        return remote + " reset the connection in " + stateAtReset + when + ". Its number was the next one expected, so"
                + " the reset counts (RFC 5961 §3.2). Likely reason: " + likelyReason() + ".";
    }

    private String likelyReason() {
        return switch (stateAtReset) {
            case SYN_RECEIVED -> "the peer gave up its own opening";
            case FIN_WAIT_1, FIN_WAIT_2, CLOSING -> sentData
                    ? "its application closed with our data unread, or left without waiting for our end"
                    : "its application left without closing in good order";
            case CLOSE_WAIT, LAST_ACK -> "its application had already closed and takes nothing more";
            default -> sentData ? "its application aborted on what we sent, or closed with data unread"
                    : "its application accepted the connection and aborted it, as access rules and full servers do";
        };
    }

    private String explainSilence(OwnActs own) {
        boolean answered = own.path().contains(TcpState.ESTABLISHED) || own.path().contains(TcpState.SYN_RECEIVED);
        if (!answered) {
            return remote + " did not answer: " + tries() + " were sent and nothing came back. Likely causes: a"
                    + " firewall drops the packets silently, the host is down, or the answers take another way.";
        }
        Transition last = own.lastChange();
        String what = last.from() == TcpState.ESTABLISHED || last.from() == TcpState.CLOSE_WAIT ? "data" : "FIN";
        return remote + " stopped answering: our " + what + " was repeated and never acknowledged, so the connection"
                + " was reset in " + last.from() + ". Likely causes: the host or the way to it went down, or a"
                + " firewall has forgotten the connection.";
    }

    private String tries() {
        if (syns.size() <= 1) {
            return "one SYN";
        }
        return syns.size() + " SYNs at " + syns.stream()
                .map(time -> String.format(Locale.ROOT, "%.1f", (time - syns.get(0)) / NANOSECONDS_PER_SECOND))
                .collect(Collectors.joining(", ")) + " s";
    }
}
