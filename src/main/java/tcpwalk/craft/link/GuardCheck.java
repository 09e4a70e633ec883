package tcpwalk.craft.link;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import tcpwalk.wire.EndpointAddress;
import tcpwalk.wire.IpAddress;
import tcpwalk.wire.Segment;
import tcpwalk.wire.TcpFlags;

/**
 * Tries on loopback whether {@link PortGuard} keeps this kernel from resetting a connection that it does not know.
 *
 * <p>A forged SYN-ACK goes to a guarded port, then one to an unguarded port. The second one's reset proves that resets
 * are seen here, and that the first one's would have come before it.
 */
public final class GuardCheck {

    /** Of all 127.0.0.0/8, an address where nobody else's traffic is in the way. */
    private static final IpAddress LOOPBACK = IpAddress.parse("127.84.67.80");
    private static final IpAddress LOOPBACK_6 = IpAddress.parse("::1");
    private static final int PEER_PORT = 9;
    private static final int FORGED_ACK = 0x7463_7001;
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(1);

    private final Route route;
    private boolean guardedReset;

    private GuardCheck(Route route) {
        this.route = route;
    }

    /** What was seen. */
    public enum Verdict {
        /** The kernel reset the unguarded port and kept quiet for the guarded one. */
        WORKS,
        /** The kernel reset the guarded port, too. */
        USELESS,
        /** Not even the unguarded port was reset: a firewall drops resets, or this is no usual kernel. */
        NO_RESET_AT_ALL
    }

    /**
     * Runs the trial; a second at most.
     *
     * @param version 4 or 6
     */
    public static Verdict run(int version) throws LinkException {
        return new GuardCheck(RouteLookup.to(version == 4 ? LOOPBACK : LOOPBACK_6).find()).run();
    }

    private Verdict run() throws LinkException {
        int family = route.destination().version() == 4 ? LibC.AF_INET : LibC.AF_INET6;
        try (NativeSocket received = NativeSocket.open(family, LibC.SOCK_RAW, LibC.IPPROTO_TCP);
                Injector injector = RawSocketInjector.open(route);
                PortGuard guard = PortGuard.open(route, 0)) {
            received.bind(SocketAddresses.ip(route.destination(), 0, 0));
            EndpointAddress guarded = guard.address();
            EndpointAddress unguarded = unguarded();
            injector.send(synAckTo(guarded));
            injector.send(synAckTo(unguarded));
            return judge(received, guarded.port(), unguarded.port());
        } catch (SystemCallException e) {
            throw LinkException.of("cannot listen for resets on " + route.destination(), e);
        }
    }

    /** A port that was free a moment ago. */
    private EndpointAddress unguarded() throws LinkException {
        try (PortGuard brief = PortGuard.open(route, 0)) {
            return brief.address();
        }
    }

    private ByteBuffer synAckTo(EndpointAddress end) {
        Segment segment = new Segment().between(new EndpointAddress(route.destination(), PEER_PORT), end)
                .flags(TcpFlags.SYN | TcpFlags.ACK).seq(1).ack(FORGED_ACK).window(0xffff);
        ByteBuffer packet = ByteBuffer.allocate(80);
        PacketEncoder.encode(segment, packet);
        return packet.flip();
    }

    private Verdict judge(NativeSocket received, int guarded, int unguarded) throws SystemCallException {
        byte[] buffer = new byte[2048];
        long deadline = System.nanoTime() + PATIENCE;
        int length;
        while ((length = received.receive(buffer, deadline)) >= 0) {
            // An IPv4 raw socket hands over the IP header, an IPv6 one does not.
            int tcp = route.destination().version() == 4 ? (buffer[0] & 0xf) * 4 : 0;
            ByteBuffer segment = ByteBuffer.wrap(buffer, 0, length);
            if (length < tcp + 20 || segment.getShort(tcp + 2) != PEER_PORT || segment.getInt(tcp + 4) != FORGED_ACK
                    || (segment.get(tcp + 13) & TcpFlags.RST) == 0) {
                continue;
            }
            int resetBy = segment.getShort(tcp) & 0xffff;
            guardedReset |= resetBy == guarded;
            if (resetBy == unguarded) {
                return guardedReset ? Verdict.USELESS : Verdict.WORKS;
            }
        }
        return guardedReset ? Verdict.USELESS : Verdict.NO_RESET_AT_ALL;
    }
}
