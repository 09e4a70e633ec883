package tcpwalk.tcp;

/**
 * What becomes of a segment, as far as an observer can judge; all but {@link #TAKEN} and {@link #RESETS} change
 * nothing.
 */
public enum Acceptance {
    /** Processed as RFC 9293 §3.10.7 says. */
    TAKEN,
    /** The same packet had been captured before: a mirror port, or a tap before and behind a router. */
    CAPTURED_TWICE,
    /** A combination of flags that every stack drops: SYN with FIN, or none of SYN, ACK and RST. */
    ILLEGAL_FLAGS,
    /** A reset that closes the connection (RFC 5961 §3.2). */
    RESETS,
    /** A reset in the window that is not exact: to be answered by a challenge ACK (RFC 5961 §3.2). */
    RESET_CHALLENGED,
    /** A reset outside the window, or one that acknowledges the wrong number (RFC 9293 §3.10.7). */
    RESET_IGNORED,
    /** A SYN within a synchronized connection: to be answered by a challenge ACK (RFC 5961 §4.2). */
    SYN_CHALLENGED,
    /** Numbers beyond everything that the receiver ever offered to take (RFC 9293 §3.10.7.4, first check). */
    OUTSIDE_WINDOW,
    /** Numbers from before the connection began. */
    PREDATES,
    /** A timestamp older than one already taken (RFC 7323 §5.3, PAWS). */
    OLD_TIMESTAMP,
    /** An acknowledgment of something that cannot have been sent (RFC 9293 §3.10.7.4, fifth check). */
    ACKS_UNSENT
}
