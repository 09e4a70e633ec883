package tcpwalk.tcp.peers;

import java.util.ArrayList;
import java.util.List;
import tcpwalk.tcp.Connection;
import tcpwalk.tcp.ConnectionTable;
import tcpwalk.wire.ChecksumStatus;
import tcpwalk.wire.Segment;
import tcpwalk.wire.SegmentNotation;

/** Segments between one client and one server, written as {@code > S 0:0(0)} and {@code < S. 0:0(0) ack 1}. */
final class Exchange {

    private static final int CLIENT = 0x0a000001;
    private static final int SERVER = 0x0a000002;
    /** Both wrap within the first segments. */
    private static final int CLIENT_ISN = -3;
    private static final int SERVER_ISN = -150;

    private final List<Segment> segments = new ArrayList<>();
    private int clientPort = 40_000;
    private int serverPort = 5_555;

    /** Lines apart by semicolons; a window of 1000 where none is given. */
    static Exchange of(String script) {
        Exchange exchange = new Exchange();
        for (String line : script.split(";")) {
            exchange.add(line.trim());
        }
        return exchange;
    }

    Exchange between(int clientPort, int serverPort) {
        this.clientPort = clientPort;
        this.serverPort = serverPort;
        return this;
    }

    void add(String line) {
        add(parse(line), line.startsWith(">"));
    }

    void addWithBadChecksum(String line) {
        add(parse(line).checksum(ChecksumStatus.BAD), line.startsWith(">"));
    }

    private static Segment parse(String line) {
        boolean fromClient = line.startsWith(">");
        String notation = line.substring(1).trim();
        if (!notation.contains(" win ")) {
            notation += " win 1000";
        }
        return SegmentNotation.parse(notation, fromClient ? CLIENT_ISN : SERVER_ISN,
                fromClient ? SERVER_ISN : CLIENT_ISN);
    }

    void add(Segment segment, boolean fromClient) {
        segments.add(fromClient ? segment.addresses(CLIENT, SERVER) : segment.addresses(SERVER, CLIENT));
    }

    private Segment address(Segment segment) {
        boolean fromClient = segment.sourceLow() == CLIENT;
        return fromClient ? segment.ports(clientPort, serverPort) : segment.ports(serverPort, clientPort);
    }

    /** What the peers say when they see every segment themselves. */
    PeerViews seen() {
        PeerViews views = new PeerViews();
        for (Segment segment : segments) {
            views.observe(address(segment), segment.sourceLow() == CLIENT);
        }
        return views;
    }

    /** The connections that tcpwalk makes of the segments, and beside each what the peers say that see all of it. */
    List<Tracked> tracked() {
        List<Tracked> tracked = new ArrayList<>();
        ConnectionTable table = new ConnectionTable(10, connection -> false, connection -> { });
        long time = 0;
        for (Segment segment : segments) {
            time += 1_000_000;
            Connection connection = table.observe(address(segment).seen(1, time, 0));
            if (tracked.isEmpty() || tracked.get(tracked.size() - 1).connection != connection) {
                tracked.add(new Tracked(connection, new PeerViews()));
            }
            tracked.get(tracked.size() - 1).views.observe(segment, segment.sourceLow() == CLIENT);
        }
        return tracked;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Segment segment : segments) {
            text.append(segment.sourceLow() == CLIENT ? "\n> " : "\n< ").append(segment);
        }
        return text.toString();
    }

    /** A connection and the views that saw every segment of it. */
    record Tracked(Connection connection, PeerViews views) {
    }
}
