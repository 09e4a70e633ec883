package tcpwalk.craft.link;

import tcpwalk.wire.EndpointAddress;
import tcpwalk.wire.IpAddress;

/**
 * Reserves a source port and keeps the kernel from answering for it: a listening socket that receives nothing.
 *
 * <p>The kernel resets a segment for which it finds no socket (RFC 9293 §3.10.7.1). Here it finds a listener, whose
 * filter drops the segment before TCP sees it; a capture still does. The filter is there before the socket is bound,
 * so that there is no moment without it. The kernel takes the guard away with the process, however that ends.
 */
public final class PortGuard implements AutoCloseable {

    private static final int IPPROTO_IP = 0;
    private static final int IP_MINTTL = 21;
    private static final int IPPROTO_IPV6 = 41;
    private static final int IPV6_V6ONLY = 26;
    private static final int IPV6_MINHOPCOUNT = 73;
    private static final int GREATEST_TIME_TO_LIVE = 255;

    private final NativeSocket socket;
    private final EndpointAddress address;

    private PortGuard(NativeSocket socket, EndpointAddress address) {
        this.socket = socket;
        this.address = address;
    }

    /**
     * Guards a port of the route's source address.
     *
     * @param port 0 lets the kernel choose a free one
     */
    public static PortGuard open(Route route, int port) throws LinkException {
        return open(route.source(), route.link().index(), port);
    }

    static PortGuard open(IpAddress source, int interfaceIndex, int port) throws LinkException {
        NativeSocket socket = null;
        try {
            socket = NativeSocket.open(source.version() == 4 ? LibC.AF_INET : LibC.AF_INET6, LibC.SOCK_STREAM, 0);
            silence(socket, source.version());
            if (source.version() == 6) {
                socket.option(IPPROTO_IPV6, IPV6_V6ONLY, 1);
            }
            socket.bind(SocketAddresses.ip(source, port, interfaceIndex));
            socket.listen();
            return new PortGuard(socket, new EndpointAddress(source, socket.localPort()));
        } catch (SystemCallException e) {
            if (socket != null) {
                socket.close();
            }
            throw refused(source, port, e);
        }
    }

    /**
     * Newer kernels (since commit 5d39580f68e6) let only CAP_NET_ADMIN filter a TCP socket. Everybody may ask for a
     * least time to live (RFC 5082 §3), and nothing arrives with 255 but from a neighbour that starts there.
     */
    private static void silence(NativeSocket socket, int version) throws SystemCallException {
        try {
            socket.attach(SocketFilter.DROP_ALL);
        } catch (SystemCallException e) {
            if (e.errno() != Errno.EPERM) {
                throw e;
            }
            socket.option(version == 4 ? IPPROTO_IP : IPPROTO_IPV6, version == 4 ? IP_MINTTL : IPV6_MINHOPCOUNT,
                    GREATEST_TIME_TO_LIVE);
        }
    }

    private static LinkException refused(IpAddress source, int port, SystemCallException cause) {
        String message = switch (cause.errno()) {
            case Errno.EADDRINUSE -> port == 0 ? "no source port is free on " + source
                    : "source port " + port + " is in use on " + source;
            case Errno.EADDRNOTAVAIL -> source + " is not an address of this machine";
            case Errno.EACCES -> "source port " + port + " is privileged";
            default -> "cannot guard a source port on " + source + ": " + cause.getMessage();
        };
        return new LinkException(LinkFault.of(cause.errno()), message, cause);
    }

    /** The guarded end: the source address with the port that was asked for, or the one that the kernel chose. */
    public EndpointAddress address() {
        return address;
    }

    /** Gives the port back; from now on the kernel resets whatever still arrives for it. */
    @Override
    public void close() {
        socket.close();
    }
}
