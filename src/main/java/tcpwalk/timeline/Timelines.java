package tcpwalk.timeline;

import java.util.ArrayList;
import java.util.List;
import tcpwalk.tcp.Connection;
import tcpwalk.tcp.Endpoint;
import tcpwalk.tcp.Journal;
import tcpwalk.tcp.Side;
import tcpwalk.tcp.Step;
import tcpwalk.tcp.peers.PeerViews;
import tcpwalk.wire.Segment;
import tcpwalk.wire.SequenceNumber;

/** Turns what was observed of a connection into what is shown of it: relative numbers, scaled windows, reports. */
public final class Timelines {

    private Timelines() {
    }

    /**
     * The connection as it stands, with rows where its steps were kept; the interface's name may be null. Its story is
     * told where somebody wants to read it ({@link Timeline#told()}): that takes longer than everything else.
     */
    public static Timeline of(Connection connection, String interfaceName) {
        long rtt = connection.handshakeRtt();
        return new Timeline(connection.id(), report(connection, Side.CLIENT), report(connection, Side.SERVER),
                connection.roles(), interfaceName, connection.start(), connection.lastTime() - connection.start(),
                connection.outcome(), connection.closedBy(), connection.resetCause(), "",
                rtt < 0 ? null : (Long) rtt, connection.findings(), peers(connection.peers()), rows(connection));
    }

    private static PeerVerdicts peers(PeerViews views) {
        return new PeerVerdicts(views.zeekState().toString(), views.zeekHistory(), views.wiresharkCompleteness());
    }

    private static EndpointReport report(Connection connection, Side side) {
        Endpoint end = connection.end(side);
        return new EndpointReport(connection.address(side), end.state(), end.isPresumed(), end.states(),
                end.segments(), end.bytes(), end.retransmitted(), end.isSynSeen() ? (Integer) end.iss() : null,
                end.mss() < 0 ? null : (Integer) end.mss());
    }

    private static List<Row> rows(Connection connection) {
        Journal journal = connection.journal();
        if (journal == null) {
            return List.of();
        }
        List<Row> rows = new ArrayList<>(journal.steps().size());
        for (Step step : journal.steps()) {
            rows.add(row(step, connection));
        }
        return rows;
    }

    /** The row of one step of the connection. */
    public static Row row(Step step, Connection connection) {
        Segment segment = step.segment();
        Long seq = null;
        Long ack = null;
        Long window = null;
        if (segment != null) {
            Endpoint sender = connection.end(step.from());
            Endpoint receiver = connection.end(step.from().other());
            seq = SequenceNumber.toLong(segment.seq() - sender.iss());
            ack = segment.isAck() ? (Long) SequenceNumber.toLong(segment.ack() - receiver.iss()) : null;
            window = segment.isSyn() ? segment.window() : sender.scaled(segment.window());
        }
        return new Row(step.frame(), step.time(), step.from(), segment, seq, ack, window, step.event(),
                new ShownState(step.client(), step.clientPresumed()),
                new ShownState(step.server(), step.serverPresumed()), step.transitions(), step.findings());
    }
}
