package tcpwalk.capture.decode;

import java.nio.ByteBuffer;
import tcpwalk.capture.CaptureQuality;
import tcpwalk.capture.Tunnel;
import tcpwalk.capture.Undecodable;
import tcpwalk.wire.Segment;

/** IPv4 and IPv6: what they say goes into the segment, and their lengths bound all that follows. */
final class InternetLayers {

    private static final int ICMP = 1;
    private static final int IPV4 = 4;
    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final int IPV6 = 41;
    private static final int GRE = 47;
    private static final int AUTHENTICATION = 51;
    private static final int ICMPV6 = 58;
    private static final int MPLS = 137;

    private static final int HOP_BY_HOP = 0;
    private static final int ROUTING = 43;
    private static final int FRAGMENT = 44;
    private static final int DESTINATION_OPTIONS = 60;
    private static final int MOBILITY = 135;
    private static final int HOST_IDENTITY = 139;
    private static final int SHIM6 = 140;

    private static final int IPV4_HEADER = 20;
    private static final int IPV6_HEADER = 40;
    private static final int LARGEST_LENGTH = 0xffff;
    /** Each kind of extension header should occur once (RFC 8200 §4.1); a file may hold a packet with hundreds. */
    private static final int MOST_EXTENSION_HEADERS = 64;
    private static final int OPTION_PAD1 = 0;
    private static final int OPTION_JUMBO_PAYLOAD = 0xc2;

    private InternetLayers() {
    }

    /** Raw IP, which only its first four bits tell apart. */
    static Layer ip(Cursor cursor) {
        if (!cursor.has(1)) {
            return cursor.fail(Undecodable.IP_HEADER_CUT);
        }
        return switch (cursor.octet(0) >>> 4) {
            case 4 -> Layer.IPV4;
            case 6 -> Layer.IPV6;
            default -> Layer.NOTHING;
        };
    }

    static Layer ipv4(Cursor cursor, Segment segment, CaptureQuality quality) {
        if (!cursor.has(IPV4_HEADER)) {
            return cursor.fail(Undecodable.IP_HEADER_CUT);
        }
        ByteBuffer bytes = cursor.bytes;
        int at = cursor.at;
        int first = bytes.getInt(at);
        int headerLength = first >>> 22 & 0x3c;
        int totalLength = fullLength(first & 0xffff, cursor.wireEnd - at);
        if (first >>> 28 != 4 || headerLength < IPV4_HEADER || totalLength < headerLength) {
            return cursor.fail(Undecodable.IP_HEADER_BAD);
        }
        int fragment = bytes.getInt(at + 4);
        int timeAndProtocol = bytes.getInt(at + 8);
        segment.addresses(bytes.getInt(at + 12), bytes.getInt(at + 16));
        segment.packet().timeToLive(timeAndProtocol >>> 24).identification(fragment >>> 16).ecn(first >>> 16 & 3);
        cursor.ipVersion = 4;
        cursor.at = at + headerLength;
        bound(cursor, at + totalLength);
        return fragment(cursor, timeAndProtocol >>> 16 & 0xff, fragment & 0x1fff, (fragment & 0x2000) != 0, quality);
    }

    /**
     * A length in full. The field holds 0 where the network card was to cut the packet (segmentation offload), and only
     * the lower half of one beyond 64 KiB (BIG TCP): then the frame's own length tells. Else the field is believed.
     */
    private static int fullLength(int field, int onTheWire) {
        return field == 0 || field == (onTheWire & LARGEST_LENGTH) ? onTheWire : field;
    }

    private static void bound(Cursor cursor, int wireEnd) {
        cursor.wireEnd = wireEnd;
        cursor.end = Math.min(cursor.end, wireEnd);
    }

    /** Only the first fragment has a TCP header: the others are counted. */
    private static Layer fragment(Cursor cursor, int protocol, int offset, boolean more, CaptureQuality quality) {
        if (offset != 0) {
            if (protocol == TCP) {
                quality.countFragment();
            }
            return Layer.NOTHING;
        }
        cursor.fragment = more;
        return transport(cursor, protocol);
    }

