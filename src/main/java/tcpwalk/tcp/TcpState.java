package tcpwalk.tcp;

/** The states of a connection's endpoint (RFC 9293 §3.3.2), and {@link #UNKNOWN} where a capture cannot tell. */
public enum TcpState {
    CLOSED,
    LISTEN,
    SYN_SENT,
    SYN_RECEIVED,
    ESTABLISHED,
    FIN_WAIT_1,
    FIN_WAIT_2,
    CLOSE_WAIT,
    CLOSING,
    LAST_ACK,
    TIME_WAIT,
    /** The capture began in mid-connection and nothing has been seen of this end yet. */
    UNKNOWN;

    private final String text = name().replace('_', '-');

    /** Whether both ends know each other's initial sequence number (RFC 9293 §3.5.1 calls these synchronized). */
    public boolean isSynchronized() {
        return switch (this) {
            case CLOSED, LISTEN, SYN_SENT, SYN_RECEIVED, UNKNOWN -> false;
            case ESTABLISHED, FIN_WAIT_1, FIN_WAIT_2, CLOSE_WAIT, CLOSING, LAST_ACK, TIME_WAIT -> true;
        };
    }

    /** Whether nothing more is expected of this end: it is gone, or only waits out old segments. */
    public boolean isOver() {
        return this == CLOSED || this == TIME_WAIT;
    }

    /** The name as the RFC writes it: {@code FIN-WAIT-1}. */
    @Override
    public String toString() {
        return text;
    }
}
