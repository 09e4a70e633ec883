package tcpwalk.capture;

import tcpwalk.wire.IpAddress;
import tcpwalk.wire.Segment;

/**
 * An ICMP error (RFC 792, RFC 4443) and the segment whose header it quotes.
 *
 * @param reporter who sent the error: a router on the way or the addressed host
 * @param type     the ICMP type, of the IP version of {@code reporter}
 * @param code     the ICMP code
 * @param mtu      what the next link can carry, where the error says so (RFC 1191, RFC 8201), else -1
 * @param segment  the ends and the sequence number; the rest counts only where it is not {@code truncated}
 */
public record QuotedSegment(IpAddress reporter, int type, int code, int mtu, Segment segment) {

    /** One that stays as it is. */
    public QuotedSegment copy() {
        return new QuotedSegment(reporter, type, code, mtu, segment.copy());
    }
}
