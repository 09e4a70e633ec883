package tcpwalk.craft.link;

/** The two ways to send a complete IP packet. */
public enum Via {
    /** Link-layer frames, which pass by this machine's routing and firewall. */
    LINK,
    /** A raw IP socket: the kernel routes the packet and frames it. */
    RAW;

    /** What works on {@code link}: the kernel ignores frames injected on loopback, and tunnels have no framing. */
    public static Via suiting(NetworkLink link) {
        return link.isEthernet() ? LINK : RAW;
    }
}
