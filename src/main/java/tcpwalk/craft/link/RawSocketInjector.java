package tcpwalk.craft.link;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import tcpwalk.wire.IpAddress;

/**
 * Sends through a raw IP socket, the packet's own header included; works on loopback and on links without framing.
 *
 * <p>{@code IPPROTO_RAW} implies that the header is included, for IPv6 as well (Linux, net/ipv6/af_inet6.c), and
 * receives nothing.
 */
final class RawSocketInjector implements Injector {

    private static final int IPV4_DESTINATION = 16;
    private static final int IPV6_DESTINATION = 24;

    private final NativeSocket socket;
    private final Route route;
    private final byte[] packetBytes = new byte[0xffff + 40];

    private RawSocketInjector(NativeSocket socket, Route route) {
        this.socket = socket;
        this.route = route;
    }

    static RawSocketInjector open(Route route) throws LinkException {
        NativeSocket socket = null;
        try {
            boolean four = route.source().version() == 4;
            socket = NativeSocket.open(four ? LibC.AF_INET : LibC.AF_INET6, LibC.SOCK_RAW, LibC.IPPROTO_RAW);
            if (!route.local()) {
                // The packet must leave where the capture listens, whatever other rules say. A packet to ourselves
                // takes its way through lo, which a bound device would forbid.
                byte[] name = (route.link().name() + '\0').getBytes(StandardCharsets.UTF_8);
                socket.option(LibC.SOL_SOCKET, LibC.SO_BINDTODEVICE, name);
            }
            // Rules that choose a route by source address look at the socket, not at the packet.
            socket.bind(SocketAddresses.ip(route.source(), 0, route.link().index()));
            return new RawSocketInjector(socket, route);
        } catch (SystemCallException e) {
            if (socket != null) {
                socket.close();
            }
            throw e.errno() == Errno.EPERM || e.errno() == Errno.EACCES
                    ? LinkException.noPermission("a raw IP socket", e)
                    : LinkException.of("cannot open a raw IP socket on " + route.source(), e);
        }
    }

    @Override
    public synchronized void send(ByteBuffer packet) throws LinkException {
        int length = packet.remaining();
        boolean four = packet.get(packet.position()) >>> 4 == 4;
        int at = packet.position() + (four ? IPV4_DESTINATION : IPV6_DESTINATION);
        IpAddress destination = SocketAddresses.read(packet.slice(at, four ? 4 : 16));
        packet.get(packet.position(), packetBytes, 0, length);
        try {
            socket.send(packetBytes, length, SocketAddresses.ip(destination, 0, route.link().index()));
        } catch (SystemCallException e) {
            throw refused(destination, length, e);
        }
    }

    private LinkException refused(IpAddress destination, int length, SystemCallException cause) {
        return switch (cause.errno()) {
            case Errno.EMSGSIZE -> new LinkException(LinkFault.PACKET_TOO_LONG,
                    length + " bytes do not fit into the " + route.mtu() + " of " + route.link().name(), cause);
            // Sending needs no privilege any more: EPERM is the firewall's verdict, EACCES that of a prohibit route.
            case Errno.EPERM, Errno.EACCES -> new LinkException(LinkFault.PROHIBITED,
                    "a rule of this machine forbids packets to " + destination, cause);
            case Errno.ENETDOWN -> new LinkException(LinkFault.INTERFACE_DOWN,
                    "interface " + route.link().name() + " is down", cause);
            default -> LinkException.of("cannot send to " + destination + " over " + route.link().name(), cause);
        };
    }

    @Override
    public void close() {
        socket.close();
    }
}
