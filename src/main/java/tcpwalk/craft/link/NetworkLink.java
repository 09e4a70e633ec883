package tcpwalk.craft.link;

/**
 * One network interface of this machine, as the kernel describes it.
 *
 * @param type  its framing, an ARPHRD number of Linux: 1 Ethernet, 772 loopback, 65534 none
 * @param flags the IFF bits
 * @param mtu   the longest IP packet, in bytes
 * @param mac   its Ethernet address; null where it has none
 */
public record NetworkLink(int index, String name, int type, int flags, int mtu, MacAddress mac) {

    private static final int ETHERNET = 1;
    private static final int UP = 0x1;
    private static final int LOOPBACK = 0x8;
    private static final int NO_ARP = 0x80;

    /** Whether the interface is administratively up. */
    public boolean isUp() {
        return (flags & UP) != 0;
    }

    public boolean isLoopback() {
        return (flags & LOOPBACK) != 0;
    }

    /** Whether a link-layer frame can be injected: Ethernet framing with a next hop that has an address to ask for. */
    public boolean isEthernet() {
        return type == ETHERNET && mac != null && !isLoopback() && (flags & NO_ARP) == 0;
    }
}
