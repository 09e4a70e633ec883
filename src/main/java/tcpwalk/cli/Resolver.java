package tcpwalk.cli;

import java.net.InetAddress;
import java.net.UnknownHostException;
import tcpwalk.wire.IpAddress;

/** From what the user typed to the address that is walked to. */
final class Resolver {

    private Resolver() {
    }

    /**
     * The first address of a host in the order that the system prefers.
     *
     * @param version 4, 6, or 0 for either
     */
    static IpAddress resolve(String host, int version) throws Failure {
        InetAddress[] addresses;
        try {
            addresses = InetAddress.getAllByName(host);
        } catch (UnknownHostException e) {
            throw new Failure(ExitCode.ENVIRONMENT, "'" + host + "' does not resolve: check the name, or the resolver"
                    + " in /etc/resolv.conf, or give an address", e);
        }
        for (InetAddress address : addresses) {
            IpAddress candidate = IpAddress.of(address);
            if (version == 0 || candidate.version() == version) {
                return candidate;
            }
        }
        throw new Failure(ExitCode.ENVIRONMENT, "'" + host + "' has no IPv" + version + " address: leave -" + version
                + " out");
    }
}
