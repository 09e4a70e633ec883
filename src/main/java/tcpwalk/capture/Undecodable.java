package tcpwalk.capture;

/** Why a frame yields no segment although it holds, or may hold, one. Hostile bytes end here, as a value. */
public enum Undecodable {
    LINK_TYPE("the link type is not known"),
    LINK_HEADER_CUT("the capture cuts the link header off"),
    LINK_HEADER_BAD("the link header contradicts itself"),
    ENCRYPTED("the 802.11 payload is encrypted"),
    IP_HEADER_CUT("the capture cuts the IP header off"),
    IP_HEADER_BAD("the IP header contradicts itself"),
    TUNNEL_HEADER_CUT("the capture cuts a tunnel's header off"),
    TOO_MANY_LAYERS("more headers before TCP than anyone sends"),
    TCP_HEADER_CUT("the capture cuts the TCP header off"),
    TCP_HEADER_BAD("the packet is too short for its TCP header, or the data offset points outside of it");

    private final String meaning;

    Undecodable(String meaning) {
        this.meaning = meaning;
    }

    /** One clause for a report. */
    public String meaning() {
        return meaning;
    }
}
