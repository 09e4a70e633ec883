package tcpwalk.craft;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Predicate;
import tcpwalk.craft.endpoint.CraftedEndpoint;
import tcpwalk.craft.endpoint.EndpointListener;
import tcpwalk.craft.endpoint.EndpointSettings;
import tcpwalk.craft.endpoint.Offer;
import tcpwalk.tcp.Connection;
import tcpwalk.tcp.Side;
import tcpwalk.tcp.Step;
import tcpwalk.tcp.TcpState;
import tcpwalk.tcp.Transition;
import tcpwalk.wire.EndpointAddress;
import tcpwalk.wire.IpAddress;
import tcpwalk.wire.Segment;
import tcpwalk.wire.SegmentNotation;

/** A walk's world in memory, under a virtual clock: ten milliseconds from end to end, and a peer that can be told. */
final class MemoryNetwork implements Sightings, SegmentOutput, WalkListener {

    static final long MILLISECOND = 1_000_000L;
    static final long SECOND = 1_000 * MILLISECOND;
    static final EndpointAddress HERE = new EndpointAddress(IpAddress.parse("10.0.0.1"), 40000);
    static final EndpointAddress THERE = new EndpointAddress(IpAddress.parse("10.0.0.2"), 80);
    static final int ISS = 1000;
    static final int IRS = 5000;
    private static final long ONE_WAY = 10 * MILLISECOND;
    private static final long EPOCH = 1_700_000_000L * SECOND;
    private static final Offer OFFER = new Offer(1460, 64240, 7, true, true, false);

    /** What the peer does with what reaches it. */
    interface Peer {
        void arrives(Segment segment);
    }

    private record Planned(long time, long order, Runnable action) {
    }

    private final PriorityQueue<Planned> planned =
            new PriorityQueue<>(Comparator.comparingLong(Planned::time).thenComparingLong(Planned::order));
    private final List<Sighting> sightings = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private final List<String> notices = new ArrayList<>();
    private Predicate<Segment> lost = segment -> false;
    private Predicate<Segment> uncaptured = segment -> false;
    private Peer peer = segment -> { };
    private IOException refusal;
    private long now;
    private long order;
    private long frames;
    private CraftedEndpoint endpoint;

    /** A peer with our own endpoint, which listens. */
    MemoryNetwork withListener() {
        EndpointSettings settings = new EndpointSettings(Side.SERVER, THERE, HERE, OFFER, IRS, 0, 1460, 5, 60 * SECOND);
        endpoint = new CraftedEndpoint(settings, segment -> fromPeer(segment.copyWithPayload()),
                new EndpointListener() { });
        endpoint.listen();
        peer = segment -> endpoint.receive(segment, now);
        return this;
    }

    /** Closes when the walk has closed, as a server does that reads to the end. */
    MemoryNetwork closingAfterUs() {
        Peer before = peer;
        peer = segment -> {
            boolean closedBefore = endpoint.peerClosed();
            before.arrives(segment);
            if (endpoint.peerClosed() && !closedBefore) {
                endpoint.close(now);
            }
        };
        return this;
    }

    /** A peer written by hand. */
    MemoryNetwork with(Peer peer) {
        this.peer = peer;
        return this;
    }

    /** The peer's own endpoint, of {@link #withListener}. */
    CraftedEndpoint peer() {
        return endpoint;
    }

    MemoryNetwork losing(Predicate<Segment> lost) {
        this.lost = lost;
        return this;
    }

    MemoryNetwork notCapturing(Predicate<Segment> uncaptured) {
        this.uncaptured = uncaptured;
        return this;
    }

    MemoryNetwork refusing(IOException refusal) {
        this.refusal = refusal;
        return this;
    }

    /** Plans something for a moment after the walk's start. */
    MemoryNetwork at(long milliseconds, Runnable action) {
        planned.add(new Planned(milliseconds * MILLISECOND, order++, action));
        return this;
    }

    WalkResult walk(CloseMode close, String... data) {
        return walk(new WalkPlan(bytes(data), close, 0, 20 * SECOND, false));
    }

