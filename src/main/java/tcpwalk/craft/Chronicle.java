package tcpwalk.craft;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tcpwalk.tcp.Connection;
import tcpwalk.tcp.ConnectionTable;
import tcpwalk.tcp.Side;
import tcpwalk.tcp.Step;
import tcpwalk.tcp.TcpState;
import tcpwalk.tcp.Transition;
import tcpwalk.tcp.findings.Findings;
import tcpwalk.wire.EndpointAddress;
import tcpwalk.wire.Segment;

/**
 * The rows of a walk. Our end's states are what the endpoint itself says; the peer's are inferred from what passed, by
 * the same code that reads captures.
 */
final class Chronicle {

    private final EndpointAddress local;
    private final OwnActs own;
    private final WalkListener listener;
    private final ConnectionTable table = new ConnectionTable(16, connection -> true, new Findings(),
            connection -> { });
    private final List<Step> steps = new ArrayList<>();
    private Connection connection;
    private long lastSyn = -1;
    private long roundTrip = -1;

    Chronicle(EndpointAddress local, OwnActs own, WalkListener listener) {
        this.local = local;
        this.own = own;
        this.listener = listener;
    }

    /** The row of a captured segment, with the changes of our own state that belong to it. */
    void segment(Segment segment, List<Transition> changes) {
        boolean ours = segment.source().equals(local);
        measure(segment, ours);
        connection = table.observe(segment);
        List<Step> journal = connection.journal().steps();
        Step inferred = journal.get(journal.size() - 1);
        Stream<Transition> peers = inferred.transitions().stream()
                .filter(change -> change.endpoint() == Side.SERVER);
        add(new Step(segment.frame(), segment.time(), ours ? Side.CLIENT : Side.SERVER, inferred.segment(), null,
                own.shownState(), false, inferred.server(), inferred.serverPresumed(),
                Stream.concat(changes.stream(), peers).collect(Collectors.toList()), inferred.findings()));
    }

    /** Whether a segment belongs to something older: it came before our SYN and does not answer it. */
    boolean isTooEarly(Segment segment, int iss) {
        return connection == null && !(segment.isAck() && segment.ack() == iss + 1);
    }

    /**
     * The row of something that is no segment of the connection.
     *
     * @param frame 0 where none was captured
     * @param from  whose timer it was, or null
     */
    void event(long frame, long time, Side from, String event, List<Transition> changes) {
        TcpState peer = connection == null ? TcpState.LISTEN : connection.server().state();
        boolean presumed = connection != null && connection.server().isPresumed();
        add(new Step(frame, time, from, null, event, own.shownState(), false, peer, presumed, changes, List.of()));
    }

    private void add(Step step) {
        steps.add(step);
        listener.step(step, connection);
    }

    private void measure(Segment segment, boolean ours) {
        if (ours && segment.isSyn()) {
            lastSyn = segment.time();
        } else if (!ours && roundTrip < 0 && lastSyn >= 0 && (segment.isSyn() || segment.isRst())) {
            roundTrip = Math.max(0, segment.time() - lastSyn);
        }
    }

    List<Step> steps() {
        return steps;
    }

    /** Null until a segment has been captured. */
    Connection connection() {
        return connection;
    }

    /** Nanoseconds from the last SYN before the peer's first answer to that answer, or -1. */
    long roundTrip() {
        return roundTrip;
    }

    /** The time of the last row, or -1. */
    long lastTime() {
        return steps.isEmpty() ? -1 : steps.get(steps.size() - 1).time();
    }
}
