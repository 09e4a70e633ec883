package tcpwalk.tcp;

import static tcpwalk.tcp.Severity.ERROR;
import static tcpwalk.tcp.Severity.NOTE;
import static tcpwalk.tcp.Severity.WARNING;

import java.util.Locale;

/** Everything that can stand out in a connection or a capture: how grave it is, what it means, where it is written. */
public enum FindingKind {
    SYN_RETRANSMITTED(WARNING, "RFC 9293 §3.8.1", "no answer to the SYN came in time, so it was sent again"),
    SYN_ACK_RETRANSMITTED(WARNING, "RFC 9293 §3.8.1", "no acknowledgment of the SYN,ACK came in time"),
    NO_ANSWER(ERROR, "RFC 9293 §3.8.3", "nothing answered the SYN"),
    REFUSED(ERROR, "RFC 9293 §3.5.2", "the host answered the SYN with RST: nothing listens on the port"),
    HANDSHAKE_INCOMPLETE(WARNING, "RFC 9293 §3.5", "the handshake was begun and not finished"),
    SIMULTANEOUS_OPEN(NOTE, "RFC 9293 §3.5", "both ends sent a SYN before seeing the other's"),
    SPLIT_HANDSHAKE(WARNING, "RFC 9293 §3.5", "the peer answered the SYN with a bare SYN and let us acknowledge"),
    NEW_ISN_RETRY(NOTE, "RFC 9293 §3.4.1", "the client tried again with another initial sequence number"),
    BAD_SYN_ACK(WARNING, "RFC 9293 §3.10.7.3", "the SYN,ACK acknowledges a SYN that was not sent"),
    FAST_OPEN(NOTE, "RFC 7413 §3", "data or a cookie travels in the SYN"),
    SYN_COOKIE_SUSPECTED(NOTE, "RFC 4987 §3.6", "the SYN,ACK lacks options or comes as a SYN cookie would"),
    THIRD_ACK_LOST(WARNING, "RFC 9293 §3.5", "the handshake's third segment did not reach the server"),

    RETRANSMISSION(WARNING, "RFC 6298 §5", "data was sent again after a time-out"),
    FAST_RETRANSMISSION(NOTE, "RFC 5681 §3.2", "duplicate acknowledgments made the sender repeat data"),
    SPURIOUS_RETRANSMISSION(NOTE, "RFC 5681 §3", "data was sent again that had already been acknowledged"),
    OUT_OF_ORDER(NOTE, "RFC 9293 §3.10.7.4", "segments overtook each other on the way"),
    DUPLICATE_ACK(NOTE, "RFC 5681 §2", "the receiver repeats its acknowledgment: something is missing or came twice"),
    PREVIOUS_SEGMENT_MISSING(WARNING, "RFC 9293 §3.4", "earlier bytes have not been seen"),
    ACKED_UNSEEN_SEGMENT(WARNING, "RFC 9293 §3.4", "bytes are acknowledged that the capture never saw"),
    WINDOW_FULL(WARNING, "RFC 9293 §3.8.6", "the sender has filled the receiver's window"),
    ZERO_WINDOW(WARNING, "RFC 9293 §3.8.6", "the receiver has no room: its application does not read"),
    ZERO_WINDOW_PROBE(NOTE, "RFC 9293 §3.8.6.1", "the sender asks whether the window has opened"),
    WINDOW_SHRUNK(WARNING, "RFC 9293 §3.8.6", "the receiver took back window that it had offered"),
    KEEP_ALIVE(NOTE, "RFC 9293 §3.8.4", "an idle end asks whether the other still lives"),
    KEEP_ALIVE_UNANSWERED(WARNING, "RFC 9293 §3.8.4", "a keep-alive probe got no answer"),
    D_SACK(NOTE, "RFC 2883 §4", "the receiver reports that it got the same bytes twice"),
    URGENT(NOTE, "RFC 6093 §3", "the urgent pointer is used"),
    OUTSIDE_WINDOW(WARNING, "RFC 9293 §3.10.7.4", "the segment's numbers lie outside the receiver's window"),

