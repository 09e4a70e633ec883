package tcpwalk.capture.decode;

import java.nio.ByteBuffer;
import tcpwalk.capture.QuotedSegment;
import tcpwalk.wire.IpAddress;
import tcpwalk.wire.Segment;
import tcpwalk.wire.SegmentDecoder;

/** The header of a segment that an ICMP error quotes: at least its ends and its sequence number (RFC 792, RFC 4443). */
final class QuoteDecoder {

    private static final int ICMP_HEADER = 8;
    private static final int PORTS_AND_SEQUENCE = 8;
    private static final int TCP = 6;

    private static final int UNREACHABLE = 3;
    private static final int SOURCE_QUENCH = 4;
    private static final int REDIRECT = 5;
    private static final int TIME_EXCEEDED = 11;
    private static final int PARAMETER_PROBLEM = 12;
    private static final int FRAGMENTATION_NEEDED = 4;
    private static final int PACKET_TOO_BIG_V6 = 2;
    private static final int LAST_ERROR_V6 = 4;

    private final Segment quoted = new Segment();

    /**
     * Reads the error under the cursor.
     *
     * @param outer what carries it; holds the reporter's address and when it was seen
     * @return null when it is none, or quotes no segment
     */
    QuotedSegment decode(Cursor cursor, Segment outer) {
        if (!cursor.has(ICMP_HEADER)) {
            return null;
        }
        int type = cursor.octet(0);
        int code = cursor.octet(1);
        boolean v4 = cursor.ipVersion == 4;
        int mtu = -1;
        if (v4 && type == UNREACHABLE && code == FRAGMENTATION_NEEDED) {
            // A router older than RFC 1191 leaves the field 0.
            mtu = cursor.half(6) == 0 ? -1 : cursor.half(6);
        } else if (!v4 && type == PACKET_TOO_BIG_V6) {
            mtu = Math.max(-1, cursor.word(4));
        }
        boolean error = v4 ? isErrorV4(type) : type >= 1 && type <= LAST_ERROR_V6;
        cursor.at += ICMP_HEADER;
        if (!error || !(v4 ? quotesV4(cursor) : quotesV6(cursor))) {
            return null;
        }
        quoted.seen(outer.frame(), outer.time(), outer.packet().interfaceIndex());
        IpAddress reporter = new IpAddress(outer.ipVersion(), outer.sourceHigh(), outer.sourceLow());
        return new QuotedSegment(reporter, type, code, mtu, quoted);
    }

    private static boolean isErrorV4(int type) {
        return switch (type) {
            case UNREACHABLE, SOURCE_QUENCH, REDIRECT, TIME_EXCEEDED, PARAMETER_PROBLEM -> true;
            default -> false;
        };
    }

    private boolean quotesV4(Cursor cursor) {
        if (!cursor.has(20) || cursor.octet(0) >>> 4 != 4 || cursor.octet(9) != TCP) {
            return false;
        }
        int header = 4 * (cursor.octet(0) & 0xf);
        boolean firstFragment = (cursor.half(6) & 0x1fff) == 0;
        quoted.addresses(cursor.word(12), cursor.word(16));
        quoted.packet().timeToLive(cursor.octet(8)).identification(cursor.half(4)).ecn(cursor.octet(1) & 3);
        return header >= 20 && firstFragment && quotesTcp(cursor, header, cursor.half(2) - header);
    }

    private boolean quotesV6(Cursor cursor) {
        if (!cursor.has(40) || cursor.octet(0) >>> 4 != 6 || cursor.octet(6) != TCP) {
            return false;
        }
        ByteBuffer bytes = cursor.bytes;
        int at = cursor.at;
        quoted.addresses(bytes.getLong(at + 8), bytes.getLong(at + 16), bytes.getLong(at + 24), bytes.getLong(at + 32));
        quoted.packet().timeToLive(cursor.octet(7)).identification(-1).ecn(cursor.word(0) >>> 20 & 3);
        return quotesTcp(cursor, 40, cursor.half(4));
    }

    private boolean quotesTcp(Cursor cursor, int header, int length) {
        cursor.at += header;
        if (!cursor.has(PORTS_AND_SEQUENCE)) {
            return false;
        }
        int captured = cursor.end - cursor.at;
        if (SegmentDecoder.decode(cursor.bytes, cursor.at, captured, length, quoted) != null) {
            quoted.ports(cursor.half(0), cursor.half(2)).seq(cursor.word(4));
            quoted.ack(0).flags(0).window(0).urgentPointer(0).length(0).truncated(true);
            quoted.payload(cursor.bytes, cursor.at, 0).options().clear();
        }
        return true;
    }
}
