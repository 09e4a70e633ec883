package tcpwalk.tcp.findings;

import static tcpwalk.tcp.FindingKind.PORT_SCAN;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import tcpwalk.tcp.Connection;
import tcpwalk.tcp.Finding;
import tcpwalk.tcp.Observation;
import tcpwalk.tcp.Outcome;
import tcpwalk.tcp.Rule;
import tcpwalk.tcp.Side;
import tcpwalk.wire.Segment;

/** One host that tries many ports of another, or one port of many hosts, mostly in vain. */
final class ScanFindings {

    private static final int KEYS = 4096;
    private static final int TARGETS = 1024;
    /** From so many different ports or hosts on it is worth to tell them apart. */
    private static final int SEVERAL = 3;
    /** What the answers will be shows within this time. */
    private static final long ANSWER_WITHIN = 1_000_000_000;

    private final Tries.Budget budget = new Tries.Budget();
    private final BoundedTable<ScannedTarget> ports = new BoundedTable<>(TARGETS, () -> new ScannedTarget(budget));
    private final BoundedTable<ScannedTarget> hosts = new BoundedTable<>(TARGETS, () -> new ScannedTarget(budget));
    private final Sketches portSketches = new Sketches(KEYS);
    private final Sketches hostSketches = new Sketches(KEYS);
    private boolean any;
    private final List<ScannedTarget> scans = new ArrayList<>();
    private final Thresholds thresholds;
    private final Consumer<Alarm> alarms;

    ScanFindings(Thresholds thresholds, Consumer<Alarm> alarms) {
        this.thresholds = thresholds;
        this.alarms = alarms;
    }

    void observe(Observation seen) {
        Segment segment = seen.segment();
        Connection connection = seen.connection();
        boolean probe = segment.isSyn() && !segment.isAck() || seen.hasIllegalFlags();
        if (seen.previousTime() == 0) {
            if (probe && seen.from() == Side.CLIENT) {
                tries(seen);
            }
        } else if (segment.isSyn() && segment.isAck()) {
            finds(connection, Tries.OPEN);
        } else if (segment.isRst() && (seen.fired(Rule.REFUSED) || connection.outcome() == Outcome.REFUSED)) {
            finds(connection, Tries.CLOSED);
        }
    }

    private static long portsKey(Connection connection) {
        return connection.addressMark(Side.CLIENT) * 31 + connection.addressMark(Side.SERVER);
    }

    private static long hostsKey(Connection connection) {
        return connection.addressMark(Side.CLIENT) * 31 + connection.port(Side.SERVER);
    }

    private static int hostNumber(Connection connection) {
        return (int) connection.addressMark(Side.SERVER);
    }

    private void tries(Observation seen) {
        Connection connection = seen.connection();
        long byPorts = portsKey(connection);
        int several = portSketches.add(byPorts, connection.port(Side.SERVER));
        if (several >= SEVERAL) {
            ScannedTarget target = ports.of(byPorts, seen.time());
            target.tries(connection.port(Side.SERVER), several, seen.time());
            judge(seen, target, thresholds.scannedPorts(), true);
            any = true;
        }
        long byHosts = hostsKey(connection);
        several = hostSketches.add(byHosts, hostNumber(connection));
        if (several >= SEVERAL) {
            ScannedTarget target = hosts.of(byHosts, seen.time());
            target.tries(hostNumber(connection), several, seen.time());
            judge(seen, target, thresholds.scannedHosts(), false);
            any = true;
        }
    }

    private void judge(Observation seen, ScannedTarget target, int threshold, boolean ports) {
        if (target.tried() < threshold) {
            return;
        }
        if (target.raised() == 0) {
            boolean known = 2 * target.answered() > target.tried() || target.age(seen.time()) > ANSWER_WITHIN;
            if (!known || !target.failsMostly(thresholds.scanFailures())) {
                return;
            }
            raise(target, seen.connection(), seen.time(), ports);
        }
        String scanner = target.scanner();
        int tried = target.tried();
        target.shows(seen.segment().frame());
        if (seen.connection().count(PORT_SCAN) == 0) {
            seen.found(PORT_SCAN, () -> "part of a scan: " + scanner + " has tried " + tried + (ports
                    ? " ports of this host" : " hosts on this port") + " (threshold " + threshold + ")");
        }
    }

    private void raise(ScannedTarget target, Connection connection, long time, boolean ports) {
        String scanner = connection.address(Side.CLIENT).address().toString();
        target.raise(time, scanner, ports ? "ports of " + connection.address(Side.SERVER).address()
                : "hosts on port " + connection.port(Side.SERVER));
        scans.add(target);
        alarms.accept(alarm(target));
    }

    private void finds(Connection connection, int result) {
        if (!any) {
            return;
        }
        ScannedTarget ofPorts = ports.peek(portsKey(connection));
        if (ofPorts != null) {
            int port = connection.port(Side.SERVER);
            ofPorts.finds(port, result, result == Tries.OPEN ? Integer.toString(port) : "");
        }
        ScannedTarget ofHosts = hosts.peek(hostsKey(connection));
        if (ofHosts != null) {
            ofHosts.finds(hostNumber(connection), result,
                    result == Tries.OPEN ? connection.address(Side.SERVER).address().toString() : "");
        }
    }

    void conclude(Observation last) {
        if (!any) {
            return;
        }
        Connection connection = last.connection();
        belongs(last, connection, ports.peek(portsKey(connection)), thresholds.scannedPorts(), true);
        belongs(last, connection, hosts.peek(hostsKey(connection)), thresholds.scannedHosts(), false);
    }

    /** What was tried before the scan was recognised belongs to it too. */
    private void belongs(Observation last, Connection connection, ScannedTarget target, int threshold, boolean ports) {
        if (target == null || target.tried() < threshold) {
            return;
        }
        if (target.raised() == 0 && target.failsMostly(thresholds.scanFailures())) {
            raise(target, connection, last.time(), ports);
        }
        if (target.raised() > 0 && connection.count(PORT_SCAN) == 0) {
            target.shows(connection.firstFrame());
            String scanner = target.scanner();
            last.found(PORT_SCAN, connection.firstFrame(), () -> "part of a scan by " + scanner
                    + (ports ? " of this host's ports" : " of this port on many hosts"));
        }
    }

    private static Alarm alarm(ScannedTarget target) {
        return new Alarm(target.raised(), target.scanner(), new Finding(PORT_SCAN, 1, target.frames(), target.summary()));
    }

    /** The scans, as they stand now. */
    List<Alarm> alarms() {
        return scans.stream().map(ScanFindings::alarm).toList();
    }
}
