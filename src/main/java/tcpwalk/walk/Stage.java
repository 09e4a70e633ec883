package tcpwalk.walk;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import tcpwalk.craft.IcmpError;
import tcpwalk.craft.SegmentOutput;
import tcpwalk.craft.SentSegments;
import tcpwalk.craft.Sighting;
import tcpwalk.craft.Sightings;
import tcpwalk.craft.endpoint.EndpointSettings;
import tcpwalk.tcp.Connection;
import tcpwalk.tcp.ConnectionTable;
import tcpwalk.tcp.Endpoint;
import tcpwalk.tcp.Side;
import tcpwalk.tcp.Step;
import tcpwalk.tcp.TcpState;
import tcpwalk.tcp.findings.Findings;
import tcpwalk.timeline.Row;
import tcpwalk.timeline.ShownState;
import tcpwalk.timeline.Timelines;
import tcpwalk.walk.script.Mark;
import tcpwalk.wire.Segment;

/** Where a script is played: sends, takes in what the capture sees of both ends, and turns all of it into rows. */
final class Stage {

    /** How long the capture may take to show what was sent. */
    private static final long DRAIN = 500_000_000L;

    private final EndpointSettings settings;
    private final Sightings sightings;
    private final SegmentOutput output;
    private final PlayListener listener;
    private final SequenceVariables variables;
    private final Facts facts;
    private final SentSegments<Mark> sent = new SentSegments<>();
    private final Deque<Arrival> arrivals = new ArrayDeque<>();
    private long arrived;
    private long arrivedBeforeLastSent;
    private final Set<String> seen = new HashSet<>();
    /** Nothing is taught twice. */
    private final Set<Mark> told = new HashSet<>();
    private final ConnectionTable table = new ConnectionTable(16, each -> true, new Findings(), each -> { });
    private Connection connection;
    private Function<Arrival, Mark> prospects = arrival -> null;
    private Row shown;
    private boolean begun;

    Stage(EndpointSettings settings, Sightings sightings, SegmentOutput output, PlayListener listener, Facts facts) {
        this.settings = settings;
        this.sightings = sightings;
        this.output = output;
        this.listener = listener;
        this.facts = facts;
        variables = new SequenceVariables(settings);
    }

    SequenceVariables variables() {
        return variables;
    }

    /** The connection that the latest segment belongs to, or null before the first. */
    Connection connection() {
        return connection;
    }

    /** Whose note an arriving segment will be shown with. */
    void prospects(Function<Arrival, Mark> marks) {
        prospects = marks;
    }

    /** From now on what arrives belongs to the walk. */
    void begin() {
        begun = true;
    }

    /** Sends a segment and waits until the capture shows it; its row. */
    Row send(Segment segment, Mark mark) throws Shortfall, InterruptedException {
        begun = true;
        sent.add(segment, mark);
        variables.sent(segment);
        try {
            output.send(segment);
        } catch (IOException e) {
            throw new Shortfall(Verdict.CANNOT_ACT, mark.line(), "A segment could not be sent: " + e.getMessage());
        }
        shown = null;
        long until = now() + DRAIN;
        while (shown == null && now() < until) {
            follow(until);
        }
        if (shown == null) {
            sent.take(segment);
            show(segment.copy().seen(0, sightings.epoch(), 0), mark);
            listener.notice("one segment was sent and did not appear in the capture: its time is our own clock's");
        }
        return shown;
    }

    long now() {
        return sightings.now();
    }

    /** The oldest segment of the peer's that has not been taken yet, or null if none has come by {@code deadline}. */
    Arrival next(long deadline) throws Shortfall, InterruptedException {
        begun = true;
        boolean waiting = true;
        while (waiting && arrivals.isEmpty()) {
            waiting = follow(deadline);
        }
        return arrivals.poll();
    }

    /** Forgets what had come before our last segment and was not waited for. */
    void forgetStale() {
        arrivals.removeIf(arrival -> arrival.number() <= arrivedBeforeLastSent);
    }

    /** A segment that was taken too early. */
    void putBack(Arrival arrival) {
        arrivals.addFirst(arrival);
    }

