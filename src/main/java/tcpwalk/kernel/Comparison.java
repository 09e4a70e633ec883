package tcpwalk.kernel;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Consumer;
import tcpwalk.tcp.Connection;
import tcpwalk.tcp.Side;

/**
 * Brings together what segments show and what the kernel tells, in the order of their times and not of their arrival:
 * nothing is compared before its time has been settled.
 */
final class Comparison {

    /** As long as a connection table holds ended connections, which may be shown again when something more comes. */
    private static final long LINGER = 60_000_000_000L;
    private static final int MAX_LINGERING = 16_384;

    private final Consumer<KernelRow> rows;
    private final SocketTable sockets = new SocketTable();
    private final PriorityQueue<SocketChange> waiting =
            new PriorityQueue<>(Comparator.comparingLong(SocketChange::time));
    private final Set<EndRecord> open = new LinkedHashSet<>();
    private final ArrayDeque<SocketTable.Pair> ended = new ArrayDeque<>();
    private final List<KernelRow> found = new ArrayList<>();
    private long compared;
    private long agreed;
    private long late;
    private long unseen;
    private long lost;

    /** Rows come in the order of their times. */
    Comparison(Consumer<KernelRow> rows) {
        this.rows = rows;
    }

    /** A segment of the connection has been taken at that time. */
    void observed(Connection connection, long time) {
        SocketTable.Pair pair = sockets.find(connection);
        if (pair == null) {
            pair = sockets.begin(connection, time);
        }
        observe(pair.client(), time);
        observe(pair.server(), time);
    }

    private void observe(EndRecord end, long time) {
        if (end.observe(time) && end.isHeld()) {
            open.add(end);
        }
    }

    /** The kernel tells of a change; they may come in any order. */
    void changed(SocketChange change) {
        waiting.add(change);
    }

    /** So many of the kernel's words were lost before {@code time}: until its next one, all is possible. */
    void lost(long events, long time) {
        lost += events;
        sockets.held().forEach(end -> end.missed(time));
    }

    /** A connection has ended, or seems to have. What is known of it is kept for some more time. */
    void ended(Connection connection) {
        SocketTable.Pair pair = sockets.find(connection);
        if (pair != null) {
            ended.add(pair);
        }
    }

    /** Compares what came before {@code horizon}: no segment and no change before it is still to come. */
    void settle(long horizon) {
        tellEnds(horizon);
        open.removeIf(end -> !judge(end, horizon, false));
        while (!ended.isEmpty() && (ended.size() > MAX_LINGERING
                || ended.peek().client().connection().lastTime() < horizon - LINGER)) {
            release(ended.poll(), horizon);
        }
        tellRows();
    }

    /** Compares what is left: nothing more comes. */
    void finish(long horizon) {
        tellEnds(horizon);
        sockets.held().forEach(end -> judge(end, horizon, true));
        open.clear();
        tellRows();
    }

    private void tellEnds(long horizon) {
        while (!waiting.isEmpty() && waiting.peek().time() <= horizon) {
            EndRecord end = sockets.take(waiting.poll());
            if (end != null) {
                open.add(end);
            }
        }
    }

    private void release(SocketTable.Pair pair, long horizon) {
        if (sockets.find(pair.client().connection()) != pair) {
            // Shown twice, or given up before.
            return;
        }
        for (Side side : Side.values()) {
            EndRecord end = pair.end(side);
            open.remove(end);
            if (end.isHeld()) {
                judge(end, horizon, true);
            }
        }
        sockets.remove(pair);
    }

    private boolean judge(EndRecord end, long horizon, boolean over) {
        EndJudge judge = end.judge();
        compared -= judge.compared();
        agreed -= judge.agreed();
        late -= judge.late();
        unseen -= judge.unseen();
        boolean more = judge.judge(horizon, over, found::add);
        compared += judge.compared();
        agreed += judge.agreed();
        late += judge.late();
        unseen += judge.unseen();
        return more;
    }

    private void tellRows() {
        if (!found.isEmpty()) {
            found.sort(Comparator.comparingLong(KernelRow::time));
            found.forEach(rows);
            found.clear();
        }
    }

    /** What the kernel says of an end, or null. */
    KernelWord word(Connection connection, Side side) {
        SocketTable.Pair pair = sockets.find(connection);
        return pair == null ? null : pair.end(side).word();
    }

    /** What has been compared of a connection, in the order of time. */
    List<KernelRow> rows(Connection connection) {
        SocketTable.Pair pair = sockets.find(connection);
        if (pair == null) {
            return List.of();
        }
        List<KernelRow> both = new ArrayList<>(pair.client().notes());
        both.addAll(pair.server().notes());
        both.sort(Comparator.comparingLong(KernelRow::time));
        return both;
    }

    KernelSummary summary() {
        return new KernelSummary(sockets.toldEnds(), compared, agreed, late, unseen, lost, sockets.skipped());
    }
}
