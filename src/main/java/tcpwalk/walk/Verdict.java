package tcpwalk.walk;

/** How a played script ended. */
public enum Verdict {
    /** Every expectation was met. */
    MET,
    /** Something else came, or nothing when something should have. */
    UNMET,
    /** The peer did not send anything at all. */
    NO_ANSWER,
    /** The user or the system stopped it. */
    INTERRUPTED,
    /** Somebody else on this host, most likely its kernel, reset the connection. */
    RESET_BY_THIS_HOST,
    /** The capture ended, so that the player is blind. */
    CAPTURE_LOST,
    /** This machine refused to send, or to let the peer do as it is told. */
    CANNOT_ACT
}
