package tcpwalk.testnet;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tcpwalk.wire.EndpointAddress;
import tcpwalk.wire.IpAddress;

/**
 * One state change of a kernel socket.
 *
 * @param time   nanoseconds of the monotonic clock, which {@link System#nanoTime()} reads too
 * @param local  the socket's own end
 * @param remote its peer; port 0 for a listener
 * @param from   the kernel's name of the old state, without {@code TCP_}
 */
public record Transition(long time, EndpointAddress local, EndpointAddress remote, String from, String to) {

    private static final Pattern LINE = Pattern.compile("\\s(\\d+)\\.(\\d{6}): inet_sock_set_state: family=AF_(INET6?) "
            + "protocol=IPPROTO_TCP sport=(\\d+) dport=(\\d+) saddr=(\\S+) daddr=(\\S+) saddrv6=(\\S+) daddrv6=(\\S+) "
            + "oldstate=TCP_(\\w+) newstate=TCP_(\\w+)");

    /** A line of the trace pipe, or null if it is about something else. */
    static Transition parse(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.find()) {
            return null;
        }
        boolean four = matcher.group(3).equals("INET");
        long time = Long.parseLong(matcher.group(1)) * 1_000_000_000L + Long.parseLong(matcher.group(2)) * 1000;
        return new Transition(time, end(matcher.group(four ? 6 : 8), matcher.group(4)),
                end(matcher.group(four ? 7 : 9), matcher.group(5)),
                matcher.group(10), matcher.group(11));
    }

    private static EndpointAddress end(String address, String port) {
        // A server in Java listens on IPv6 for both; its IPv4 connections then have mapped addresses.
        return new EndpointAddress(IpAddress.parse(address), Integer.parseInt(port));
    }

    /** Whether the socket's own port is {@code port}. */
    public boolean isOf(int port) {
        return local.port() == port;
    }

    /** {@code SYN_RECV -> ESTABLISHED}. */
    public String arrow() {
        return from + " -> " + to;
    }
}
