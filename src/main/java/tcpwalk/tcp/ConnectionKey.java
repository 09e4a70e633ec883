package tcpwalk.tcp;

import tcpwalk.wire.EndpointAddress;
import tcpwalk.wire.IpAddress;
import tcpwalk.wire.Segment;

/**
 * Both ends of a connection, as bits and not as objects, since every packet is compared with one.
 */
public final class ConnectionKey {

    private final int ipVersion;
    private final long clientHigh;
    private final long clientLow;
    private final long serverHigh;
    private final long serverLow;
    private final int ports;

    private ConnectionKey(int ipVersion, long clientHigh, long clientLow, long serverHigh, long serverLow, int ports) {
        this.ipVersion = ipVersion;
        this.clientHigh = clientHigh;
        this.clientLow = clientLow;
        this.serverHigh = serverHigh;
        this.serverLow = serverLow;
        this.ports = ports;
    }

    /** The key of a segment's connection, whose sender is the client or not. */
    static ConnectionKey of(Segment segment, Side from) {
        int source = segment.sourcePort();
        int destination = segment.destinationPort();
        return from == Side.CLIENT
                ? new ConnectionKey(segment.ipVersion(), segment.sourceHigh(), segment.sourceLow(),
                        segment.destinationHigh(), segment.destinationLow(), source << 16 | destination)
                : new ConnectionKey(segment.ipVersion(), segment.destinationHigh(), segment.destinationLow(),
                        segment.sourceHigh(), segment.sourceLow(), destination << 16 | source);
    }

    /** Who sent the segment, or null when it belongs to other ends. */
    Side senderOf(Segment segment) {
        if (segment.ipVersion() != ipVersion) {
            return null;
        }
        int both = segment.sourcePort() << 16 | segment.destinationPort();
        if (both == ports && segment.sourceLow() == clientLow && segment.destinationLow() == serverLow
                && segment.sourceHigh() == clientHigh && segment.destinationHigh() == serverHigh) {
            return Side.CLIENT;
        }
        boolean reversed = (both << 16 | both >>> 16) == ports && segment.sourceLow() == serverLow
                && segment.destinationLow() == clientLow && segment.sourceHigh() == serverHigh
                && segment.destinationHigh() == clientHigh;
        return reversed ? Side.SERVER : null;
    }

    /** The client's address and port. */
    public EndpointAddress client() {
        return new EndpointAddress(new IpAddress(ipVersion, clientHigh, clientLow), ports >>> 16);
    }

    /** The server's address and port. */
    public EndpointAddress server() {
        return new EndpointAddress(new IpAddress(ipVersion, serverHigh, serverLow), ports & 0xffff);
    }

    /** The same for both directions; {@code seed} keeps a hostile capture from choosing its collisions. */
    static int hash(Segment segment, long seed) {
        long a = mix(segment.sourceLow() ^ Long.rotateLeft(segment.sourceHigh(), 29), segment.sourcePort(), seed);
        long b = mix(segment.destinationLow() ^ Long.rotateLeft(segment.destinationHigh(), 29),
                segment.destinationPort(), seed);
        long both = (a + b) * 0x9e3779b97f4a7c15L;
        return (int) (both >>> 32);
    }

    private static long mix(long address, int port, long seed) {
        long bits = (address ^ seed) * 0xff51afd7ed558ccdL + port;
        bits ^= bits >>> 32;
        bits *= 0xc4ceb9fe1a85ec53L;
        return bits ^ bits >>> 29;
    }
}
