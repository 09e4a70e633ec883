package tcpwalk.craft.link;

/** The kinds of refusal that a crafted packet meets before it leaves this machine. */
public enum LinkFault {
    /** The process may not open raw or packet sockets, or bind a port below 1024. */
    NO_PERMISSION("run it with sudo; CAP_NET_RAW is all that it takes"),
    /** Another socket owns the source port. */
    PORT_IN_USE("choose another --source-port, or leave it out and the kernel picks a free one"),
    /** The source address is not one of this machine's. */
    ADDRESS_NOT_LOCAL("choose one of this machine's addresses: tcpwalk interfaces"),
    /** The routing table has no way to the destination. */
    NO_ROUTE("check the routes: ip route"),
    /** A routing or firewall rule of this machine forbids the packet. */
    PROHIBITED("check this machine's firewall and routing rules: nft list ruleset, ip rule"),
    /** No such interface. */
    INTERFACE_UNKNOWN("see the names with: tcpwalk interfaces"),
    /** The interface is not up. */
    INTERFACE_DOWN("bring it up: ip link set NAME up"),
    /** The destination is not reached through the interface that was asked for. */
    OTHER_INTERFACE("leave --iface out"),
    /** The packet is longer than the interface's MTU. */
    PACKET_TOO_LONG("send less at once, or lower --mss"),
    /** The next hop answers neither ARP nor neighbour solicitation. */
    NEIGHBOUR_SILENT("the host is down, or not on this network"),
    /** The interface has no Ethernet framing. */
    NOT_ETHERNET("use --via raw"),
    /** JNA, which makes the system calls, could not unpack or load its native part. */
    NATIVE_BRIDGE("point -Djna.tmpdir at a directory that is not mounted noexec"),
    /** The machine lacks the protocol. */
    UNSUPPORTED(""),
    /** Anything else; the message has the system's own words. */
    OTHER("");

    private final String fix;

    LinkFault(String fix) {
        this.fix = fix;
    }

    /** What the user can do about it; empty where nothing general helps. */
    public String fix() {
        return fix;
    }

    static LinkFault of(int errno) {
        return switch (errno) {
            case Errno.EPERM, Errno.EACCES -> NO_PERMISSION;
            case Errno.EADDRINUSE -> PORT_IN_USE;
            case Errno.EADDRNOTAVAIL -> ADDRESS_NOT_LOCAL;
            case Errno.ENETUNREACH, Errno.EHOSTUNREACH -> NO_ROUTE;
            case Errno.ENXIO, Errno.ENODEV -> INTERFACE_UNKNOWN;
            case Errno.ENETDOWN -> INTERFACE_DOWN;
            case Errno.EMSGSIZE -> PACKET_TOO_LONG;
            case Errno.ENOSYS -> NATIVE_BRIDGE;
            case Errno.EAFNOSUPPORT, Errno.EPROTONOSUPPORT, Errno.EOPNOTSUPP -> UNSUPPORTED;
            default -> OTHER;
        };
    }
}
