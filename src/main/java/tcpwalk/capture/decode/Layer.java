package tcpwalk.capture.decode;

import tcpwalk.capture.LinkType;

/** What a {@link Cursor} stands before: the next header to take off, or the end of the walk. */
enum Layer {
    ETHERNET, ETHER_TYPE, LLC, SLL, SLL2, NULL, LOOP, MPLS, PPPOE, PPP, PPP_WITH_DIRECTION, CISCO_HDLC, TOKEN_RING,
    FDDI, ENC, PFLOG, NFLOG, PPI, IPOIB, PRISM, RADIOTAP, IEEE802_11,
    IP, IPV4, IPV6, AUTHENTICATION, UDP, GRE, ICMP, ICMPV6, TCP,
    /** No TCP in here, or all has been said. */
    NOTHING,
    /** {@link Cursor#fault} says why it goes no further. */
    FAULT;

    /** How frames of a link type begin; null where the type is not known. */
    static Layer of(int linkType) {
        return switch (linkType) {
            case LinkType.ETHERNET -> ETHERNET;
            case LinkType.LINUX_SLL -> SLL;
            case LinkType.LINUX_SLL2 -> SLL2;
            case LinkType.RAW, LinkType.RAW_12, LinkType.RAW_14 -> IP;
            case LinkType.IPV4 -> IPV4;
            case LinkType.IPV6 -> IPV6;
            case LinkType.NULL -> NULL;
            case LinkType.LOOP -> LOOP;
            case LinkType.PPP, LinkType.PPP_HDLC -> PPP;
            case LinkType.PPP_PPPD, LinkType.PPP_WITH_DIRECTION -> PPP_WITH_DIRECTION;
            case LinkType.PPPOE -> PPPOE;
            case LinkType.CISCO_HDLC -> CISCO_HDLC;
            case LinkType.IEEE802_11 -> IEEE802_11;
            case LinkType.RADIOTAP -> RADIOTAP;
            case LinkType.PRISM, LinkType.AVS -> PRISM;
            case LinkType.PPI -> PPI;
            case LinkType.TOKEN_RING -> TOKEN_RING;
            case LinkType.FDDI -> FDDI;
            case LinkType.ATM_RFC1483 -> LLC;
            case LinkType.MPLS -> MPLS;
            case LinkType.ENC -> ENC;
            case LinkType.PFLOG -> PFLOG;
            case LinkType.NFLOG -> NFLOG;
            case LinkType.IPOIB -> IPOIB;
            case LinkType.NONE -> NOTHING;
            default -> null;
        };
    }
}
