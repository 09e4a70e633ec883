package tcpwalk.craft;

/** How a walk ends its connection. */
public enum CloseMode {
    /** A FIN once the data is acknowledged and read; then receives until the peer's FIN. */
    FIN,
    /** A FIN right behind the data; then goes on receiving in the half-closed connection until the peer's FIN. */
    HALF,
    /** A reset. */
    RST,
    /** Leaves the connection open until the time to read is over; then a reset, so that nothing stays half-open. */
    NONE
}
