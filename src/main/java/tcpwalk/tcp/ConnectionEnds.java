package tcpwalk.tcp;

import tcpwalk.wire.EndpointAddress;
import tcpwalk.wire.IpAddress;
import tcpwalk.wire.Segment;

/** Who talks in a connection: both addresses and ports, as bits and not as objects, since every segment is compared. */
abstract class ConnectionEnds {

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

    /** Something of what every segment is compared with, for a look ahead. */
    int touchEnds() {
        return ports;
    }
}
