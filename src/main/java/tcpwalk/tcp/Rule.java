package tcpwalk.tcp;

import static tcpwalk.tcp.Event.ACK_OF_FIN_ARRIVES;
import static tcpwalk.tcp.Event.ACK_OF_SYN_ARRIVES;
import static tcpwalk.tcp.Event.FIN_ARRIVES;
import static tcpwalk.tcp.Event.RST_ARRIVES;
import static tcpwalk.tcp.Event.SENDS_FIN;
import static tcpwalk.tcp.Event.SENDS_RST;
import static tcpwalk.tcp.Event.SENDS_SYN;
import static tcpwalk.tcp.Event.SENDS_SYN_ACK;
import static tcpwalk.tcp.Event.SYN_ACK_ARRIVES;
import static tcpwalk.tcp.Event.SYN_ARRIVES;
import static tcpwalk.tcp.Event.TWO_MSL_PASS;
import static tcpwalk.tcp.Event.USER_TIME_OUT;
import static tcpwalk.tcp.TcpState.CLOSED;
import static tcpwalk.tcp.TcpState.CLOSE_WAIT;
import static tcpwalk.tcp.TcpState.CLOSING;
import static tcpwalk.tcp.TcpState.ESTABLISHED;
import static tcpwalk.tcp.TcpState.FIN_WAIT_1;
import static tcpwalk.tcp.TcpState.FIN_WAIT_2;
import static tcpwalk.tcp.TcpState.LAST_ACK;
import static tcpwalk.tcp.TcpState.LISTEN;
import static tcpwalk.tcp.TcpState.SYN_RECEIVED;
import static tcpwalk.tcp.TcpState.SYN_SENT;
import static tcpwalk.tcp.TcpState.TIME_WAIT;

/**
 * Every arrow of RFC 9293's Figure 5, and the resets and time-outs it leaves out: where from, on what, where to, why.
 *
 * <p>{@link StateMachine} decides; this enum documents. Renderers print its section and sentence, and a test proves
 * that some walk takes each arrow.
 */
public enum Rule {
    ACTIVE_OPEN(CLOSED, SENDS_SYN, SYN_SENT, "3.10.1", "an active open sends a SYN"),
    LISTENER_OPENS(LISTEN, SENDS_SYN, SYN_SENT, "3.10.1", "a listening end turns active and sends a SYN"),
    PASSIVE_OPEN_ANSWERS(LISTEN, SENDS_SYN_ACK, SYN_RECEIVED, "3.10.7.2", "a listener answers a SYN with SYN,ACK"),
    SYN_ACK_COMPLETES_OPEN(SYN_SENT, SYN_ACK_ARRIVES, ESTABLISHED, "3.10.7.3",
            "the peer's SYN acknowledges ours, so both numbers are known here"),
    SIMULTANEOUS_OPEN(SYN_SENT, SYN_ARRIVES, SYN_RECEIVED, "3.10.7.3", "both ends opened at the same time"),
    ACK_COMPLETES_OPEN(SYN_RECEIVED, ACK_OF_SYN_ARRIVES, ESTABLISHED, "3.10.7.4",
            "the peer acknowledges our SYN, so it knows our number"),
    CLOSE_BEFORE_ESTABLISHED(SYN_RECEIVED, SENDS_FIN, FIN_WAIT_1, "3.10.4", "closed before the handshake ended"),
    FIN_BEFORE_ESTABLISHED(SYN_RECEIVED, FIN_ARRIVES, CLOSE_WAIT, "3.10.7.4",
            "the peer closes before the handshake ended"),
    CLOSE(ESTABLISHED, SENDS_FIN, FIN_WAIT_1, "3.10.4", "this end has no more to send"),
    PEER_CLOSES(ESTABLISHED, FIN_ARRIVES, CLOSE_WAIT, "3.10.7.4", "the peer has no more to send; this end still may"),
    FIN_ACKNOWLEDGED(FIN_WAIT_1, ACK_OF_FIN_ARRIVES, FIN_WAIT_2, "3.10.7.4",
            "the peer acknowledges our FIN: half-closed"),
    SIMULTANEOUS_CLOSE(FIN_WAIT_1, FIN_ARRIVES, CLOSING, "3.10.7.4", "both ends closed at the same time"),
    PEER_CLOSES_TOO(FIN_WAIT_2, FIN_ARRIVES, TIME_WAIT, "3.10.7.4", "the peer closes too; wait out 2 MSL"),
    CROSSED_FIN_ACKNOWLEDGED(CLOSING, ACK_OF_FIN_ARRIVES, TIME_WAIT, "3.10.7.4",
            "the peer acknowledges our FIN, which crossed its own; wait out 2 MSL"),
    CLOSE_AFTER_PEER(CLOSE_WAIT, SENDS_FIN, LAST_ACK, "3.10.4", "this end closes after its peer"),
    LAST_ACK_ARRIVES(LAST_ACK, ACK_OF_FIN_ARRIVES, CLOSED, "3.10.7.4", "the peer acknowledges our FIN: all done"),
    TIME_WAIT_ENDS(TIME_WAIT, TWO_MSL_PASS, CLOSED, "3.10.8", "2 MSL have passed"),

