package tcpwalk.capture.decode;

import tcpwalk.capture.Undecodable;

/** Ethernet and its kin: each method takes one header off. */
final class LinkLayers {

    private static final int SMALLEST_ETHER_TYPE = 0x600;
    private static final int SNAP = 0xaaaa03;
    private static final int LLC_IP = 0x060603;
    private static final int LLC_OSI = 0xfefe03;
    /** SLL's protocols that are no EtherTypes. */
    private static final int SLL_RAW_8023 = 1;
    private static final int SLL_LLC = 4;

    private LinkLayers() {
    }

    static Layer ethernet(Cursor cursor) {
        if (!cursor.has(14)) {
            return cursor.fail(Undecodable.LINK_HEADER_CUT);
        }
        int type = cursor.half(12);
        return type >= SMALLEST_ETHER_TYPE ? cursor.passTo(14, type) : cursor.pass(14, Layer.LLC);
    }

    /** The registry that Ethernet shares with most other links. */
    static Layer etherType(Cursor cursor) {
        return switch (cursor.etherType) {
            case 0x0800 -> Layer.IPV4;
            case 0x86dd -> Layer.IPV6;
            // 802.1Q, 802.1ad and the numbers that QinQ had before it.
            case 0x8100, 0x88a8, 0x9100, 0x9200, 0x9300 -> vlan(cursor);
            case 0x8847, 0x8848 -> Layer.MPLS;
            case 0x8864 -> Layer.PPPOE;
            case 0x6558 -> Layer.ETHERNET;
            case 0x880b -> Layer.PPP;
            default -> cursor.etherType < SMALLEST_ETHER_TYPE ? Layer.LLC : Layer.NOTHING;
        };
    }

    private static Layer vlan(Cursor cursor) {
        if (!cursor.has(4)) {
            return cursor.fail(Undecodable.LINK_HEADER_CUT);
        }
        int id = cursor.half(0) & 0xfff;
        if (id != 0) {
            // Zero only carries a priority (IEEE 802.1Q).
            cursor.vlan = id;
        }
        return cursor.passTo(4, cursor.half(2));
    }

    /** IEEE 802.2, with SNAP or with the addresses of IP itself. */
    static Layer llc(Cursor cursor) {
        if (!cursor.has(3)) {
            return cursor.fail(Undecodable.LINK_HEADER_CUT);
        }
        int header = cursor.half(0) << 8 | cursor.octet(2);
        if (header == SNAP && cursor.has(8)) {
            int organization = cursor.half(3) << 8 | cursor.octet(5);
            return organization == 0 || organization == 0xf8 ? cursor.passTo(8, cursor.half(6)) : Layer.NOTHING;
        }
        if (header == LLC_OSI && cursor.has(4)) {
            int networkProtocol = cursor.octet(3);
            return networkProtocol == 0xcc || networkProtocol == 0x8e ? cursor.pass(4, Layer.IP) : Layer.NOTHING;
        }
        return header == LLC_IP ? cursor.pass(3, Layer.IPV4) : Layer.NOTHING;
    }

    static Layer sll(Cursor cursor) {
        return cursor.has(16) ? cooked(cursor, 16, cursor.half(14)) : cursor.fail(Undecodable.LINK_HEADER_CUT);
    }

    static Layer sll2(Cursor cursor) {
        return cursor.has(20) ? cooked(cursor, 20, cursor.half(0)) : cursor.fail(Undecodable.LINK_HEADER_CUT);
    }

    private static Layer cooked(Cursor cursor, int length, int protocol) {
        return switch (protocol) {
            case SLL_RAW_8023 -> Layer.NOTHING;
            case SLL_LLC -> cursor.pass(length, Layer.LLC);
            default -> cursor.passTo(length, protocol);
        };
    }

    /** BSD's loopback: an address family, of which the host's byte order and the host's numbers are unknown. */
    static Layer loopback(Cursor cursor) {
        if (!cursor.has(4)) {
            return cursor.fail(Undecodable.LINK_HEADER_CUT);
        }
        int family = cursor.word(0);
        return switch (family >>> 16 == 0 ? family : Integer.reverseBytes(family)) {
            case 2 -> cursor.pass(4, Layer.IPV4);
            // Linux, NetBSD and OpenBSD, FreeBSD, macOS.
            case 10, 24, 28, 30 -> cursor.pass(4, Layer.IPV6);
            default -> Layer.NOTHING;
        };
    }

    /** A stack of labels, of which only the last says that it is the last (RFC 3032 §2.1). */
    static Layer mpls(Cursor cursor) {
        boolean last = false;
        while (!last) {
            if (!cursor.has(4)) {
                return cursor.fail(Undecodable.LINK_HEADER_CUT);
            }
            last = (cursor.octet(2) & 1) != 0;
            cursor.at += 4;
        }
        if (!cursor.has(1)) {
            return cursor.fail(Undecodable.LINK_HEADER_CUT);
        }
        // Nothing names the payload. IP shows its version; a control word begins with 0 (RFC 4385 §3), then Ethernet.
        return switch (cursor.octet(0) >>> 4) {
            case 4 -> Layer.IPV4;
            case 6 -> Layer.IPV6;
            case 0 -> cursor.pass(4, Layer.ETHERNET);
            default -> Layer.NOTHING;
        };
    }

    static Layer tokenRing(Cursor cursor) {
        if (!cursor.has(15)) {
            return cursor.fail(Undecodable.LINK_HEADER_CUT);
        }
        boolean dataFrame = (cursor.octet(1) & 0xc0) == 0x40;
        boolean sourceRouted = (cursor.octet(8) & 0x80) != 0;
        int routing = sourceRouted ? cursor.octet(14) & 0x1f : 0;
        return dataFrame ? cursor.pass(14 + routing, Layer.LLC) : Layer.NOTHING;
    }

    /** The addresses' 40 bytes, then the four of RFC 4391 §6. */
    static Layer ipOverInfiniband(Cursor cursor) {
        return cursor.has(44) ? cursor.passTo(44, cursor.half(40)) : cursor.fail(Undecodable.LINK_HEADER_CUT);
    }

    static Layer fddi(Cursor cursor) {
        if (!cursor.has(13)) {
            return cursor.fail(Undecodable.LINK_HEADER_CUT);
        }
        return (cursor.octet(0) & 0xf0) == 0x50 ? cursor.pass(13, Layer.LLC) : Layer.NOTHING;
    }
}
