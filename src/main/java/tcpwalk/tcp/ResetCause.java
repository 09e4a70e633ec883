package tcpwalk.tcp;

import java.util.Locale;

/** Why an end sends a reset: what an observer can tell from the state, the numbers and the packet's origin. */
public enum ResetCause {
    NOTHING_LISTENS("nothing listens on the port"),
    REJECTED("the listener turned the handshake's last step away: its accept queue is full, or a firewall refuses"),
    OPENER_GONE("the opener no longer waits for the answer: its application gave up, or it only scans"),
    OWN_KERNEL("the opener's kernel does not know the connection: another program on that host crafted the SYN"),
    NEVER_ASKED("the SYN,ACK answers an old SYN that the opener does not stand by"),
    APPLICATION_ABORTED("the application aborted, or its process was killed"),
    UNREAD_DATA("the application closed without reading what had arrived"),
    DATA_AFTER_CLOSE("data arrived for an application that had already closed"),
    NO_SUCH_CONNECTION("the host knows no such connection: it restarted, or had forgotten it"),
    CHALLENGE_ANSWERED("a challenge ACK was answered with the exact number"),
    KEEP_ALIVE_FAILED("keep-alive probes had gone unanswered"),
    TIME_WAIT_CUT_SHORT("an old segment drew a reset that ends TIME-WAIT early"),
    INJECTED("the packet comes from elsewhere than the end's other packets: a firewall or an attacker"),
    UNKNOWN("the wire does not show why");

    private final String meaning;
    private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');

    ResetCause(String meaning) {
        this.meaning = meaning;
    }

    /** One clause for people. */
    public String meaning() {
        return meaning;
    }

    /** {@code data-after-close}, as the JSON contract writes it. */
    @Override
    public String toString() {
        return text;
    }
}
