package tcpwalk.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import tcpwalk.tcp.findings.Findings;
import tcpwalk.wire.ChecksumStatus;
import tcpwalk.wire.EndpointAddress;
import tcpwalk.wire.IpAddress;
import tcpwalk.wire.Segment;
import tcpwalk.wire.SegmentNotation;

/**
 * A capture written down as a dialogue, segment by segment, and what the tracker makes of it.
 *
 * <pre>
 * new Dialogue().client("S 0:0(0) win 64240 &lt;mss 1460&gt;").after(20)
 *         .server("S. 0:0(0) ack 1 win 65160 &lt;mss 1460&gt;").after(0.1)
 *         .client(". 1:1(0) ack 1 win 64240").states("ESTABLISHED | ESTABLISHED?");
 * </pre>
 *
 * Numbers are relative to each end's first initial one; time stands still unless {@link #after} moves it.
 */
public final class Dialogue {

    private static final long START = 1_795_355_636_000_000_000L;

    private final int clientIsn;
    private final int serverIsn;
    private final List<Connection> ended = new ArrayList<>();
    private final Findings findings;
    private final ConnectionTable table;
    private EndpointAddress client = address("10.0.0.1", 40000);
    private EndpointAddress server = address("10.0.0.2", 80);
    private Consumer<Segment> change = segment -> { };
    private long time = START;
    private long frame;
    private int clientId = 1000;
    private int serverId = 5000;
    private Connection current;
    private boolean finished;

    public Dialogue() {
        this(1_000_000, 5_000_000);
    }

    /** With other initial sequence numbers. */
    public Dialogue(int clientIsn, int serverIsn) {
        this(clientIsn, serverIsn, new Findings());
    }

    public Dialogue(int clientIsn, int serverIsn, Findings findings) {
        this.clientIsn = clientIsn;
        this.serverIsn = serverIsn;
        this.findings = findings;
        table = new ConnectionTable(100_000, connection -> true, findings, ended::add);
    }

    public static EndpointAddress address(String address, int port) {
        return new EndpointAddress(IpAddress.parse(address), port);
    }

    /** Other ends from here on. */
    public Dialogue between(EndpointAddress newClient, EndpointAddress newServer) {
        client = newClient;
        server = newServer;
        return this;
    }

    /** Lets milliseconds pass. */
    public Dialogue after(double millis) {
        time += Math.round(millis * 1_000_000);
        return this;
    }

    /** Changes the next segment only. */
    public Dialogue with(Consumer<Segment> changes) {
        change = changes;
        return this;
    }

    /** The next segment's time to live; otherwise 64 from the client and 60 from the server. */
    public Dialogue timeToLive(int hops) {
        return with(change.andThen(segment -> segment.packet().timeToLive(hops)));
    }

    /** The next segment's IP identification; otherwise each end counts. */
    public Dialogue identification(int id) {
        return with(change.andThen(segment -> segment.packet().identification(id)));
    }

    public Dialogue checksum(ChecksumStatus status) {
        return with(change.andThen(segment -> segment.checksum(status)));
    }

    public Dialogue client(String line) {
        return say(line, true);
    }

    public Dialogue server(String line) {
        return say(line, false);
    }

    private Dialogue say(String line, boolean fromClient) {
        Segment segment = fromClient ? SegmentNotation.parse(line, clientIsn, serverIsn)
                : SegmentNotation.parse(line, serverIsn, clientIsn);
        segment.seen(++frame, time, 0).between(fromClient ? client : server, fromClient ? server : client);
        segment.packet().timeToLive(fromClient ? 64 : 60).identification(fromClient ? clientId++ : serverId++);
        change.accept(segment);
        change = unchanged -> { };
        current = table.observe(segment);
        return this;
    }

    /** The three-way handshake as a tap beside the client sees it, 20 ms of round trip, windows of 64,000 bytes. */
    public Dialogue opened() {
        return client("S 0:0(0) win 64000 <mss 1460>").after(20).server("S. 0:0(0) ack 1 win 64000 <mss 1460>")
                .after(0.05).client(". 1:1(0) ack 1 win 64000").after(1);
    }

    /** The server's 1,000 bytes in answer to the client's 100, all acknowledged; next numbers 101 and 1001. */
    public Dialogue exchanged() {
        return client("P. 1:101(100) ack 1 win 64000").after(20).server("P. 1:1001(1000) ack 101 win 64000").after(0.1)
                .client(". 101:101(0) ack 1001 win 64000").after(1);
    }

    /** Both states after the latest segment, presumed ones with a question mark. */
    public Dialogue states(String expected) {
        assertThat(state(current.client()) + " | " + state(current.server())).as("states after frame " + frame)
                .isEqualTo(expected);
        return this;
    }

    private static String state(Endpoint end) {
        return end.state() + (end.isPresumed() ? "?" : "");
    }

    /** The capture ends. */
    public Dialogue ends() {
        if (!finished) {
            finished = true;
            table.finish();
        }
        return this;
    }

    /** The connection of the latest segment. */
    public Connection connection() {
        return current;
    }

    /** All connections, in the order in which they ended. */
    public List<Connection> connections() {
        ends();
        return ended;
    }

    /** The latest connection's finding of a kind, or null. */
    public Finding finding(FindingKind kind) {
        ends();
        return current.findings().stream().filter(finding -> finding.kind() == kind).findFirst().orElse(null);
    }

    /** The frames that show a kind, none if it was not found. */
    public List<Long> frames(FindingKind kind) {
        Finding finding = finding(kind);
        return finding == null ? List.of() : finding.frames();
    }

    /** The kinds found in the latest connection. */
    public List<FindingKind> kinds() {
        ends();
        return current.findings().stream().map(Finding::kind).toList();
    }

    /** The rules by which any of the connections changed state. */
    public Set<Rule> rules() {
        Set<Rule> rules = EnumSet.noneOf(Rule.class);
        for (Connection connection : connections()) {
            for (Step step : connection.journal().steps()) {
                step.transitions().stream().map(Transition::rule).filter(Objects::nonNull).forEach(rules::add);
            }
        }
        return rules;
    }

    public Findings findings() {
        return findings;
    }
}
