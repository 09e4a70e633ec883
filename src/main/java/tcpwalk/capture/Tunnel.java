package tcpwalk.capture;

/** A way to carry packets inside packets. */
public enum Tunnel {
    /** IPv4 in IPv4 (RFC 2003). */
    IPIP("IPIP"),
    /** IPv6 in IPv4 (RFC 4213). */
    SIX_IN_FOUR("6in4"),
    /** IPv4 in IPv6 (RFC 2473). */
    FOUR_IN_SIX("4in6"),
    /** IPv6 in IPv6 (RFC 2473). */
    SIX_IN_SIX("6in6"),
    /** RFC 2784, RFC 2890; also PPTP's variant (RFC 2637). */
    GRE("GRE"),
    /** Ethernet in GRE with a tenant's number in the key (RFC 7637). */
    NVGRE("NVGRE"),
    /** A switch's mirror port, sent over GRE. */
    ERSPAN("ERSPAN"),
    /** RFC 7348. */
    VXLAN("VXLAN"),
    /** RFC 8926. */
    GENEVE("Geneve"),
    /** A mobile network's user plane (3GPP TS 29.281). */
    GTP_U("GTP-U");

    private final String label;

    Tunnel(String label) {
        this.label = label;
    }

    /** Its name as people write it. */
    public String label() {
        return label;
    }
}