    HALF_CLOSE(NOTE, "RFC 9293 §3.6", "one end closed while the other went on sending"),
    SIMULTANEOUS_CLOSE(NOTE, "RFC 9293 §3.6", "both ends sent a FIN before seeing the other's"),
    FIN_RETRANSMITTED(WARNING, "RFC 9293 §3.8.1", "no acknowledgment of the FIN came in time, so it was sent again"),
    LAST_ACK_LOST(WARNING, "RFC 9293 §3.6.1", "the acknowledgment of the last FIN did not arrive"),
    RESET(WARNING, "RFC 9293 §3.5.3", "the connection was aborted"),
    RESET_IGNORED(WARNING, "RFC 5961 §3.2", "a reset outside the window changes nothing"),
    CHALLENGE_ACK(NOTE, "RFC 5961 §3.2", "a doubtful reset or SYN was answered by an ACK"),
    DATA_AFTER_CLOSE(WARNING, "RFC 9293 §3.6", "data arrived for an application that had already closed"),
    TIME_WAIT_REUSE(NOTE, "RFC 6191 §2", "the same ports are used again while TIME-WAIT still holds"),
    OLD_DUPLICATE(NOTE, "RFC 9293 §3.5", "a delayed segment of an earlier connection or attempt"),
    UNANSWERED_FIN(WARNING, "RFC 9293 §3.6", "a FIN was never acknowledged"),

    SYN_FLOOD(ERROR, "RFC 4987 §2", "half-open connections pile up at a listener"),
    PORT_SCAN(WARNING, "RFC 9293 §3.5.2", "one host tries many ports"),
    ILLEGAL_FLAGS(WARNING, "RFC 9293 §3.1", "a combination of flags that no stack sends"),

    MID_STREAM(NOTE, "RFC 9293 §3.5", "the capture began after the handshake"),
    ONE_WAY(WARNING, "RFC 9293 §3.4", "only one direction was captured"),
    TRUNCATED(NOTE, "RFC 9293 §3.1", "segments were cut off by the capture's snap length"),
    DUPLICATE_FRAME(NOTE, "RFC 791 §3.2", "the same packet was captured twice"),
    CHECKSUM_OFFLOAD(NOTE, "RFC 9293 §3.1", "outgoing checksums are left to the network card"),
    BAD_CHECKSUM(WARNING, "RFC 9293 §3.1", "the checksum is wrong"),
    OFFLOAD_SEGMENT(NOTE, "RFC 9293 §3.7.1", "segments larger than the MSS: captured before the card cut them"),
    CAPTURE_LOSS(WARNING, "RFC 9293 §3.4", "the capture missed segments that the ends exchanged"),
    TIME_WENT_BACKWARDS(NOTE, "RFC 9293 §3.4", "the capture's clock stepped back");

    private final Severity severity;
    private final String section;
    private final String meaning;
    private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');

    FindingKind(Severity severity, String section, String meaning) {
        this.severity = severity;
        this.section = section;
        this.meaning = meaning;
    }

    public Severity severity() {
        return severity;
    }

    /** The section to read about it. */
    public String section() {
        return section;
    }

    /** One clause for people. */
    public String meaning() {
        return meaning;
    }

    /** Whether each of its frames is a segment sent again, for whatever cause. */
    public boolean isRetransmission() {
        return switch (this) {
            case SYN_RETRANSMITTED, SYN_ACK_RETRANSMITTED, FIN_RETRANSMITTED, RETRANSMISSION, FAST_RETRANSMISSION,
                    SPURIOUS_RETRANSMISSION -> true;
            default -> false;
        };
    }

    /** Whether it only tells how a host captures its own traffic, and so is true of all its live connections. */
    public boolean isOfTheCapture() {
        return this == CHECKSUM_OFFLOAD || this == TRUNCATED;
    }

    /** {@code fin-retransmitted}, as the command line and the JSON contract write it. */
    @Override
    public String toString() {
        return text;
    }
}
