package tcpwalk.tcp.findings;

import static tcpwalk.tcp.FindingKind.SYN_ACK_RETRANSMITTED;
import static tcpwalk.tcp.FindingKind.SYN_COOKIE_SUSPECTED;
import static tcpwalk.tcp.FindingKind.SYN_FLOOD;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import tcpwalk.tcp.Account;
import tcpwalk.tcp.Connection;
import tcpwalk.tcp.ConnectionEnds;
import tcpwalk.tcp.Finding;
import tcpwalk.tcp.Observation;
import tcpwalk.tcp.Rule;
import tcpwalk.tcp.Side;
import tcpwalk.wire.Segment;

/**
 * Half-open connections that pile up at a listener (RFC 4987 §2). They are counted, and not SYNs: a busy server has
 * many SYNs, and few handshakes that are overdue.
 */
final class FloodFindings {

    private static final int LISTENERS = 4096;
    /** Where nothing ever answered, only many sources make a flood; one client that retries does not. */
    private static final int SPREAD = 16;
    /** A capture that ends before anything can be overdue must hold hardly a finished handshake. */
    private static final int HARDLY = 10;

    private final BoundedTable<ListenerLoad> listeners = new BoundedTable<>(LISTENERS, ListenerLoad::new);
    private final List<ListenerLoad> flooded = new ArrayList<>();
    private final Thresholds thresholds;
    private final Consumer<Alarm> alarms;

    FloodFindings(Thresholds thresholds, Consumer<Alarm> alarms) {
        this.thresholds = thresholds;
        this.alarms = alarms;
    }

    void observe(Observation seen) {
        Segment segment = seen.segment();
        if (segment.isSyn()) {
            if (seen.previousTime() == 0) {
                opens(seen);
            }
            if (segment.isAck()) {
                answers(seen);
            }
        } else if (seen.fired(Rule.ACK_COMPLETES_OPEN)) {
            load(seen).finishes(seen.connection().start(), seen.time());
        } else if (seen.fired(Rule.REFUSED) || seen.fired(Rule.RESET_IN_SYN_RECEIVED)) {
            load(seen).refuses(seen.connection().start(), seen.time());
        }
    }

    private ListenerLoad load(Observation seen) {
        return listeners.of(key(seen.connection()), seen.time());
    }

    private static long key(Connection connection) {
        return key(connection.addressMark(Side.SERVER), connection.port(Side.SERVER));
    }

    private static long key(long address, int port) {
        return address + port;
    }

    /** Whether the next SYN like this one might be the one that shows a flood. */
    boolean mayShow(Segment syn) {
        ListenerLoad load = listeners.peek(listenerOf(syn));
        return load != null && load.raised() == 0 && load.halfOpen() + 1 >= thresholds.halfOpen()
                && load.overdue(syn.time(), thresholds.overdue()) >= thresholds.halfOpen();
    }

    private static long listenerOf(Segment syn) {
        return key(ConnectionEnds.destinationMark(syn), syn.destinationPort());
    }

    /** A connection begins that will not be observed as long as it goes by the book. */
    void opens(Segment syn) {
        opens(listeners.of(listenerOf(syn), syn.time()), syn, ConnectionEnds.sourceMark(syn),
                ConnectionEnds.sourceNetworkMark(syn));
    }

    /** One more connection of a listener's; {@code client} and {@code network} stand for where it comes from. */
    private static void opens(ListenerLoad load, Segment first, long client, long network) {
        load.opens(first.time(), client, network);
        if (load.raised() > 0) {
            load.shows(first.frame());
        }
    }

    void answers(Segment synAck) {
        listeners.of(key(ConnectionEnds.sourceMark(synAck), synAck.sourcePort()), synAck.time()).answers();
    }

    void completes(Segment ack, long start) {
        listeners.of(listenerOf(ack), ack.time()).finishes(start, ack.time());
    }

    private void opens(Observation seen) {
        Connection connection = seen.connection();
        ListenerLoad load = load(seen);
        opens(load, seen.segment(), connection.addressMark(Side.CLIENT), connection.networkMark(Side.CLIENT));
        if (load.raised() == 0 && load.halfOpen() >= thresholds.halfOpen()) {
            judge(seen, load);
        }
    }

    private void judge(Observation seen, ListenerLoad load) {
        int overdue = load.overdue(seen.time(), thresholds.overdue());
        if (overdue < thresholds.halfOpen() || load.mostlyFinishes() || !isAttack(load)) {
            return;
        }
        raise(load, seen.connection(), seen.time());
        load.shows(seen.segment().frame());
        Account summary = load.summary(thresholds);
        seen.found(SYN_FLOOD, () -> summary);
        alarms.accept(alarm(load));
    }

    private static boolean isAttack(ListenerLoad load) {
        return load.answered() > 0 || load.sources() >= SPREAD;
    }

    private void raise(ListenerLoad load, Connection connection, long time) {
        load.raise(time, connection.address(Side.SERVER).toString());
        flooded.add(load);
    }

    private void answers(Observation seen) {
        ListenerLoad load = load(seen);
        boolean first = seen.senderBefore().segments() == 0;
        if (first) {
            load.answers();
        } else if (seen.connection().count(SYN_ACK_RETRANSMITTED) > 0) {
            load.repeatsAnswer();
        }
        if (seen.connection().count(SYN_COOKIE_SUSPECTED) > 0) {
            load.suspectsCookie();
        }
    }

    /** Whether the connection belongs to a flood, as every half-open one of a flooded listener does. */
    boolean conclude(Observation last) {
        Connection connection = last.connection();
        ListenerLoad load = isFinished(connection) ? null : listeners.peek(key(connection));
        if (load == null) {
            return false;
        }
        if (load.raised() == 0 && load.halfOpen() >= thresholds.halfOpen() && isShort(load)) {
            raise(load, connection, last.time());
            alarms.accept(alarm(load));
        }
        if (load.raised() > 0 && connection.count(SYN_FLOOD) == 0) {
            load.shows(connection.firstFrame());
            last.found(SYN_FLOOD, connection.firstFrame(), load.membership());
        }
        return load.raised() > 0;
    }

    /** A flood shorter than what makes a handshake overdue shows when the capture has ended. */
    private boolean isShort(ListenerLoad load) {
        return load.hardlyFinishes(HARDLY) && isAttack(load);
    }

    private static boolean isFinished(Connection connection) {
        return switch (connection.outcome()) {
            case NO_ANSWER, HALF_OPEN -> false;
            default -> true;
        };
    }

    private Alarm alarm(ListenerLoad load) {
        return new Alarm(load.raised(), load.address(), Finding.of(SYN_FLOOD, load.frames(), load.summary(thresholds)));
    }

    /** The floods, as they stand now. */
    List<Alarm> alarms() {
        return flooded.stream().map(this::alarm).toList();
    }
}
