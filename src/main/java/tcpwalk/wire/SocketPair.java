package tcpwalk.wire;

/**
 * The two sockets that a segment goes between, each an address and a port: such a pair is what identifies a connection
 * (RFC 9293 §4, "connection"). Addresses are bits and not objects, since every segment is compared by them.
 */
public abstract class SocketPair {

    private int ipVersion = 4;
    private long sourceHigh;
    private long sourceLow;
    private long destinationHigh;
    private long destinationLow;
    private int sourcePort;
    private int destinationPort;

    SocketPair() {
    }

    /** 4 or 6. */
    public final int ipVersion() {
        return ipVersion;
    }

    /** Upper half of the source address; 0 for IPv4. */
    public final long sourceHigh() {
        return sourceHigh;
    }

    /** Lower half of the source address, or the whole of an IPv4 one. */
    public final long sourceLow() {
        return sourceLow;
    }

    /** Upper half of the destination address; 0 for IPv4. */
    public final long destinationHigh() {
        return destinationHigh;
    }

    /** Lower half of the destination address, or the whole of an IPv4 one. */
    public final long destinationLow() {
        return destinationLow;
    }

    public final int sourcePort() {
        return sourcePort;
    }

    public final int destinationPort() {
        return destinationPort;
    }

    /** The sending end. */
    public final EndpointAddress source() {
        return new EndpointAddress(new IpAddress(ipVersion, sourceHigh, sourceLow), sourcePort);
    }

    /** The addressed end. */
    public final EndpointAddress destination() {
        return new EndpointAddress(new IpAddress(ipVersion, destinationHigh, destinationLow), destinationPort);
    }

    final void join(int version, long fromHigh, long fromLow, long toHigh, long toLow) {
        ipVersion = version;
        sourceHigh = fromHigh;
        sourceLow = fromLow;
        destinationHigh = toHigh;
        destinationLow = toLow;
    }

    final void joinPorts(int source, int destination) {
        sourcePort = source;
        destinationPort = destination;
    }
}
