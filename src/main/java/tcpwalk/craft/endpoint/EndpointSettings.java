package tcpwalk.craft.endpoint;

import tcpwalk.tcp.Side;
import tcpwalk.wire.EndpointAddress;

/**
 * What an endpoint is told before it opens.
 *
 * @param side            which end of the connection it plays
 * @param iss             the initial send sequence number
 * @param timestampOffset added to the millisecond clock, so that timestamps reveal no uptime (RFC 7323 §5.4)
 * @param maxSegment      the largest TCP payload plus options, in bytes, that the way to the peer carries
 * @param retries         how often a SYN, data or a FIN is repeated before giving up
 * @param twoMsl          nanoseconds of TIME-WAIT
 */
public record EndpointSettings(Side side, EndpointAddress local, EndpointAddress remote, Offer offer, int iss,
        int timestampOffset, int maxSegment, int retries, long twoMsl) {

    public EndpointSettings {
        if (retries < 0) {
            throw new IllegalArgumentException("cannot repeat " + retries + " times");
        }
    }

    /** The like for a server that plays the peer of this end in memory, its initial number another one. */
    public EndpointSettings ofPeer() {
        return new EndpointSettings(Side.SERVER, remote, local, offer, ~iss, 0, maxSegment, retries, twoMsl);
    }
}
