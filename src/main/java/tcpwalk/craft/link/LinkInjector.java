package tcpwalk.craft.link;

import java.nio.ByteBuffer;

/**
 * Sends Ethernet frames on one interface to one next hop, past this machine's routing and firewall.
 *
 * <p>A packet socket of protocol 0: what libpcap's inject uses underneath, without the receive buffer that a second
 * capture handle would fill in vain. Captures see its frames.
 */
final class LinkInjector implements Injector {

    private static final int ETHERNET_HEADER = 14;
    private static final short IPV4 = 0x0800;
    private static final short IPV6 = (short) 0x86dd;

    private final NativeSocket socket;
    private final NetworkLink link;
    private final ByteBuffer frame = ByteBuffer.allocate(ETHERNET_HEADER + 0xffff + 40);

    private LinkInjector(NativeSocket socket, NetworkLink link, MacAddress nextHop) {
        this.socket = socket;
        this.link = link;
        nextHop.write(frame);
        link.mac().write(frame);
    }

    static LinkInjector open(Route route) throws LinkException {
        NetworkLink link = route.link();
        if (!link.isEthernet()) {
            throw new LinkException(LinkFault.NOT_ETHERNET, link.name() + " takes no Ethernet frames");
        }
        MacAddress nextHop = NeighbourResolver.resolve(route);
        try {
            return new LinkInjector(NativeSocket.openBound(LibC.AF_PACKET, LibC.SOCK_RAW, 0,
                    SocketAddresses.link(link.index(), 0)), link, nextHop);
        } catch (SystemCallException e) {
            throw refused(link, 0, e);
        }
    }

    @Override
    public synchronized void send(ByteBuffer packet) throws LinkException {
        frame.position(2 * MacAddress.LENGTH);
        frame.putShort(packet.get(packet.position()) >>> 4 == 4 ? IPV4 : IPV6).put(packet.duplicate());
        try {
            socket.send(frame.array(), frame.position(), SocketAddresses.NONE);
        } catch (SystemCallException e) {
            throw refused(link, packet.remaining(), e);
        }
    }

    private static LinkException refused(NetworkLink link, int length, SystemCallException cause) {
        return switch (cause.errno()) {
            case Errno.EPERM, Errno.EACCES -> LinkException.noPermission("a packet socket", cause);
            case Errno.EMSGSIZE -> new LinkException(LinkFault.PACKET_TOO_LONG,
                    length + " bytes do not fit into the " + link.mtu() + " of " + link.name(), cause);
            case Errno.ENETDOWN -> new LinkException(LinkFault.INTERFACE_DOWN,
                    "interface " + link.name() + " is down", cause);
            case Errno.ENXIO, Errno.ENODEV -> new LinkException(LinkFault.INTERFACE_UNKNOWN,
                    "interface " + link.name() + " is gone", cause);
            default -> LinkException.of("cannot send on " + link.name(), cause);
        };
    }

    @Override
    public void close() {
        socket.close();
    }
}
