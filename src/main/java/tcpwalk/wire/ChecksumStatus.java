package tcpwalk.wire;

/** What is known of a segment's checksum. A wrong one is a remark and never discards (captures precede the NIC). */
public enum ChecksumStatus {
    /** Not looked at, or the segment was not captured whole. */
    UNKNOWN,
    GOOD,
    BAD,
    /** Only the pseudo-header's sum: left for the network card to complete (checksum offload). */
    PARTIAL
}
