package tcpwalk.capture.decode;

import tcpwalk.capture.Undecodable;

/** PPP over its various carriers, and Cisco's HDLC, which shares its link types. */
final class PppLayers {

    private static final int ADDRESS_AND_CONTROL = 0xff03;

    private PppLayers() {
    }

    /** RFC 2516 §4: a session's header has six bytes. */
    static Layer pppoe(Cursor cursor) {
        if (!cursor.has(6)) {
            return cursor.fail(Undecodable.LINK_HEADER_CUT);
        }
        boolean session = cursor.half(0) == 0x1100;
        return session ? cursor.pass(6, Layer.PPP) : Layer.NOTHING;
    }

    /** One byte tells who sent the frame. */
    static Layer pppWithDirection(Cursor cursor) {
        return cursor.pass(1, Layer.PPP);
    }

    /** RFC 1662 §3.1; address, control and half of the protocol may be negotiated away (RFC 1661 §6.5, §6.6). */
    static Layer ppp(Cursor cursor) {
        if (!cursor.has(2)) {
            return cursor.fail(Undecodable.LINK_HEADER_CUT);
        }
        if (cursor.octet(0) == 0x0f || cursor.octet(0) == 0x8f) {
            return Layer.CISCO_HDLC;
        }
        if (cursor.half(0) == ADDRESS_AND_CONTROL) {
            cursor.at += 2;
        }
        if (!cursor.has(2)) {
            return cursor.fail(Undecodable.LINK_HEADER_CUT);
        }
        boolean compressed = (cursor.octet(0) & 1) != 0;
        int protocol = compressed ? cursor.octet(0) : cursor.half(0);
        cursor.at += compressed ? 1 : 2;
        return switch (protocol) {
            case 0x21 -> Layer.IPV4;
            case 0x57 -> Layer.IPV6;
            case 0x281, 0x283 -> Layer.MPLS;
            default -> Layer.NOTHING;
        };
    }

    static Layer ciscoHdlc(Cursor cursor) {
        return cursor.has(4) ? cursor.passTo(4, cursor.half(2)) : cursor.fail(Undecodable.LINK_HEADER_CUT);
    }
}
