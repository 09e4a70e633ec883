package tcpwalk.truth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tcpwalk.tcp.TcpState;
import tcpwalk.wire.EndpointAddress;
import tcpwalk.wire.IpAddress;

/** One socket's life as the kernel recorded it: its changes of state in order. */
record KernelRun(EndpointAddress local, EndpointAddress remote, List<Change> changes) {

    /** One change, at a time in nanoseconds since the epoch. */
    record Change(long time, TcpState from, TcpState to) {
    }

    private record Ends(EndpointAddress local, EndpointAddress remote) {
    }

    /** Whether this end opened actively. */
    boolean opened() {
        return changes.get(0).to() == TcpState.SYN_SENT;
    }

    Change last() {
        return changes.get(changes.size() - 1);
    }

    /** Reads a record; the runs of each pair of ends in order. */
    static List<List<KernelRun>> read(Path file) throws IOException {
        return of(Files.readAllLines(file));
    }

    /** The same from a record's lines. */
    static List<List<KernelRun>> of(List<String> lines) {
        Map<Ends, List<KernelRun>> runs = new LinkedHashMap<>();
        Map<String, Deque<Change>> unbound = new HashMap<>();
        for (String line : lines) {
            String[] field = line.split("\t");
            if (field[4].equals("0")) {
                continue;
            }
            Change change = new Change(Long.parseLong(field[0]), state(field[5]), state(field[6]));
            String destination = field[1] + ' ' + field[3] + ' ' + field[4];
            if (change.to() == TcpState.SYN_SENT && field[2].equals("0")) {
                // The kernel chooses the port only after it says SYN_SENT.
                unbound.computeIfAbsent(destination, any -> new ArrayDeque<>()).add(change);
                continue;
            }
            Ends ends = new Ends(end(field[1], field[2]), end(field[3], field[4]));
            add(runs.computeIfAbsent(ends, any -> new ArrayList<>()), ends, change,
                    unbound.getOrDefault(destination, new ArrayDeque<>()));
        }
        return List.copyOf(runs.values());
    }

    private static void add(List<KernelRun> runs, Ends ends, Change change, Deque<Change> unbound) {
        KernelRun current = runs.isEmpty() ? null : runs.get(runs.size() - 1);
        boolean afterSynSent = change.from() == TcpState.SYN_SENT;
        boolean continues = current != null && (afterSynSent ? current.last().to() == TcpState.SYN_SENT
                : change.from() != TcpState.LISTEN && change.to() != TcpState.SYN_SENT
                        && !(change.from() == TcpState.CLOSED && change.to() == TcpState.SYN_RECEIVED));
        if (!continues) {
            current = new KernelRun(ends.local(), ends.remote(), new ArrayList<>());
            runs.add(current);
            if (afterSynSent && !unbound.isEmpty()) {
                current.changes().add(unbound.poll());
            }
        }
        current.changes().add(change);
    }

    private static EndpointAddress end(String address, String port) {
        return new EndpointAddress(IpAddress.parse(address), Integer.parseInt(port));
    }

    private static TcpState state(String kernel) {
        return switch (kernel) {
            case "SYN_RECV" -> TcpState.SYN_RECEIVED;
            case "FIN_WAIT1" -> TcpState.FIN_WAIT_1;
            case "FIN_WAIT2" -> TcpState.FIN_WAIT_2;
            case "CLOSE" -> TcpState.CLOSED;
            default -> TcpState.valueOf(kernel);
        };
    }
}
