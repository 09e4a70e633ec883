package tcpwalk.craft.link;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;
import tcpwalk.wire.IpAddress;

/**
 * Finds the Ethernet address of a route's next hop: in the kernel's neighbour table where that is sure of it, else by
 * asking on the link.
 */
final class NeighbourResolver {

    private static final int HEADER_LENGTH = 12;
    private static final int DESTINATION = 1;
    private static final int LINK_ADDRESS = 2;
    private static final int STATE_OFFSET = 8;
    /** Reachable, delay, probe, no-ARP, permanent: NUD_VALID without stale. */
    private static final int SURE = 0x02 | 0x08 | 0x10 | 0x40 | 0x80;
    private static final int STALE = 0x04;
    /** RFC 4861 §10: RETRANS_TIMER and MAX_MULTICAST_SOLICIT; Linux does the same for ARP. */
    private static final long RETRANSMIT_TIMER = TimeUnit.SECONDS.toNanos(1);
    private static final int SOLICITATIONS = 3;

    private NeighbourResolver() {
    }

    static MacAddress resolve(Route route) throws LinkException {
        return resolve(route, RETRANSMIT_TIMER);
    }

    static MacAddress resolve(Route route, long retransmitTimer) throws LinkException {
        ByteBuffer known = inKernelTable(route);
        int state = known == null ? 0 : known.getShort(STATE_OFFSET);
        ByteBuffer address = known == null ? null : Netlink.find(known, HEADER_LENGTH, LINK_ADDRESS);
        MacAddress remembered = address == null || address.remaining() != MacAddress.LENGTH ? null
                : MacAddress.read(address.order(ByteOrder.BIG_ENDIAN), 0);
        if (remembered != null && (state & SURE) != 0) {
            return remembered;
        }
        MacAddress answered = solicit(route, retransmitTimer);
        if (answered != null) {
            return answered;
        }
        if (remembered != null && state == STALE) {
            return remembered;
        }
        throw new LinkException(LinkFault.NEIGHBOUR_SILENT, (route.viaGateway() ? "the gateway " : "") + route.nextHop()
                + " does not answer " + NeighbourQuestion.protocol(route.nextHop()) + " on " + route.link().name());
    }

    /** The kernel's entry for the next hop, or null. */
    private static ByteBuffer inKernelTable(Route route) {
        IpAddress address = route.nextHop();
        ByteBuffer request = Netlink.request();
        request.put((byte) (address.version() == 4 ? LibC.AF_INET : LibC.AF_INET6)).put(new byte[3]);
        request.putInt(route.link().index()).putInt(0);
        Netlink.attribute(request, DESTINATION, address.bytes());
        try (Netlink netlink = Netlink.open()) {
            return netlink.ask(Netlink.GET_NEIGHBOUR, request);
        } catch (SystemCallException e) {
            // No entry, or a kernel before 5.0 that cannot be asked for one: the link knows.
            return null;
        }
    }

    /** Asks on the link, three times; null if nobody answers. */
    private static MacAddress solicit(Route route, long retransmitTimer) throws LinkException {
        NeighbourQuestion question = NeighbourQuestion.about(route);
        NetworkLink link = route.link();
        byte[] received = new byte[link.mtu() + 18];
        try (NativeSocket socket = NativeSocket.open(LibC.AF_PACKET, LibC.SOCK_RAW, 0)) {
            if (route.nextHop().version() == 6) {
                socket.attach(SocketFilter.NEIGHBOUR_ADVERTISEMENTS);
            }
            socket.bind(SocketAddresses.link(link.index(), question.etherType()));
            for (int i = 0; i < SOLICITATIONS; i++) {
                byte[] frame = question.frame();
                socket.send(frame, frame.length, SocketAddresses.NONE);
                long deadline = System.nanoTime() + retransmitTimer;
                int length;
                while ((length = socket.receive(received, deadline)) >= 0) {
                    MacAddress answer = question.answerIn(ByteBuffer.wrap(received, 0, length));
                    if (answer != null) {
                        return answer;
                    }
                }
            }
            return null;
        } catch (SystemCallException e) {
            throw e.errno() == Errno.EPERM ? LinkException.noPermission("a packet socket", e)
                    : LinkException.of("cannot ask for " + route.nextHop() + " on " + link.name(), e);
        }
    }
}