    static List<byte[]> bytes(String... data) {
        List<byte[]> bytes = new ArrayList<>();
        for (String text : data) {
            bytes.add(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes;
    }

    WalkResult walk(WalkPlan plan) {
        EndpointSettings settings = new EndpointSettings(Side.CLIENT, HERE, THERE, OFFER, ISS, 0, 1460, 3, 60 * SECOND);
        return new Walk(settings, plan, this, this, this).run();
    }

    /** Lets a segment of the peer's, in notation, arrive. */
    void fromPeer(String line) {
        fromPeer(SegmentNotation.parse(line, IRS, ISS).between(THERE, HERE));
    }

    private void fromPeer(Segment segment) {
        if (!lost.test(segment)) {
            planned.add(new Planned(now + ONE_WAY, order++, () -> see(segment)));
        }
    }

    /** A segment from this host that the walk did not send. */
    void foreign(String line) {
        see(SegmentNotation.parse(line, ISS, IRS).between(HERE, THERE));
    }

    void see(Segment segment) {
        Segment seen = segment.copyWithPayload().seen(++frames, epoch(), 0);
        sightings.add(new Sighting.SegmentSeen(seen));
    }

    void see(Sighting sighting) {
        sightings.add(sighting);
    }

    IcmpError icmp(int type, int code, int mtu, int quotedSeq) {
        return new IcmpError(++frames, epoch(), IpAddress.parse("10.0.0.254"), type, code, mtu, quotedSeq);
    }

    @Override
    public void send(Segment sent) throws IOException {
        if (refusal != null) {
            throw refusal;
        }
        Segment segment = sent.copyWithPayload();
        if (!uncaptured.test(segment)) {
            see(segment);
        }
        if (!lost.test(segment)) {
            planned.add(new Planned(now + ONE_WAY, order++, () -> peer.arrives(segment)));
        }
    }

    @Override
    public long now() {
        return now;
    }

    @Override
    public long epoch() {
        return EPOCH + now;
    }

    @Override
    public Sighting await(long deadline) {
        while (sightings.isEmpty()) {
            long next = planned.isEmpty() ? Long.MAX_VALUE : planned.peek().time();
            if (endpoint != null && endpoint.nextDeadline() < Math.min(next, deadline)) {
                now = Math.max(now, endpoint.nextDeadline());
                endpoint.tick(now);
            } else if (next > deadline) {
                if (deadline == Long.MAX_VALUE) {
                    throw new AssertionError("the walk waits for ever; so far " + steps);
                }
                now = Math.max(now, deadline);
                return null;
            } else {
                now = Math.max(now, next);
                planned.poll().action().run();
            }
        }
        return sightings.remove(0);
    }

    @Override
    public void step(Step step, Connection connection) {
        steps.add(step);
    }

    @Override
    public void notice(String sentence) {
        notices.add(sentence);
    }

    List<Step> steps() {
        return steps;
    }

    List<String> notices() {
        return notices;
    }

    /** Each row as a line: time in milliseconds, our state, the segment or event, the peer's state. */
    List<String> rows() {
        List<String> rows = new ArrayList<>();
        for (Step step : steps) {
            boolean ours = step.from() == Side.CLIENT;
            String middle = step.event() != null ? step.event()
                    : (ours ? "> " : "< ") + stripped(SegmentNotation.print(step.segment(), ours ? ISS : IRS,
                            ours ? IRS : ISS));
            rows.add((step.time() - EPOCH) / MILLISECOND + " " + step.client() + " " + middle + " " + step.server()
                    + (step.serverPresumed() ? "?" : ""));
        }
        return rows;
    }

    private static String stripped(String line) {
        return line.replaceAll(" win .*", "");
    }

    /** The states of our end that the rows' transitions lead through; they must join. */
    List<TcpState> shownPath() {
        List<TcpState> path = new ArrayList<>(List.of(TcpState.CLOSED));
        for (Step step : steps) {
            for (Transition transition : step.transitions()) {
                if (transition.endpoint() == Side.CLIENT) {
                    if (transition.from() != path.get(path.size() - 1)) {
                        throw new AssertionError(transition + " does not follow " + path);
                    }
                    path.add(transition.to());
                }
            }
            if (step.client() != path.get(path.size() - 1)) {
                throw new AssertionError("a row shows " + step.client() + " after " + path);
            }
        }
        return path;
    }
}
