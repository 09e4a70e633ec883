package tcpwalk.craft.endpoint;

/** Why an arriving segment was not simply taken, and what the endpoint did instead. */
public enum Remark {
    BAD_SYN_ACK("RFC 9293 §3.10.7.3", "acknowledges a SYN that was not sent: answered by RST, still waiting"),
    BARE_RESET_IGNORED("RFC 9293 §3.10.7.3", "a reset that does not acknowledge the SYN proves nothing: ignored"),
    NOT_A_SYN("RFC 9293 §3.10.7.3", "neither SYN nor RST while a SYN is awaited: dropped"),
    OLD_TIMESTAMP("RFC 7323 §5.3", "its timestamp is older than the last one: an old duplicate, answered by an ACK"),
    TIMESTAMP_MISSING("RFC 7323 §3.2", "lacks the timestamp that both ends agreed to send: dropped"),
    DUPLICATE("RFC 9293 §3.10.7.4", "all of it arrived before: acknowledged again"),
    KEEP_ALIVE("RFC 9293 §3.8.4", "asks whether this end still lives: answered by an ACK"),
    OUTSIDE_WINDOW("RFC 9293 §3.10.7.4", "lies outside the receive window: dropped, answered by an ACK"),
    RESET_IGNORED("RFC 5961 §3.2", "a reset outside the window: ignored"),
    RESET_CHALLENGED("RFC 5961 §3.2", "a reset inside the window but not at its edge: answered by a challenge ACK"),
    SYN_CHALLENGED("RFC 5961 §4.2", "a SYN on an open connection: answered by a challenge ACK"),
    NO_ACK("RFC 9293 §3.10.7.4", "does not acknowledge anything: dropped"),
    BAD_ACK("RFC 5961 §5.2", "acknowledges what was never sent, or what is long past: answered by a challenge ACK"),
    OUT_OF_ORDER("RFC 9293 §3.10.7.4", "bytes before it are missing: kept, and the gap is acknowledged"),
    TOO_MANY_GAPS("RFC 9293 §3.10.7.4", "bytes before it are missing and too many gaps are open: dropped"),
    OVERLAP("RFC 9293 §3.10.7.4", "parts of it arrived before: only the new bytes count"),
    BEYOND_WINDOW("RFC 9293 §3.10.7.4", "its end lies beyond the receive window: cut there"),
    DATA_AFTER_FIN("RFC 9293 §3.10.7.4", "carries data behind the peer's own FIN: ignored"),
    URGENT("RFC 6093 §3", "uses the urgent pointer: its bytes count as any others"),
    AFTER_ABORT("RFC 9293 §3.10.7.1", "arrived after this end aborted: answered by RST");

    private final String section;
    private final String sentence;

    Remark(String section, String sentence) {
        this.section = section;
        this.sentence = sentence;
    }

    /** Where the RFC says so. */
    public String section() {
        return section;
    }

    /** One clause whose subject is the segment. */
    public String sentence() {
        return sentence;
    }
}
