package tcpwalk.craft;

/** Why a walk is over. */
public enum Ending {
    /** As planned. */
    DONE,
    /** The peer answered the SYN with a reset. */
    REFUSED,
    /** The peer reset the connection later. */
    RESET,
    /** The peer did not answer the SYN, data or FIN, however often repeated. */
    NO_ANSWER,
    /** The peer answers, but did not close in time. */
    PEER_STAYS_OPEN,
    /** An ICMP error said that the peer cannot be reached. */
    UNREACHABLE,
    /** Somebody else on this host, most likely its kernel, reset the connection. */
    RESET_BY_THIS_HOST,
    /** The user or the system stopped it. */
    INTERRUPTED,
    /** The capture ended, so that the walk is blind. */
    CAPTURE_LOST,
    /** This machine refused to send. */
    CANNOT_SEND
}
