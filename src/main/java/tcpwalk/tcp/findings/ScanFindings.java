package tcpwalk.tcp.findings;

import static tcpwalk.tcp.FindingKind.PORT_SCAN;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import tcpwalk.tcp.Account;
import tcpwalk.tcp.Connection;
import tcpwalk.tcp.ConnectionEnds;
import tcpwalk.tcp.Finding;
import tcpwalk.tcp.Observation;
import tcpwalk.tcp.Outcome;
import tcpwalk.tcp.Rule;
import tcpwalk.tcp.Side;
import tcpwalk.wire.EndpointAddress;
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

    /** Under what the ports are kept that a client tries of a server, and the hosts on which it tries a port. */
    private static long key(long client, long serverOrPort) {
        return client * 31 + serverOrPort;
    }

    private static long portsKey(Connection connection) {
        return key(connection.addressMark(Side.CLIENT), connection.addressMark(Side.SERVER));
    }

    private static long hostsKey(Connection connection) {
        return key(connection.addressMark(Side.CLIENT), connection.port(Side.SERVER));
    }

    /** Whether the next SYN like this one might be one that shows a scan. */
    boolean mayShow(Segment syn) {
        long source = ConnectionEnds.sourceMark(syn);
        return any
                && (isNear(ports.peek(key(source, ConnectionEnds.destinationMark(syn))), thresholds.scannedPorts())
                || isNear(hosts.peek(key(source, syn.destinationPort())), thresholds.scannedHosts()));
    }

    private static boolean isNear(ScannedTarget target, int threshold) {
        return target != null && target.tried() + SEVERAL >= threshold;
    }

    /** A connection begins that will not be observed as long as it goes by the book. */
    void tries(Segment syn) {
        long client = ConnectionEnds.sourceMark(syn);
        long server = ConnectionEnds.destinationMark(syn);
        triesPort(client, server, syn.destinationPort(), syn.time());
        triesHost(client, server, syn.destinationPort(), syn.time());
    }

    /** The ports tried of a server, or null while they are few. */
    private ScannedTarget triesPort(long client, long server, int port, long time) {
        return tries(portSketches, ports, key(client, server), port, time);
    }

    /** The hosts tried on a port, or null while they are few. */
    private ScannedTarget triesHost(long client, long server, int port, long time) {
        return tries(hostSketches, hosts, key(client, port), (int) server, time);
    }

    /** What was tried so often that it is looked at one by one, or null. */
    private ScannedTarget tries(Sketches sketches, BoundedTable<ScannedTarget> targets, long key, int number,
            long time) {
        int several = sketches.add(key, number);
        if (several < SEVERAL) {
            return null;
        }
        any = true;
        ScannedTarget target = targets.of(key, time);
        target.tries(number, several, time);
        return target;
    }

    /** What a connection tries that is not observed is open. */
    void opened(Segment synAck) {
        if (any) {
            finds(ConnectionEnds.destinationMark(synAck), ConnectionEnds.sourceMark(synAck), synAck.source(),
                    Tries.OPEN);
        }
    }

    private void finds(Connection connection, int result) {
        if (any) {
            finds(connection.addressMark(Side.CLIENT), connection.addressMark(Side.SERVER),
                    connection.address(Side.SERVER), result);
        }
    }

    private void finds(long client, long server, EndpointAddress tried, int result) {
        ScannedTarget ofPorts = ports.peek(key(client, server));
        if (ofPorts != null) {
            ofPorts.finds(tried.port(), result, result == Tries.OPEN ? Integer.toString(tried.port()) : "");
        }
        ScannedTarget ofHosts = hosts.peek(key(client, tried.port()));
        if (ofHosts != null) {
            ofHosts.finds((int) server, result, result == Tries.OPEN ? tried.address().toString() : "");
        }
    }

    private void tries(Observation seen) {
        Connection connection = seen.connection();
        long client = connection.addressMark(Side.CLIENT);
        long server = connection.addressMark(Side.SERVER);
        ScannedTarget ofPorts = triesPort(client, server, connection.port(Side.SERVER), seen.time());
        if (ofPorts != null) {
            judge(seen, ofPorts, thresholds.scannedPorts(), true);
        }
        ScannedTarget ofHosts = triesHost(client, server, connection.port(Side.SERVER), seen.time());
        if (ofHosts != null) {
            judge(seen, ofHosts, thresholds.scannedHosts(), false);
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
            seen.found(PORT_SCAN, () -> Account.of("part of a scan: " + scanner + " has tried " + tried + (ports
                    ? " ports of this host" : " hosts on this port") + " (threshold " + threshold + ")")
                    .word("scanner", scanner).number("tried", tried).number("threshold", threshold));
        }
    }

    private void raise(ScannedTarget target, Connection connection, long time, boolean ports) {
        String scanner = connection.address(Side.CLIENT).address().toString();
        target.raise(time, scanner, ports ? "ports of " + connection.address(Side.SERVER).address()
                : "hosts on port " + connection.port(Side.SERVER));
        scans.add(target);
        alarms.accept(alarm(target));
    }

    /** Whether there is anything that may yet turn out to be a scan. */
    boolean isAny() {
        return any;
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
            last.found(PORT_SCAN, connection.firstFrame(), () -> Account.of("part of a scan by " + scanner
                    + (ports ? " of this host's ports" : " of this port on many hosts")).word("scanner", scanner)
                    .number("threshold", threshold));
        }
    }

    private Alarm alarm(ScannedTarget target) {
        return new Alarm(target.raised(), target.scanner(),
                Finding.of(PORT_SCAN, target.frames(), target.summary(thresholds)));
    }

    /** The scans, as they stand now. */
    List<Alarm> alarms() {
        return scans.stream().map(this::alarm).toList();
    }
}
