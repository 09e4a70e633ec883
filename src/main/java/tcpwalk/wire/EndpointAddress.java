package tcpwalk.wire;

/**
 * What RFC 9293 calls a socket: an address and a port. Named otherwise so that nobody takes it for an open one.
 *
 * @param port 0 to 65535
 */
public record EndpointAddress(IpAddress address, int port) {

    /** {@code 10.0.0.1:80} or {@code [fd99::2]:80}. */
    @Override
    public String toString() {
        return address.version() == 6 ? "[" + address + "]:" + port : address + ":" + port;
    }
}
