package tcpwalk.tcp;

/**
 * What can happen to an endpoint. A segment may bring several: a FIN that also acknowledges ours is
 * {@link #ACK_OF_FIN_ARRIVES} and then {@link #FIN_ARRIVES}, in the order of the checks of RFC 9293 §3.10.7.4.
 */
public enum Event {
    SENDS_SYN,
    SENDS_SYN_ACK,
    SENDS_FIN,
    SENDS_RST,
    SYN_ARRIVES,
    SYN_ACK_ARRIVES,
    ACK_OF_SYN_ARRIVES,
    ACK_OF_FIN_ARRIVES,
    FIN_ARRIVES,
    RST_ARRIVES,
    TWO_MSL_PASS,
    /** What was sent has gone unanswered for too long: RFC 9293 §3.10.8, where nothing is sent any more. */
    USER_TIME_OUT;

    /** Whether the endpoint itself acted, so that a segment seen on the wire is proof. */
    public boolean isOwnAct() {
        return ordinal() <= SENDS_RST.ordinal();
    }
}