    REFUSED(SYN_SENT, RST_ARRIVES, CLOSED, "3.10.7.3", "the peer refuses the connection"),
    RESET_IN_LISTEN(LISTEN, SENDS_RST, CLOSED, "3.10.7.1", "nothing listens here, so the SYN is answered by RST"),
    RESET_IN_SYN_RECEIVED(SYN_RECEIVED, RST_ARRIVES, CLOSED, "3.10.7.4",
            "the half-open connection is dropped; its listener stays in LISTEN"),
    RESET_IN_ESTABLISHED(ESTABLISHED, RST_ARRIVES, CLOSED, "3.10.7.4", "the peer resets the connection"),
    RESET_IN_FIN_WAIT_1(FIN_WAIT_1, RST_ARRIVES, CLOSED, "3.10.7.4",
            "the peer resets instead of acknowledging our FIN"),
    RESET_IN_FIN_WAIT_2(FIN_WAIT_2, RST_ARRIVES, CLOSED, "3.10.7.4", "the peer resets instead of closing"),
    RESET_IN_CLOSE_WAIT(CLOSE_WAIT, RST_ARRIVES, CLOSED, "3.10.7.4", "the peer closed, then resets"),
    RESET_IN_CLOSING(CLOSING, RST_ARRIVES, CLOSED, "3.10.7.4", "the peer resets while both ends close"),
    RESET_IN_LAST_ACK(LAST_ACK, RST_ARRIVES, CLOSED, "3.10.7.4", "the peer resets instead of acknowledging our FIN"),
    RESET_IN_TIME_WAIT(TIME_WAIT, RST_ARRIVES, CLOSED, "3.10.7.4", "a reset cuts TIME-WAIT short"),

    ABORT_IN_SYN_SENT(SYN_SENT, SENDS_RST, CLOSED, "3.10.5", "this end gives its opening up"),
    ABORT_IN_SYN_RECEIVED(SYN_RECEIVED, SENDS_RST, CLOSED, "3.10.5", "this end drops the half-open connection"),
    ABORT_IN_ESTABLISHED(ESTABLISHED, SENDS_RST, CLOSED, "3.10.5", "this end aborts the connection"),
    ABORT_IN_FIN_WAIT_1(FIN_WAIT_1, SENDS_RST, CLOSED, "3.10.5", "this end aborts after its FIN"),
    ABORT_IN_FIN_WAIT_2(FIN_WAIT_2, SENDS_RST, CLOSED, "3.10.5", "this end aborts while the peer's half is still open"),
    ABORT_IN_CLOSE_WAIT(CLOSE_WAIT, SENDS_RST, CLOSED, "3.10.5", "this end aborts after the peer's FIN"),
    ABORT_IN_CLOSING(CLOSING, SENDS_RST, CLOSED, "3.10.5", "this end aborts while both close"),
    ABORT_IN_LAST_ACK(LAST_ACK, SENDS_RST, CLOSED, "3.10.5", "this end aborts before its FIN is acknowledged"),
    ABORT_IN_TIME_WAIT(TIME_WAIT, SENDS_RST, CLOSED, "3.10.7.1", "this end has already forgotten the connection"),

    TIME_OUT_IN_SYN_SENT(SYN_SENT, USER_TIME_OUT, CLOSED, "3.10.8",
            "no answer to the SYN came in time, so this end gives up"),
    TIME_OUT_IN_SYN_RECEIVED(SYN_RECEIVED, USER_TIME_OUT, CLOSED, "3.10.8",
            "the handshake was not finished in time, so this end gives up"),
    TIME_OUT_IN_ESTABLISHED(ESTABLISHED, USER_TIME_OUT, CLOSED, "3.10.8",
            "nothing was acknowledged for too long, so this end gives up"),
    TIME_OUT_IN_FIN_WAIT_1(FIN_WAIT_1, USER_TIME_OUT, CLOSED, "3.10.8",
            "its FIN was not acknowledged in time, so this end gives up"),
    TIME_OUT_IN_FIN_WAIT_2(FIN_WAIT_2, USER_TIME_OUT, CLOSED, "3.10.8",
            "the peer did not close in time, so this end gives up"),
    TIME_OUT_IN_CLOSE_WAIT(CLOSE_WAIT, USER_TIME_OUT, CLOSED, "3.10.8",
            "nothing was acknowledged for too long after the peer's FIN, so this end gives up"),
    TIME_OUT_IN_CLOSING(CLOSING, USER_TIME_OUT, CLOSED, "3.10.8",
            "its FIN was not acknowledged in time, so this end gives up"),
    TIME_OUT_IN_LAST_ACK(LAST_ACK, USER_TIME_OUT, CLOSED, "3.10.8",
            "its FIN was not acknowledged in time, so this end gives up");

    private final TcpState from;
    private final Event event;
    private final TcpState to;
    private final String section;
    private final String sentence;

    Rule(TcpState from, Event event, TcpState to, String section, String sentence) {
        this.from = from;
        this.event = event;
        this.to = to;
        this.section = "RFC 9293 §" + section;
        this.sentence = sentence;
    }

    public TcpState from() {
        return from;
    }

    public Event event() {
        return event;
    }

    public TcpState to() {
        return to;
    }

    /** Where the RFC says so: {@code RFC 9293 §3.10.7.4}. */
    public String section() {
        return section;
    }

    /** One clause that says why, from this endpoint's point of view. */
    public String sentence() {
        return sentence;
    }
}
