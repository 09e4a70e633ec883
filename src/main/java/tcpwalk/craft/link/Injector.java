package tcpwalk.craft.link;

import java.nio.ByteBuffer;

/** Sends complete IP packets, IPv4 or IPv6, along one route. Several threads may send. */
public interface Injector extends AutoCloseable {

    /**
     * Sends the packet between the buffer's position and limit, which stay as they are.
     *
     * <p>Over a raw socket the kernel fills in the IPv4 checksum, and the identification where it is 0.
     */
    void send(ByteBuffer packet) throws LinkException;

    @Override
    void close();

    /** Opens the way asked for, the next hop's link-layer address resolved, so that the first packet leaves at once. */
    static Injector open(Route route, Via via) throws LinkException {
        return via == Via.RAW ? RawSocketInjector.open(route) : LinkInjector.open(route);
    }
}
