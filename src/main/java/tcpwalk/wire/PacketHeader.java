package tcpwalk.wire;

/** What the headers below TCP say of a segment's packet, addresses apart. Filled again and again like its segment. */
public final class PacketHeader {

    private int interfaceIndex;
    private int timeToLive;
    private int identification = -1;
    private int ecn;
    private int vlan = -1;
    private String tunnel;
    private boolean fragment;

    /** The number of the interface within the capture, from 0. */
    public int interfaceIndex() {
        return interfaceIndex;
    }

    /** The time to live, or hop limit. */
    public int timeToLive() {
        return timeToLive;
    }

    /** The IPv4 identification, or -1 for IPv6. */
    public int identification() {
        return identification;
    }

    /** The two ECN bits (RFC 3168 §5). */
    public int ecn() {
        return ecn;
    }

    /** The innermost VLAN, or -1. */
    public int vlan() {
        return vlan;
    }

    /** The innermost tunnel that carried the packet, for instance {@code VXLAN}, or null. */
    public String tunnel() {
        return tunnel;
    }

    /** Whether this is the first fragment of a packet, so that payload is missing. */
    public boolean fragment() {
        return fragment;
    }

    PacketHeader interfaceIndex(int interfaceIndex) {
        this.interfaceIndex = interfaceIndex;
        return this;
    }

    public PacketHeader timeToLive(int timeToLive) {
        this.timeToLive = timeToLive;
        return this;
    }

    public PacketHeader identification(int identification) {
        this.identification = identification;
        return this;
    }

    public PacketHeader ecn(int ecn) {
        this.ecn = ecn;
        return this;
    }

    public PacketHeader vlan(int vlan) {
        this.vlan = vlan;
        return this;
    }

    public PacketHeader tunnel(String tunnel) {
        this.tunnel = tunnel;
        return this;
    }

    public PacketHeader fragment(boolean fragment) {
        this.fragment = fragment;
        return this;
    }

    PacketHeader copy() {
        return new PacketHeader().interfaceIndex(interfaceIndex).timeToLive(timeToLive)
                .identification(identification).ecn(ecn).vlan(vlan)
                .tunnel(tunnel).fragment(fragment);
    }
}
