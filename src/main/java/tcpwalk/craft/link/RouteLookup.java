package tcpwalk.craft.link;

import java.nio.ByteBuffer;
import tcpwalk.wire.IpAddress;

/**
 * Asks the kernel which way a packet to a destination would go, without sending one.
 *
 * <pre>Route route = RouteLookup.to(destination).over("eth0").find();</pre>
 */
public final class RouteLookup {

    private static final int HEADER_LENGTH = 12;
    private static final int DESTINATION = 1;
    private static final int SOURCE = 2;
    private static final int OUTPUT_INTERFACE = 4;
    private static final int GATEWAY = 5;
    private static final int PREFERRED_SOURCE = 7;
    private static final int METRICS = 8;
    private static final int MTU_METRIC = 2;
    /** A gateway of the other IP version (RFC 8950): two bytes of family, then the address. */
    private static final int VIA = 18;
    private static final int TYPE_OFFSET = 7;
    private static final int LOCAL = 2;

    private final IpAddress destination;
    private IpAddress source;
    private String interfaceName;

    private RouteLookup(IpAddress destination) {
        this.destination = destination;
    }

    /** Loads what system calls take: 100 ms at first, which can pass on another thread while names are resolved. */
    public static void prepare() throws LinkException {
        try (Netlink netlink = Netlink.open()) {
            new LinkTable(netlink).named("lo");
        } catch (SystemCallException e) {
            throw LinkException.of("cannot talk to the kernel's routing tables", e);
        }
    }

    public static RouteLookup to(IpAddress destination) {
        return new RouteLookup(destination);
    }

    /** Insists on a source address of this machine; null leaves the choice to the kernel. */
    public RouteLookup from(IpAddress source) {
        this.source = source;
        return this;
    }

    /** Insists on an interface, which a link-local destination needs; null leaves the choice to the kernel. */
    public RouteLookup over(String interfaceName) {
        this.interfaceName = interfaceName;
        return this;
    }

    /** The kernel's answer; every refusal says which address or interface it is about. */
    public Route find() throws LinkException {
        if (source != null && source.version() != destination.version()) {
            throw new LinkException(LinkFault.NO_ROUTE,
                    source + " and " + destination + " are of different IP versions");
        }
        if (interfaceName == null && SocketAddresses.isLinkLocal(destination)) {
            throw new LinkException(LinkFault.NO_ROUTE,
                    destination + " exists on every link: say which, with --iface or " + destination + "%NAME");
        }
        try (Netlink netlink = Netlink.open()) {
            LinkTable links = new LinkTable(netlink);
            NetworkLink asked = interfaceName == null ? null : links.named(interfaceName);
            if (asked != null && !asked.isUp()) {
                throw new LinkException(LinkFault.INTERFACE_DOWN, "interface " + interfaceName + " is down");
            }
            requireLocalSource(netlink);
            return read(links, askRoute(netlink, asked), asked);
        } catch (SystemCallException e) {
            throw LinkException.of("cannot ask the kernel for a route to " + destination, e);
        }
    }

    /** The kernel's refusal of a foreign source looks like a missing route, or for IPv6 does not come at all. */
    private void requireLocalSource(Netlink netlink) throws LinkException {
        // A link-local source is looked for when it is bound.
        if (source == null || SocketAddresses.isLinkLocal(source)) {
            return;
        }
        try {
            if (netlink.ask(Netlink.GET_ROUTE, question(source, null)).get(TYPE_OFFSET) == LOCAL) {
                return;
            }
        } catch (SystemCallException e) {
            // No route to it: certainly not this machine's.
        }
        throw new LinkException(LinkFault.ADDRESS_NOT_LOCAL, source + " is not an address of this machine");
    }

    private static ByteBuffer question(IpAddress to, IpAddress from) {
        int bits = to.version() == 4 ? 32 : 128;
        ByteBuffer request = Netlink.request();
        request.put((byte) (to.version() == 4 ? LibC.AF_INET : LibC.AF_INET6));
        request.put((byte) bits).put((byte) (from == null ? 0 : bits)).put(new byte[9]);
        Netlink.attribute(request, DESTINATION, to.bytes());
        if (from != null) {
            Netlink.attribute(request, SOURCE, from.bytes());
        }
        return request;
    }

    private ByteBuffer askRoute(Netlink netlink, NetworkLink asked) throws LinkException {
        ByteBuffer request = question(destination, source);
        if (asked != null) {
            Netlink.attribute(request, OUTPUT_INTERFACE, Netlink.number(asked.index()));
        }
        try {
            return netlink.ask(Netlink.GET_ROUTE, request);
        } catch (SystemCallException e) {
            throw noRoute(e);
        }
    }

    private LinkException noRoute(SystemCallException cause) {
        String way = "from " + (source == null ? "this machine" : source) + " to " + destination
                + (interfaceName == null ? "" : " over " + interfaceName);
        return switch (cause.errno()) {
            case Errno.EACCES -> new LinkException(LinkFault.PROHIBITED, "a rule prohibits the route " + way, cause);
            case Errno.EINVAL -> new LinkException(LinkFault.PROHIBITED, "a rule discards what goes " + way, cause);
            case Errno.ENETDOWN -> new LinkException(LinkFault.INTERFACE_DOWN, "the interface is down " + way, cause);
            default -> new LinkException(LinkFault.NO_ROUTE, "there is no route " + way, cause);
        };
    }

    private Route read(LinkTable links, ByteBuffer answer, NetworkLink asked) throws LinkException {
        ByteBuffer output = Netlink.find(answer, HEADER_LENGTH, OUTPUT_INTERFACE);
        IpAddress chosen = source != null ? source : address(Netlink.find(answer, HEADER_LENGTH, PREFERRED_SOURCE));
        if (output == null || chosen == null) {
            throw new LinkException(LinkFault.NO_ROUTE, "the kernel names no way to " + destination);
        }
        NetworkLink link = links.numbered(output.getInt(0));
        boolean local = answer.get(TYPE_OFFSET) == LOCAL;
        if (asked != null && asked.index() != link.index()) {
            throw new LinkException(LinkFault.OTHER_INTERFACE, destination + " is reached over " + link.name()
                    + ", not " + asked.name() + (local ? ": it is this machine's own address" : ""));
        }
        if (!link.isUp()) {
            throw new LinkException(LinkFault.INTERFACE_DOWN, "interface " + link.name() + " is down");
        }
        return new Route(destination, chosen, nextHop(answer), link, mtu(answer, link), local);
    }

    private IpAddress nextHop(ByteBuffer answer) {
        ByteBuffer via = Netlink.find(answer, HEADER_LENGTH, VIA);
        IpAddress gateway = via == null ? address(Netlink.find(answer, HEADER_LENGTH, GATEWAY))
                : address(via.slice(2, via.limit() - 2));
        return gateway == null ? destination : gateway;
    }

    private static int mtu(ByteBuffer answer, NetworkLink link) {
        ByteBuffer metrics = Netlink.find(answer, HEADER_LENGTH, METRICS);
        ByteBuffer mtu = metrics == null ? null : Netlink.find(metrics, 0, MTU_METRIC);
        return mtu == null ? link.mtu() : Math.min(link.mtu(), mtu.getInt(0));
    }

    private static IpAddress address(ByteBuffer value) {
        return value == null ? null : SocketAddresses.read(value);
    }
}
