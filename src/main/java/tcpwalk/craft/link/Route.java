package tcpwalk.craft.link;

import tcpwalk.wire.IpAddress;

/**
 * The way from this machine to a destination.
 *
 * @param source  the address that this machine uses
 * @param nextHop the gateway, or the destination itself where it is on the link
 * @param link    the interface that packets leave through; loopback for an address of this machine
 * @param mtu     the longest packet that the kernel would send there, in bytes
 * @param local   whether the destination is this machine itself
 */
public record Route(IpAddress destination, IpAddress source, IpAddress nextHop, NetworkLink link, int mtu,
                    boolean local) {

    /** Whether packets pass a gateway. */
    public boolean viaGateway() {
        return !nextHop.equals(destination);
    }
}
