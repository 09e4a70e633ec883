package tcpwalk.capture.decode;

import tcpwalk.capture.Tunnel;
import tcpwalk.capture.Undecodable;

/** Tunnels above IP, in GRE or UDP. */
final class TunnelLayers {

    private static final int VXLAN_PORT = 4789;
    /** What Linux used before the port was assigned, and still does unless told otherwise. */
    private static final int VXLAN_LINUX_PORT = 8472;
    private static final int VXLAN_GENERIC_PORT = 4790;
    private static final int GENEVE_PORT = 6081;
    private static final int GTP_U_PORT = 2152;

    private static final int GRE_CHECKSUM = 0x8000;
    private static final int GRE_ROUTING = 0x4000;
    private static final int GRE_KEY = 0x2000;
    private static final int GRE_SEQUENCE = 0x1000;
    private static final int GRE_ACKNOWLEDGMENT = 0x0080;
    private static final int TRANSPARENT_ETHERNET = 0x6558;
    private static final int WCCP = 0x883e;
    private static final int ERSPAN_2 = 0x88be;
    private static final int ERSPAN_3 = 0x22eb;

    private static final int GTP_VERSION_1 = 0x30;
    private static final int GTP_OPTIONAL = 0x07;
    private static final int GTP_EXTENSION = 0x04;
    private static final int GTP_PACKET = 0xff;

    private TunnelLayers() {
    }

    /** RFC 2784, with key and sequence number (RFC 2890), routing (RFC 1701) and PPTP's acknowledgment (RFC 2637). */
    static Layer gre(Cursor cursor) {
        if (!cursor.has(4)) {
            return cursor.fail(Undecodable.TUNNEL_HEADER_CUT);
        }
        int flags = cursor.half(0);
        int type = cursor.half(2);
        boolean sequenced = (flags & GRE_SEQUENCE) != 0;
        int length = 4 + ((flags & (GRE_CHECKSUM | GRE_ROUTING)) != 0 ? 4 : 0) + ((flags & GRE_KEY) != 0 ? 4 : 0)
                + (sequenced ? 4 : 0) + ((flags & 7) == 1 && (flags & GRE_ACKNOWLEDGMENT) != 0 ? 4 : 0);
        if (type == ERSPAN_2) {
            // Its first version has no header of its own, and no sequence number either.
            cursor.enter(Tunnel.ERSPAN, Layer.ETHERNET);
            return cursor.pass(length + (sequenced ? 8 : 0), Layer.ETHERNET);
        }
        if (type == ERSPAN_3) {
            return erspan3(cursor, length);
        }
        if (type == WCCP) {
            cursor.enter(Tunnel.GRE, Layer.IPV4);
            return wccp(cursor, length);
        }
        boolean tenant = type == TRANSPARENT_ETHERNET && (flags & 0xf000) == GRE_KEY;
        cursor.enter(tenant ? Tunnel.NVGRE : Tunnel.GRE, Layer.ETHER_TYPE);
        return cursor.passTo(length, type);
    }

    /** Cisco's redirection to a cache: the second version puts four bytes before the packet. */
    private static Layer wccp(Cursor cursor, int greLength) {
        cursor.at += greLength;
        if (!cursor.has(1)) {
            return cursor.fail(Undecodable.TUNNEL_HEADER_CUT);
        }
        return cursor.pass(cursor.octet(0) >>> 4 == 4 ? 0 : 4, Layer.IPV4);
    }

    /** Twelve bytes, and eight more for a platform where the last bit says so. */
    private static Layer erspan3(Cursor cursor, int greLength) {
        cursor.at += greLength;
        if (!cursor.has(12)) {
            return cursor.fail(Undecodable.TUNNEL_HEADER_CUT);
        }
        cursor.enter(Tunnel.ERSPAN, Layer.ETHERNET);
        return cursor.pass((cursor.octet(11) & 1) == 0 ? 12 : 20, Layer.ETHERNET);
    }

    /** Only a tunnel's port makes UDP interesting, and only if what follows looks like the tunnel's header. */
    static Layer udp(Cursor cursor) {
        if (!cursor.has(8)) {
            return Layer.NOTHING;
        }
        int source = cursor.half(0);
        int destination = cursor.half(2);
        cursor.at += 8;
        return switch (destination) {
            case VXLAN_PORT, VXLAN_LINUX_PORT -> vxlan(cursor);
            case VXLAN_GENERIC_PORT -> vxlanGeneric(cursor);
            case GENEVE_PORT -> geneve(cursor);
            case GTP_U_PORT -> gtp(cursor);
            default -> source == GTP_U_PORT ? gtp(cursor) : Layer.NOTHING;
        };
    }

    /** RFC 7348 §5: the flag says that the network identifier is valid. */
    private static Layer vxlan(Cursor cursor) {
        boolean valid = cursor.has(8) && (cursor.octet(0) & 0x08) != 0;
        return valid ? cursor.enter(Tunnel.VXLAN, cursor.pass(8, Layer.ETHERNET)) : Layer.NOTHING;
    }

    /** The generic protocol extension (draft-ietf-nvo3-vxlan-gpe): another flag says that the payload has a type. */
    private static Layer vxlanGeneric(Cursor cursor) {
        if (!cursor.has(8) || (cursor.octet(0) & 0x0c) != 0x0c) {
            return vxlan(cursor);
        }
        Layer next = switch (cursor.octet(3)) {
            case 1 -> Layer.IPV4;
            case 2 -> Layer.IPV6;
            case 3 -> Layer.ETHERNET;
            default -> Layer.NOTHING;
        };
        return cursor.enter(Tunnel.VXLAN, cursor.pass(8, next));
    }

    /** RFC 8926 §3.4: version 0, options in units of four bytes, the payload by its EtherType. */
    private static Layer geneve(Cursor cursor) {
        if (!cursor.has(8) || cursor.octet(0) >>> 6 != 0) {
            return Layer.NOTHING;
        }
        int options = 4 * (cursor.octet(0) & 0x3f);
        return cursor.enter(Tunnel.GENEVE, cursor.passTo(8 + options, cursor.half(2)));
    }

    /** 3GPP TS 29.281 §5.1: a packet of a user, perhaps after extension headers. */
    private static Layer gtp(Cursor cursor) {
        boolean packet = cursor.has(8) && (cursor.octet(0) & 0xf0) == GTP_VERSION_1 && cursor.octet(1) == GTP_PACKET;
        if (!packet) {
            return Layer.NOTHING;
        }
        int flags = cursor.octet(0);
        cursor.at += 8;
        if ((flags & GTP_OPTIONAL) != 0) {
            if (!cursor.has(4)) {
                return cursor.fail(Undecodable.TUNNEL_HEADER_CUT);
            }
            boolean extended = (flags & GTP_EXTENSION) != 0 && cursor.octet(3) != 0;
            cursor.at += 4;
            while (extended) {
                int length = cursor.has(1) ? 4 * cursor.octet(0) : 0;
                if (length == 0 || !cursor.has(length)) {
                    return cursor.fail(Undecodable.TUNNEL_HEADER_CUT);
                }
                extended = cursor.octet(length - 1) != 0;
                cursor.at += length;
            }
        }
        return cursor.enter(Tunnel.GTP_U, Layer.IP);
    }
}
