package tcpwalk.explain;

import java.util.Locale;

/**
 * Everything that an annotation can teach: where it is written and what to look up. The sentence itself stands in the
 * resource bundle under the constant's name in lower case with hyphens.
 */
enum Lesson {
    SYN_ASKS("RFC 9293 §3.4", "syn"),
    ISN("RFC 9293 §3.4.1", "isn"),
    SYN_ACK_ACCEPTS("RFC 9293 §3.10.7.2", "syn-received"),
    CLIENT_ESTABLISHED("RFC 9293 §3.10.7.3", "established"),
    OPTIONS_IN_SYN("RFC 9293 §3.2", "options"),
    THIRD_ACK("RFC 9293 §3.5", "three-way-handshake"),
    THIRD_ACK_IN_DATA("RFC 9293 §3.10.7.4", "three-way-handshake"),
    WHY_THREE("RFC 9293 §3.5", "why-three"),
    SYN_AGAIN("RFC 6298 §5", "back-off"),
    SYN_ACK_AGAIN("RFC 4987 §2", "half-open"),
    NEW_ISN("RFC 9293 §3.4.1", "new-isn-retry"),
    BAD_SYN_ACK("RFC 9293 §3.10.7.3", "bad-syn-ack"),
    OLD_DUPLICATE_RESET("RFC 9293 §3.5", "why-three"),
    SIMULTANEOUS_OPEN("RFC 9293 §3.5", "simultaneous-open"),
    SIMULTANEOUS_OPEN_ANSWER("RFC 9293 §3.5", "simultaneous-open"),
    SPLIT_HANDSHAKE("RFC 9293 §3.5", "split-handshake"),
    FAST_OPEN("RFC 7413 §3", "fast-open"),
    FAST_OPEN_REQUEST("RFC 7413 §3", "fast-open"),
    THIRD_ACK_LOST("RFC 9293 §3.5", "third-ack-lost"),
    CLOSE_EARLY("RFC 9293 §3.10.4", "fin-wait-1"),
    FIN_EARLY("RFC 9293 §3.10.7.4", "close-wait"),
    HANDSHAKE_INCOMPLETE("RFC 4987 §2", "half-open"),
    NO_ANSWER("RFC 9293 §3.8.3", "no-answer"),
    SYN_FLOOD("RFC 4987 §3", "syn-flood"),
    SYN_COOKIE("RFC 4987 §3.6", "syn-cookies"),

    DATA_FIRST("RFC 9293 §3.4", "byte-numbers"),
    SERVER_SPEAKS_FIRST("RFC 9293 §3.8", "established"),
    PSH("RFC 9293 §3.9.1.2", "psh"),
    ACK_DATA("RFC 9293 §3.4", "ack"),
    ACK_DATA_BACK("RFC 9293 §3.4", "byte-numbers"),
    DATA_AGAIN("RFC 6298 §5", "rto"),
    DEAD_PEER("RFC 9293 §3.8.3", "dead-client"),
    FAST_RETRANSMISSION("RFC 5681 §3.2", "fast-retransmission"),
    SPURIOUS_RETRANSMISSION("RFC 9293 §3.10.7.4", "spurious-retransmission"),
    OUT_OF_ORDER("RFC 9293 §3.10.7.4", "out-of-order"),
    DUPLICATE_ACK("RFC 5681 §3.2", "duplicate-ack"),
    SACK("RFC 2018 §3", "sack"),
    D_SACK("RFC 2883 §4", "d-sack"),
    OUTSIDE_WINDOW("RFC 9293 §3.10.7.4", "outside-window"),
    OLD_DUPLICATE("RFC 9293 §3.5", "old-duplicate"),
    KEEP_ALIVE("RFC 9293 §3.8.4", "keep-alive"),
    KEEP_ALIVE_TIMING("RFC 9293 §3.8.4", "dead-client"),
    KEEP_ALIVE_ANSWER("RFC 9293 §3.8.4", "keep-alive"),
    KEEP_ALIVE_UNANSWERED("RFC 9293 §3.8.4", "dead-client"),
    ZERO_WINDOW("RFC 9293 §3.8.6", "zero-window"),
    ZERO_WINDOW_PROBE("RFC 9293 §3.8.6.1", "persist"),
    WINDOW_OPENS("RFC 9293 §3.8.6", "window"),
    WINDOW_FULL("RFC 9293 §3.8.6", "window"),
    WINDOW_SHRUNK("RFC 9293 §3.8.6", "window"),
    URGENT("RFC 9293 §3.8.5", "urg"),

    FIN_FIRST("RFC 9293 §3.6", "fin"),
    FIN_ACKED("RFC 9293 §3.6.1", "half-closed"),
    DATA_HALF_CLOSED("RFC 9293 §3.6.1", "half-closed"),
    CLOSE_WAIT_LASTED("RFC 9293 §3.6", "close-wait"),
    FIN_SECOND("RFC 9293 §3.6", "last-ack"),
    WHY_FOUR("RFC 9293 §3.6", "why-four"),
    FIN_COMBINED("RFC 9293 §3.10.7.4", "why-four"),
    LAST_ACK("RFC 9293 §3.6", "time-wait"),
    WHY_TIME_WAIT("RFC 9293 §3.6.1", "why-time-wait"),
    TWO_MSL("RFC 9293 §3.10.8", "2msl"),
    SIMULTANEOUS_CLOSE("RFC 9293 §3.6", "closing"),
    CLOSING_ACKED("RFC 9293 §3.10.7.4", "closing"),
    FIN_AGAIN("RFC 9293 §3.4", "fin-retransmitted"),
    LAST_ACK_LOST("RFC 9293 §3.6.1", "why-time-wait"),
    LAST_ACK_AGAIN("RFC 9293 §3.10.7.4", "why-time-wait"),
    UNANSWERED_FIN("RFC 9293 §3.6", "unanswered-fin"),
    TIME_WAIT_REUSE("RFC 6191 §2", "time-wait-reuse"),

    REFUSED("RFC 9293 §3.10.7.3", "refused"),
    RESET("RFC 9293 §3.5.3", "rst"),
    RESET_FITS("RFC 9293 §3.10.7.4", "rst"),
    RESET_IGNORED("RFC 5961 §3.2", "reset-ignored"),
    RESET_HALF_OPEN("RFC 9293 §3.10.7.4", "half-open"),
    RESET_AFTER_CLOSE("RFC 9293 §3.6.1", "data-after-close"),
    HALF_OPEN_DISCOVERED("RFC 9293 §3.5.1", "half-open"),
    CHALLENGE_ACK("RFC 5961 §3.2", "challenge-ack"),
    ILLEGAL_FLAGS("RFC 9293 §3.1", "illegal-flags"),
    ICMP("RFC 9293 §3.9.2.2", "icmp"),
    MID_STREAM("RFC 9293 §3.4", "mid-stream");

    private final String section;
    private final String term;
    private final String key = name().toLowerCase(Locale.ROOT).replace('_', '-');

    Lesson(String section, String term) {
        this.section = section;
        this.term = term;
    }

    /** Its name in the resource bundle: {@code syn-asks}. */
    String key() {
        return key;
    }

    String section() {
        return section;
    }

    String term() {
        return term;
    }
}
