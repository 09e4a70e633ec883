package tcpwalk.wire;

/** Why bytes are no TCP segment. Hostile input ends here, as a value. */
public enum Defect {
    HEADER_CUT("the capture holds less than the 20 bytes of a TCP header"),
    TOO_SHORT("the packet is too short for a TCP header"),
    BAD_DATA_OFFSET("the data offset points outside the segment");

    private final String meaning;

    Defect(String meaning) {
        this.meaning = meaning;
    }

    /** One clause for a report. */
    public String meaning() {
        return meaning;
    }
}
