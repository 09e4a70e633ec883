package tcpwalk.tcp;

import tcpwalk.wire.EndpointAddress;
import tcpwalk.wire.IpAddress;
import tcpwalk.wire.Segment;

/** Who talks in a connection: both addresses and ports, as bits and not as objects, since every segment is compared. */
public abstract class ConnectionEnds {

    private final byte ipVersion;
    private final int ports;
    private final short vlan;
    private final long clientHigh;
    private final long clientLow;
    private final long serverHigh;
    private final long serverLow;

    ConnectionEnds(Segment first, Side from) {
        boolean fromClient = from == Side.CLIENT;
        ipVersion = (byte) first.ipVersion();
        vlan = (short) first.packet().vlan();
        ports = fromClient ? first.sourcePort() << 16 | first.destinationPort()
                : first.destinationPort() << 16 | first.sourcePort();
        clientHigh = fromClient ? first.sourceHigh() : first.destinationHigh();
        clientLow = fromClient ? first.sourceLow() : first.destinationLow();
        serverHigh = fromClient ? first.destinationHigh() : first.sourceHigh();
        serverLow = fromClient ? first.destinationLow() : first.sourceLow();
    }

    /** The ends that a row is about. */
    ConnectionEnds(TcbRows tcbs, int row) {
        ipVersion = (byte) tcbs.ipVersion(row);
        vlan = (short) tcbs.vlan(row);
        ports = tcbs.ports(row);
        clientHigh = tcbs.addressHigh(row, 0);
        clientLow = tcbs.addressLow(row, 0);
        serverHigh = tcbs.addressHigh(row, TcbRows.SERVER);
        serverLow = tcbs.addressLow(row, TcbRows.SERVER);
    }

    /** An end's address and port. */
    public EndpointAddress address(Side side) {
        return side == Side.CLIENT
                ? new EndpointAddress(new IpAddress(ipVersion, clientHigh, clientLow), ports >>> 16)
                : new EndpointAddress(new IpAddress(ipVersion, serverHigh, serverLow), ports & 0xffff);
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

    /** The VLAN of the first segment, or -1; part of who talks only where the table is told so. */
    int vlan() {
        return vlan;
    }

    /** A number for an end's address, the same for the same address, spread over 64 bits. */
    public final long addressMark(Side side) {
        boolean ofClient = side == Side.CLIENT;
        return mark(ofClient ? clientHigh : serverHigh, ofClient ? clientLow : serverLow);
    }

    /** The like for the network that an address belongs to: the first 16 bits of an IPv4 one, 32 of an IPv6 one. */
    public final long networkMark(Side side) {
        boolean ofClient = side == Side.CLIENT;
        return networkMark(ipVersion, ofClient ? clientHigh : serverHigh, ofClient ? clientLow : serverLow);
    }

    /** An end's port. */
    public final int port(Side side) {
        return side == Side.CLIENT ? ports >>> 16 : ports & 0xffff;
    }

    /** The like for a segment's ends; see {@link #addressMark}. */
    public static long sourceMark(Segment segment) {
        return mark(segment.sourceHigh(), segment.sourceLow());
    }

    public static long destinationMark(Segment segment) {
        return mark(segment.destinationHigh(), segment.destinationLow());
    }

    /** The like for the network of a segment's source; see {@link #networkMark}. */
    public static long sourceNetworkMark(Segment segment) {
        return networkMark(segment.ipVersion(), segment.sourceHigh(), segment.sourceLow());
    }

    private static long networkMark(int version, long high, long low) {
        return version == 4 ? mark(0, low >>> 16) : mark(high >>> 32, 1);
    }

    private static long mark(long high, long low) {
        long bits = high * 0xff51afd7ed558ccdL + low;
        bits = (bits ^ bits >>> 32) * 0xc4ceb9fe1a85ec53L;
        return bits ^ bits >>> 29;
    }

    /** Something of what every segment is compared with, for a look ahead. */
    int touchEnds() {
        return ports;
    }
}