    private static Layer transport(Cursor cursor, int protocol) {
        return switch (protocol) {
            case TCP -> Layer.TCP;
            case UDP -> Layer.UDP;
            case ICMP -> cursor.ipVersion == 4 ? Layer.ICMP : Layer.NOTHING;
            case ICMPV6 -> cursor.ipVersion == 6 ? Layer.ICMPV6 : Layer.NOTHING;
            case IPV4 -> cursor.enter(cursor.ipVersion == 4 ? Tunnel.IPIP : Tunnel.FOUR_IN_SIX, Layer.IPV4);
            case IPV6 -> cursor.enter(cursor.ipVersion == 4 ? Tunnel.SIX_IN_FOUR : Tunnel.SIX_IN_SIX, Layer.IPV6);
            case GRE -> Layer.GRE;
            case AUTHENTICATION -> Layer.AUTHENTICATION;
            case MPLS -> Layer.MPLS;
            default -> Layer.NOTHING;
        };
    }

    /** Integrity without secrecy (RFC 4302 §2): the payload stays readable. */
    static Layer authentication(Cursor cursor) {
        if (!cursor.has(8)) {
            return cursor.fail(Undecodable.IP_HEADER_CUT);
        }
        int next = cursor.octet(0);
        cursor.at += 4 * (cursor.octet(1) + 2);
        return transport(cursor, next);
    }

    static Layer ipv6(Cursor cursor, Segment segment, CaptureQuality quality) {
        if (!cursor.has(IPV6_HEADER)) {
            return cursor.fail(Undecodable.IP_HEADER_CUT);
        }
        ByteBuffer bytes = cursor.bytes;
        int at = cursor.at;
        int first = bytes.getInt(at);
        if (first >>> 28 != 6) {
            return cursor.fail(Undecodable.IP_HEADER_BAD);
        }
        segment.addresses(bytes.getLong(at + 8), bytes.getLong(at + 16), bytes.getLong(at + 24),
                bytes.getLong(at + 32));
        segment.packet().timeToLive(cursor.octet(7)).identification(-1).ecn(first >>> 20 & 3);
        int payloadLength = cursor.half(4);
        int next = cursor.octet(6);
        cursor.ipVersion = 6;
        cursor.at = at + IPV6_HEADER;
        bound(cursor, payloadEnd(cursor, payloadLength, next));
        return extensions(cursor, next, quality);
    }

    /** Zero is a jumbogram (RFC 2675 §2) or, without that option, a packet that the network card was to cut. */
    private static int payloadEnd(Cursor cursor, int payloadLength, int next) {
        int onTheWire = cursor.wireEnd - cursor.at;
        if (payloadLength != 0) {
            return cursor.at + fullLength(payloadLength, onTheWire);
        }
        int jumbo = next == HOP_BY_HOP ? jumboPayload(cursor) : 0;
        return jumbo > 0 && jumbo <= Cursor.LONGEST ? cursor.at + jumbo : Math.max(cursor.at, cursor.wireEnd);
    }

    private static int jumboPayload(Cursor cursor) {
        if (!cursor.has(8)) {
            return 0;
        }
        int option = 2;
        int end = Math.min(8 * (cursor.octet(1) + 1), cursor.end - cursor.at);
        while (option + 6 <= end) {
            if (cursor.octet(option) == OPTION_JUMBO_PAYLOAD) {
                return cursor.word(option + 2);
            }
            option += cursor.octet(option) == OPTION_PAD1 ? 1 : 2 + cursor.octet(option + 1);
        }
        return 0;
    }

    private static Layer extensions(Cursor cursor, int first, CaptureQuality quality) {
        int protocol = first;
        for (int headers = 0; headers < MOST_EXTENSION_HEADERS; headers++) {
            switch (protocol) {
                case HOP_BY_HOP, ROUTING, DESTINATION_OPTIONS, MOBILITY, HOST_IDENTITY, SHIM6 -> {
                    if (!cursor.has(8)) {
                        return cursor.fail(Undecodable.IP_HEADER_CUT);
                    }
                    protocol = cursor.octet(0);
                    cursor.at += 8 * (cursor.octet(1) + 1);
                }
                case FRAGMENT -> {
                    if (!cursor.has(8)) {
                        return cursor.fail(Undecodable.IP_HEADER_CUT);
                    }
                    int offset = cursor.half(2);
                    if (offset > 7) {
                        return fragment(cursor, cursor.octet(0), offset >>> 3, true, quality);
                    }
                    protocol = cursor.octet(0);
                    cursor.fragment = (offset & 1) != 0;
                    cursor.at += 8;
                }
                default -> {
                    return transport(cursor, protocol);
                }
            }
            if (cursor.at > cursor.wireEnd) {
                return cursor.fail(Undecodable.IP_HEADER_BAD);
            }
        }
        return cursor.fail(Undecodable.TOO_MANY_LAYERS);
    }
}
