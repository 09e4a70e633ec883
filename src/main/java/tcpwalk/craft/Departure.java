package tcpwalk.craft;

import java.security.SecureRandom;
import tcpwalk.craft.link.Injector;
import tcpwalk.craft.link.LinkException;
import tcpwalk.craft.link.PortGuard;
import tcpwalk.craft.link.Route;
import tcpwalk.craft.link.RouteLookup;
import tcpwalk.craft.link.Via;
import tcpwalk.wire.EndpointAddress;
import tcpwalk.wire.IpAddress;

/** What a walk holds of this machine while it lasts: the route to the peer, a guarded port and a way to send. */
public final class Departure implements AutoCloseable {

    private final Route route;
    private final PortGuard guard;
    private final Injector injector;

    private Departure(Route route, PortGuard guard, Injector injector) {
        this.route = route;
        this.guard = guard;
        this.injector = injector;
    }

    /**
     * Where a walk is to leave from; null or 0 leaves the choice to the kernel.
     *
     * @param via null for what suits the interface
     */
    public record Wish(String interfaceName, IpAddress source, int sourcePort, Via via) {
    }

    /** Finds the route, guards a port and opens the way out; the exception's message is for the user. */
    public static Departure prepare(IpAddress destination, Wish wish) throws LinkException {
        Route route = RouteLookup.to(destination).from(wish.source).over(wish.interfaceName).find();
        PortGuard guard = PortGuard.open(route, wish.sourcePort);
        try {
            Via via = wish.via == null ? Via.suiting(route.link()) : wish.via;
            return new Departure(route, guard, Injector.open(route, via));
        } catch (LinkException e) {
            guard.close();
            throw e;
        }
    }

    /** Our end: the source address and the guarded port. */
    public EndpointAddress local() {
        return guard.address();
    }

    /** Where packets leave, and the answers arrive. */
    public String interfaceName() {
        return route.link().name();
    }

    /** The largest TCP payload plus options that one packet on this route holds, in bytes. */
    public int maxSegment() {
        int headers = route.destination().version() == 4 ? 40 : 60;
        return Math.min(route.mtu(), 0xffff) - headers;
    }

    /** Sends segments this way. */
    public SegmentOutput output(int timeToLive) {
        return new PacketOutput(injector, timeToLive);
    }

    /** An initial sequence number that nobody can guess, different each time (RFC 9293 §3.4.1). */
    public static int randomNumber() {
        return new SecureRandom().nextInt();
    }

    @Override
    public void close() {
        injector.close();
        guard.close();
    }
}
