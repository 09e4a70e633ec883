package tcpwalk.capture.decode;

import tcpwalk.capture.Undecodable;

/** Headers that no wire ever carried: what firewalls and capture software put before a packet. */
final class PseudoLayers {

    private static final int NFLOG_PAYLOAD = 9;

    private PseudoLayers() {
    }

    /** OpenBSD's IPsec: address family, association, flags. */
    static Layer enc(Cursor cursor) {
        return cursor.pass(12, Layer.IP);
    }

    /** OpenBSD's packet filter: the first byte is the length before padding. */
    static Layer pflog(Cursor cursor) {
        if (!cursor.has(1)) {
            return cursor.fail(Undecodable.LINK_HEADER_CUT);
        }
        return cursor.pass(cursor.octet(0) + 3 & ~3, Layer.IP);
    }

    /** Linux's netfilter log: four bytes, then attributes in the host's byte order, one of which is the packet. */
    static Layer nflog(Cursor cursor) {
        cursor.at += 4;
        while (cursor.has(4)) {
            int length = cursor.half(0);
            int type = cursor.half(2);
            // All types are below 256: in the other byte order they are above.
            if (type > 0xff) {
                length = Short.reverseBytes((short) length) & 0xffff;
                type >>>= 8;
            }
            if (length < 4) {
                return cursor.fail(Undecodable.LINK_HEADER_BAD);
            }
            if (type == NFLOG_PAYLOAD) {
                return cursor.pass(4, Layer.IP);
            }
            cursor.at += length + 3 & ~3;
        }
        return Layer.NOTHING;
    }

    /** Per-Packet Information: a length and the link type of what follows, little-endian. */
    static Layer ppi(Cursor cursor) {
        if (!cursor.has(8)) {
            return cursor.fail(Undecodable.LINK_HEADER_CUT);
        }
        int length = Short.reverseBytes((short) cursor.half(2)) & 0xffff;
        Layer next = Layer.of(Integer.reverseBytes(cursor.word(4)));
        if (length < 8) {
            return cursor.fail(Undecodable.LINK_HEADER_BAD);
        }
        return next == null ? cursor.fail(Undecodable.LINK_TYPE) : cursor.pass(length, next);
    }
}