    /** Lets time pass until {@code deadline}. */
    void idle(long deadline) throws Shortfall, InterruptedException {
        boolean waiting = true;
        while (waiting) {
            waiting = follow(deadline);
        }
    }

    /** Takes in the next thing that happens; says whether there was one before the deadline. */
    private boolean follow(long deadline) throws Shortfall, InterruptedException {
        Sighting sighting = sightings.await(deadline);
        if (sighting instanceof Sighting.SegmentSeen seenNow) {
            segment(seenNow.segment());
        } else if (sighting instanceof Sighting.ErrorSeen error) {
            error(error.error());
        } else if (sighting instanceof Sighting.Interruption interruption) {
            throw new Shortfall(Verdict.INTERRUPTED, 0, "Stopped by " + interruption.reason() + ".");
        } else if (sighting instanceof Sighting.CaptureLost lost) {
            throw new Shortfall(Verdict.CAPTURE_LOST, 0, "The capture ended during the walk: " + lost.reason() + ".");
        }
        return sighting != null;
    }

    private void segment(Segment segment) throws Shortfall {
        if (!segment.source().equals(settings.local())) {
            arrive(segment);
            return;
        }
        SentSegments.Sent<Mark> own = sent.take(segment);
        if (own != null) {
            show(segment, own.with());
        } else if (!sent.isRepeated(segment)) {
            tell(observe(segment), null);
            listener.notice("frame " + segment.frame() + " was not sent by tcpwalk: it comes from this host's kernel"
                    + " or from another process");
            if (segment.isRst()) {
                throw new Shortfall(Verdict.RESET_BY_THIS_HOST, 0, "This host itself reset the connection, with a RST"
                        + " that tcpwalk did not send.");
            }
        }
    }

    private void arrive(Segment segment) {
        if (!begun) {
            listener.notice("a segment from " + segment.source() + " came before the walk began: left aside");
            return;
        }
        int rcvNxt = variables.rcvNxt();
        int sndNxt = variables.sndNxt();
        variables.arrived(segment);
        boolean repeated = !seen.add(segment.seq() + " " + segment.flags() + " " + segment.length());
        Row row = observe(segment);
        Arrival arrival = new Arrival(++arrived, row, variables.irs(), rcvNxt, variables.iss(), sndNxt, repeated);
        arrivals.add(arrival);
        tell(row, prospects.apply(arrival));
    }

    private void show(Segment segment, Mark mark) {
        shown = observe(segment);
        arrivedBeforeLastSent = arrived;
        tell(shown, mark);
    }

    private Row observe(Segment segment) {
        connection = table.observe(segment);
        List<Step> steps = connection.journal().steps();
        return Timelines.row(steps.get(steps.size() - 1), connection);
    }

    private void tell(Row row, Mark mark) {
        facts.begin(row);
        boolean news = mark != null && told.add(mark);
        listener.row(row, connection, news ? mark.note() : null);
    }

    private void error(IcmpError error) {
        event(error.frame(), error.time(), null, "ICMP from " + error.sender() + ": " + error.meaning());
    }

    /** Nanoseconds since the epoch, for {@link #peerActs}. */
    long time() {
        return sightings.epoch();
    }

    /** What the peer's application did at that time; before the first segment there is no row to put it beside. */
    void peerActs(long time, String what) {
        if (connection != null) {
            event(0, time, peersSide(), "application: " + what);
        }
    }

    /** Which end of the connection is the peer's; there must be one. */
    Side peersSide() {
        return connection.address(Side.CLIENT).equals(settings.local()) ? Side.SERVER : Side.CLIENT;
    }

    private void event(long frame, long time, Side whose, String what) {
        ShownState client = connection == null ? new ShownState(TcpState.CLOSED, false) : shown(connection.client());
        ShownState server = connection == null ? new ShownState(TcpState.LISTEN, false) : shown(connection.server());
        listener.row(new Row(frame, time, whose, null, null, null, null, what, client, server, List.of(), List.of()),
                connection, null);
    }

    private static ShownState shown(Endpoint end) {
        return new ShownState(end.state(), end.isPresumed());
    }
}
