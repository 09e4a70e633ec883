package tcpwalk.capture.decode;

import tcpwalk.capture.Undecodable;

/** IEEE 802.11 and the headers that capture software puts before it, whose numbers are little-endian. */
final class WifiLayers {

    private static final int DATA = 2;
    private static final int SUBTYPE_WITHOUT_DATA = 0x4;
    private static final int SUBTYPE_QUALITY_OF_SERVICE = 0x8;
    private static final int FLAG_BOTH_DISTRIBUTION = 0x03;
    private static final int FLAG_PROTECTED = 0x40;
    private static final int FLAG_ORDER = 0x80;
    private static final int AGGREGATE = 0x80;

    private static final int PRESENT_TSFT = 1;
    private static final int PRESENT_FLAGS = 2;
    private static final int RADIOTAP_PADDED = 0x20;

    /** The upper 20 bits of AVS's magic number; the lower ones are its version. */
    private static final int AVS_MAGIC = 0x80211;

    private WifiLayers() {
    }

    static Layer radiotap(Cursor cursor) {
        if (!cursor.has(8)) {
            return cursor.fail(Undecodable.LINK_HEADER_CUT);
        }
        int length = Short.reverseBytes((short) cursor.half(2)) & 0xffff;
        if (length < 8) {
            return cursor.fail(Undecodable.LINK_HEADER_BAD);
        }
        if (!cursor.has(length)) {
            return cursor.fail(Undecodable.LINK_HEADER_CUT);
        }
        boolean padded = (radiotapFlags(cursor, length) & RADIOTAP_PADDED) != 0;
        cursor.at += length;
        return ieee80211(cursor, padded);
    }

    /** The flags field is the first after the bitmaps, but for the eight-byte clock. */
    private static int radiotapFlags(Cursor cursor, int length) {
        int present = Integer.reverseBytes(cursor.word(4));
        int field = 8;
        for (int bitmap = present; bitmap < 0 && field + 4 <= length; field += 4) {
            bitmap = Integer.reverseBytes(cursor.word(field));
        }
        if ((present & PRESENT_TSFT) != 0) {
            field = (field + 7 & ~7) + 8;
        }
        return (present & PRESENT_FLAGS) != 0 && field < length ? cursor.octet(field) : 0;
    }

    /** Prism's header gives its length in the host's order, its successor AVS in network order. */
    static Layer prism(Cursor cursor) {
        if (!cursor.has(8)) {
            return cursor.fail(Undecodable.LINK_HEADER_CUT);
        }
        int length = cursor.word(4);
        boolean avs = cursor.word(0) >>> 12 == AVS_MAGIC;
        if (!avs && length >>> 16 != 0) {
            length = Integer.reverseBytes(length);
        }
        if (length < 8) {
            return cursor.fail(Undecodable.LINK_HEADER_BAD);
        }
        return cursor.has(length) ? cursor.pass(length, Layer.IEEE802_11) : cursor.fail(Undecodable.LINK_HEADER_CUT);
    }

    static Layer ieee80211(Cursor cursor) {
        return ieee80211(cursor, false);
    }

    /** The MAC header of a data frame; {@code padded} to a multiple of four by some drivers. */
    private static Layer ieee80211(Cursor cursor, boolean padded) {
        if (!cursor.has(2)) {
            return cursor.fail(Undecodable.LINK_HEADER_CUT);
        }
        int type = cursor.octet(0) >>> 2 & 3;
        int subtype = cursor.octet(0) >>> 4;
        int flags = cursor.octet(1);
        if (type != DATA || (subtype & SUBTYPE_WITHOUT_DATA) != 0) {
            return Layer.NOTHING;
        }
        if ((flags & FLAG_PROTECTED) != 0) {
            return cursor.fail(Undecodable.ENCRYPTED);
        }
        int length = (flags & FLAG_BOTH_DISTRIBUTION) == FLAG_BOTH_DISTRIBUTION ? 30 : 24;
        int control = length;
        boolean qualityOfService = (subtype & SUBTYPE_QUALITY_OF_SERVICE) != 0;
        if (qualityOfService) {
            length += (flags & FLAG_ORDER) != 0 ? 6 : 2;
        }
        if (!cursor.has(length)) {
            return cursor.fail(Undecodable.LINK_HEADER_CUT);
        }
        boolean laterFragment = (cursor.octet(22) & 0x0f) != 0;
        if (laterFragment) {
            return Layer.NOTHING;
        }
        boolean aggregate = qualityOfService && (cursor.octet(control) & AGGREGATE) != 0;
        cursor.at += padded ? length + 3 & ~3 : length;
        // Of several frames in one (A-MSDU) the first is looked at: two addresses and a length stand before it.
        return aggregate ? cursor.pass(14, Layer.LLC) : Layer.LLC;
    }
}
