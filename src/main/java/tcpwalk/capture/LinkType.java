package tcpwalk.capture;

/** How a frame begins: the link-layer header types that tcpwalk decodes, by their number in capture files. */
public final class LinkType {

    /** Of a numbered record that holds no packet. */
    public static final int NONE = -1;
    /** BSD loopback: four bytes with the address family, in the byte order of the host. */
    public static final int NULL = 0;
    public static final int ETHERNET = 1;
    public static final int TOKEN_RING = 6;
    public static final int PPP = 9;
    public static final int FDDI = 10;
    /** Raw IP as some systems number it. */
    public static final int RAW_12 = 12;
    /** Raw IP as OpenBSD numbers it. */
    public static final int RAW_14 = 14;
    public static final int PPP_HDLC = 50;
    public static final int PPPOE = 51;
    public static final int ATM_RFC1483 = 100;
    public static final int RAW = 101;
    public static final int CISCO_HDLC = 104;
    public static final int IEEE802_11 = 105;
    /** OpenBSD loopback: the address family in network byte order. */
    public static final int LOOP = 108;
    public static final int ENC = 109;
    /** Linux cooked, version 1: what {@code tcpdump -i any} wrote for twenty years. */
    public static final int LINUX_SLL = 113;
    public static final int PFLOG = 117;
    public static final int PRISM = 119;
    public static final int RADIOTAP = 127;
    public static final int AVS = 163;
    public static final int PPP_PPPD = 166;
    public static final int PPI = 192;
    public static final int PPP_WITH_DIRECTION = 204;
    public static final int MPLS = 219;
    public static final int IPV4 = 228;
    public static final int IPV6 = 229;
    public static final int NFLOG = 239;
    public static final int IPOIB = 242;
    /** Linux cooked, version 2: what {@code tcpdump -i any} writes today. */
    public static final int LINUX_SLL2 = 276;

    private static final int USB_LINUX = 189;
    private static final int USB_LINUX_MMAPPED = 220;
    private static final int DBUS = 231;
    private static final int USBPCAP = 249;
    private static final int EBHSCR = 279;

    private static final int STANDARD_LIMIT = 1 << 18;

    private LinkType() {
    }

    /**
     * The most bytes that a frame may have, by libpcap's rule: 262,144, but for buses with longer messages. A record
     * that claims more is corrupt.
     */
    public static int longestFrame(int linkType) {
        return switch (linkType) {
            case USB_LINUX -> 1 << 20;
            case EBHSCR -> 1 << 23;
            case DBUS, USBPCAP, USB_LINUX_MMAPPED -> 1 << 27;
            default -> STANDARD_LIMIT;
        };
    }
}
