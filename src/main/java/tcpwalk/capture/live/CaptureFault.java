package tcpwalk.capture.live;

/** The kinds of reason why nothing can be captured. */
public enum CaptureFault {
    /** There is no libpcap on this machine. */
    LIBRARY_MISSING("apt install libpcap0.8"),
    /** The libpcap of this machine lacks a function. */
    LIBRARY_TOO_OLD("install libpcap 1.5 or newer: apt install libpcap0.8"),
    /** JNA, which calls libpcap, could not unpack or load its native part. */
    NATIVE_BRIDGE("point -Djna.tmpdir at a directory that is not mounted noexec"),
    /** The process may not open packet sockets. */
    NO_PERMISSION("run it with sudo; CAP_NET_RAW is all that it takes"),
    /** No such interface. */
    INTERFACE_UNKNOWN("see the names with: tcpwalk interfaces"),
    /** The interface is not up. */
    INTERFACE_DOWN("bring it up: ip link set NAME up"),
    /** The filter expression does not compile for this interface. */
    BAD_FILTER("see the syntax with: man pcap-filter"),
    /** Anything else; the message has libpcap's own words. */
    OTHER("");

    private final String fix;

    CaptureFault(String fix) {
        this.fix = fix;
    }

    /** What the user can do about it; empty where nothing general helps. */
    public String fix() {
        return fix;
    }
}
