package tcpwalk.watch.model;

import java.util.Collections;
import java.util.List;
import tcpwalk.tcp.TcpState;

/**
 * Everything a screen shows, as it was at one moment.
 *
 * @param now         nanoseconds since the epoch
 * @param packetRate  captured frames per second
 * @param traffic     since the beginning
 * @param clients     how many clients are in each state, by {@link TcpState#ordinal()}; of every tracked connection
 * @param servers     the same of the servers
 * @param connections how many are tracked
 * @param begun       how many have been seen so far
 * @param lines       the liveliest connections, in no order
 * @param detail      the selected connection, or null
 */
public record Snapshot(long now, double packetRate, Traffic traffic, List<Integer> clients, List<Integer> servers,
        long connections, long begun, List<ConnectionLine> lines, Detail detail) {

    private static final List<Integer> NOBODY = Collections.nCopies(TcpState.values().length, 0);

    /** Before anything was seen. */
    public static final Snapshot EMPTY =
            new Snapshot(0, 0, Traffic.NONE, NOBODY, NOBODY, 0, 0, List.of(), null);

    public Snapshot {
        clients = List.copyOf(clients);
        servers = List.copyOf(servers);
        lines = List.copyOf(lines);
    }

    /** The same with another connection's detail. */
    public Snapshot with(Detail other) {
        return new Snapshot(now, packetRate, traffic, clients, servers, connections, begun, lines, other);
    }
}
