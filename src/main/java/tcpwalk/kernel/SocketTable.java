package tcpwalk.kernel;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tcpwalk.tcp.Connection;
import tcpwalk.tcp.Side;
import tcpwalk.tcp.TcpState;
import tcpwalk.wire.EndpointAddress;
import tcpwalk.wire.IpAddress;

/**
 * The ends that may be sockets of this machine, found by their addresses and ports as the kernel finds its own: which
 * of them its words are about. The tracepoint speaks of all network namespaces, where the same addresses may occur
 * again, so that time decides too, and that one change follows from the other.
 */
final class SocketTable {

    /** Both ends of a connection. */
    record Pair(EndRecord client, EndRecord server) {

        boolean isTold() {
            return client.isTold() || server.isTold();
        }

        EndRecord end(Side side) {
            return side == Side.CLIENT ? client : server;
        }
    }

    private record Ends(EndpointAddress local, EndpointAddress remote) {
    }

    private record Opening(IpAddress local, EndpointAddress remote) {
    }

    /** Most of these are connections of other machines, or a flood's. */
    private static final int UNTOLD_LIMIT = 65_536;
    private static final int LISTENERS = 4096;
    private static final int OPENINGS = 4096;
    private static final int OPENINGS_TO_ONE = 1024;

    private final Map<Connection, Pair> pairs = new HashMap<>();
    private final ArrayDeque<Pair> untold = new ArrayDeque<>();
    private final Map<Ends, EndRecord> newest = new HashMap<>();
    private final Set<EndpointAddress> listeners = new HashSet<>();
    private final Map<Opening, Deque<SocketChange>> openings = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Opening, Deque<SocketChange>> eldest) {
            return size() > OPENINGS;
        }
    };
    private int toldPairs;
    private long toldEnds;
    private long skipped;

    /** Ends that were found to be sockets of this machine. */
    long toldEnds() {
        return toldEnds;
    }

    /** Connections forgotten for want of room. */
    long skipped() {
        return skipped;
    }

    Pair find(Connection connection) {
        return pairs.get(connection);
    }

    /** Begins to record a connection. */
    Pair begin(Connection connection, long time) {
        Pair pair = new Pair(new EndRecord(connection, Side.CLIENT, time),
                new EndRecord(connection, Side.SERVER, time));
        pairs.put(connection, pair);
        index(pair.client());
        index(pair.server());
        if (listeners.contains(pair.server().local())) {
            pair.server().requestedOf();
        }
        untold.add(pair);
        if (pairs.size() - toldPairs > UNTOLD_LIMIT) {
            dropEldest();
        }
        if (untold.size() > 2 * UNTOLD_LIMIT) {
            untold.removeIf(each -> each.isTold() || pairs.get(each.client().connection()) != each);
        }
        return pair;
    }

    private void index(EndRecord record) {
        record.follows(newest.put(new Ends(record.local(), record.remote()), record));
    }

    private void dropEldest() {
        Pair eldest = untold.poll();
        while (eldest != null && (eldest.isTold() || pairs.get(eldest.client().connection()) != eldest)) {
            eldest = untold.poll();
        }
        if (eldest != null) {
            skipped++;
            remove(eldest);
        }
    }

    void remove(Pair pair) {
        pairs.remove(pair.client().connection());
        toldPairs -= pair.isTold() ? 1 : 0;
        unlink(pair.client());
        unlink(pair.server());
    }

    private void unlink(EndRecord record) {
        Ends ends = new Ends(record.local(), record.remote());
        EndRecord later = newest.get(ends);
        if (later == record) {
            if (record.earlier() == null) {
                newest.remove(ends);
            } else {
                newest.put(ends, record.earlier());
            }
            return;
        }
        while (later != null && later.earlier() != record) {
            later = later.earlier();
        }
        if (later != null) {
            later.follows(record.earlier());
        }
    }

    /** Finds the end that a change is about and tells it; that end, or null where no connection was seen of it. */
    EndRecord take(SocketChange change) {
        if (change.isOfListener()) {
            takeOfListener(change);
            return null;
        }
        if (change.isRepetition()) {
            return null;
        }
        if (change.isActiveOpen()) {
            Deque<SocketChange> others = openings.computeIfAbsent(
                    new Opening(change.local().address(), change.remote()), any -> new ArrayDeque<>());
            others.add(change);
            if (others.size() > OPENINGS_TO_ONE) {
                others.poll();
            }
            return null;
        }
        if (change.isPassiveOpen()) {
            listens(change.local());
        }
        EndRecord record = newest.get(new Ends(change.local(), change.remote()));
        while (record != null && !record.isMeantBy(change)) {
            record = record.earlier();
        }
        if (record != null) {
            tell(record, change);
        }
        return record;
    }

    private void tell(EndRecord record, SocketChange change) {
        if (!record.isTold()) {
            toldEnds++;
            toldPairs += pairs.get(record.connection()).isTold() ? 0 : 1;
            SocketChange opening = change.from() == TcpState.SYN_SENT ? openingOf(record, change) : null;
            if (opening != null) {
                record.tell(opening);
            }
        }
        record.tell(change);
    }

    /** The kernel tells of SYN-SENT before it has chosen a port: the last one before the SYN passed. */
    private SocketChange openingOf(EndRecord record, SocketChange change) {
        Deque<SocketChange> others = openings.get(new Opening(change.local().address(), change.remote()));
        if (others == null) {
            return null;
        }
        Iterator<SocketChange> backwards = others.descendingIterator();
        while (backwards.hasNext()) {
            SocketChange opening = backwards.next();
            int port = opening.local().port();
            if (opening.time() <= record.connection().start() + EndJudge.TOLERANCE
                    && (port == 0 || port == change.local().port())) {
                backwards.remove();
                return opening;
            }
        }
        return null;
    }

    private void takeOfListener(SocketChange change) {
        if (change.to() == TcpState.LISTEN) {
            listens(change.local());
        } else {
            listeners.remove(change.local());
        }
    }

    private void listens(EndpointAddress local) {
        if (listeners.size() < LISTENERS) {
            listeners.add(local);
        }
    }

    /** Every end that something is held of. */
    List<EndRecord> held() {
        List<EndRecord> held = new ArrayList<>();
        for (Pair pair : pairs.values()) {
            for (Side side : Side.values()) {
                if (pair.end(side).isHeld()) {
                    held.add(pair.end(side));
                }
            }
        }
        return held;
    }
}
