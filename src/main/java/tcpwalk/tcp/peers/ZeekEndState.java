package tcpwalk.tcp.peers;

/** How Zeek sees one end of a connection. Coarser than RFC 9293: what the end has sent, and little of what it heard. */
enum ZeekEndState {
    /** Nothing seen of it. */
    INACTIVE,
    /** A SYN. */
    SYN_SENT,
    /** A SYN,ACK without the SYN that it answers. */
    SYN_ACK_SENT,
    /** Segments, but no SYN. */
    PARTIAL,
    /** The handshake, as far as this end is concerned. */
    ESTABLISHED,
    /** A FIN. */
    CLOSED,
    /** A reset, acceptable or not. */
    RESET;

    /** Whether nothing, or nothing but the middle of a stream, was seen. */
    boolean isInactive() {
        return this == INACTIVE || this == PARTIAL;
    }
}
