package tcpwalk.watch.model;

import tcpwalk.tcp.Connection;
import tcpwalk.tcp.ConnectionTable;
import tcpwalk.tcp.findings.Findings;
import tcpwalk.timeline.Timelines;
import tcpwalk.wire.EndpointAddress;
import tcpwalk.wire.IpAddress;
import tcpwalk.wire.Segment;
import tcpwalk.wire.SegmentNotation;

/** Traffic written down, and what the model makes of it; time stands still unless it is moved. */
public final class Scene {

    private static final long START = 1_795_355_636_000_000_000L;

    private final LiveModel model = new LiveModel(connection -> Timelines.of(connection, "eth0"));
    private final ConnectionTable table;
    private long now = START;
    private long frame;
    private long dropped;

    public Scene() {
        this(100_000);
    }

    public Scene(int limit) {
        table = new ConnectionTable(limit, model::keepsSteps, new Findings(), model::ended);
    }

    public static EndpointAddress end(String address, int port) {
        return new EndpointAddress(IpAddress.parse(address), port);
    }

    public LiveModel model() {
        return model;
    }

    /** One segment in tcpdump's notation, numbers relative to 1,000 of the end with the higher port. */
    public Connection say(EndpointAddress from, EndpointAddress to, String line) {
        boolean client = from.port() > to.port();
        Segment segment = SegmentNotation.parse(line, client ? 1_000 : 2_000, client ? 2_000 : 1_000);
        return observe(segment.between(from, to));
    }

    public Connection observe(Segment segment) {
        Connection connection = table.observe(segment.seen(++frame, now, 0));
        model.observed(connection);
        return connection;
    }

    public Scene after(double millis) {
        now += Math.round(millis * 1_000_000);
        return this;
    }

    public Scene dropped(long frames) {
        dropped += frames;
        return this;
    }

    /** A handshake with 20 ms of round trip. */
    public Connection open(EndpointAddress client, EndpointAddress server) {
        say(client, server, "S 0:0(0) win 64240 <mss 1460>");
        after(20).say(server, client, "S. 0:0(0) ack 1 win 65160 <mss 1460>");
        return after(0.1).say(client, server, ". 1:1(0) ack 1 win 64240");
    }

    /** A request of 100 bytes and an answer of 1,000, numbered by how many came before. */
    public Connection exchange(EndpointAddress client, EndpointAddress server, int before) {
        int seq = 1 + 100 * before;
        int answer = 1 + 1000 * before;
        say(client, server, "P. " + seq + ":" + (seq + 100) + "(100) ack " + answer + " win 64240");
        after(15).say(server, client,
                "P. " + answer + ":" + (answer + 1000) + "(1000) ack " + (seq + 100) + " win 65160");
        return after(0.1).say(client, server, ". " + (seq + 100) + ":" + (seq + 100) + "(0) ack " + (answer + 1000)
                + " win 64240");
    }

    public Snapshot tick(Wishes wishes) {
        return model.tick(now, new Traffic(frame, dropped), wishes);
    }

    /** Ten times a second while time passes. */
    public Snapshot ticks(int count, Wishes wishes) {
        Snapshot last = null;
        for (int i = 0; i < count; i++) {
            after(100);
            last = tick(wishes);
        }
        return last;
    }

    public ConnectionTable table() {
        return table;
    }
}
