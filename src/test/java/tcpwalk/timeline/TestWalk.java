package tcpwalk.timeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import tcpwalk.tcp.Evidence;
import tcpwalk.tcp.Finding;
import tcpwalk.tcp.FindingKind;
import tcpwalk.tcp.Outcome;
import tcpwalk.tcp.ResetCause;
import tcpwalk.tcp.Roles;
import tcpwalk.tcp.Rule;
import tcpwalk.tcp.Side;
import tcpwalk.tcp.TcpState;
import tcpwalk.tcp.Transition;
import tcpwalk.wire.EndpointAddress;
import tcpwalk.wire.IpAddress;
import tcpwalk.wire.Segment;
import tcpwalk.wire.SegmentNotation;
import tcpwalk.wire.SequenceNumber;

/**
 * Writes a timeline down as a story: a segment in {@link SegmentNotation} and both states after it.
 *
 * <pre>
 * new TestWalk().row(5.058, "&lt; S. 0:0(0) ack 1 win 65160", "ESTABLISHED? | SYN-RECEIVED")
 * </pre>
 *
 * {@code >} is sent by the client, {@code <} by the server. A state ends in {@code ?} when presumed, begins with
 * {@code ~} when it takes the one before it back, and names those it passes through: {@code FIN-WAIT-2+TIME-WAIT}. The
 * transitions and their rules follow from how the states change.
 */
public final class TestWalk {

    public static final int CLIENT_ISN = (int) 2784208446L;
    public static final int SERVER_ISN = 824066008;
    /** 2026-11-22T13:53:56.396123456Z. */
    public static final long START = 1_795_355_636_396_123_456L;

    private static final EndpointAddress CLIENT = new EndpointAddress(IpAddress.parse("10.99.0.1"), 47076);
    private static final EndpointAddress SERVER = new EndpointAddress(IpAddress.parse("10.99.0.2"), 8080);

    private EndpointAddress client = CLIENT;
    private EndpointAddress server = SERVER;
    private String interfaceName = "eth0";
    private Roles roles = Roles.SYN;
    private long id;
    private long frame;
    private PeerVerdicts peers;
    private ResetCause resetCause;
    private final List<Row> rows = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final Map<Side, End> ends = new EnumMap<>(Side.class);

    public TestWalk() {
        ends.put(Side.CLIENT, new End(TcpState.CLOSED));
        ends.put(Side.SERVER, new End(TcpState.LISTEN));
    }

    public TestWalk between(String clientAddress, int clientPort, String serverAddress, int serverPort) {
        client = new EndpointAddress(IpAddress.parse(clientAddress), clientPort);
        server = new EndpointAddress(IpAddress.parse(serverAddress), serverPort);
        return this;
    }

    public TestWalk on(String name) {
        interfaceName = name;
        return this;
    }

    public TestWalk id(long number) {
        id = number;
        return this;
    }

    public TestWalk peers(PeerVerdicts verdicts) {
        peers = verdicts;
        return this;
    }

    /** Why it is reset. */
    public TestWalk because(ResetCause cause) {
        resetCause = cause;
        return this;
    }

    /** Both ends begin in these states instead of CLOSED and LISTEN. */
    public TestWalk from(String states, Roles evidence) {
        String[] both = states.split(" \\| ");
        ends.put(Side.CLIENT, new End(state(both[0])));
        ends.put(Side.SERVER, new End(state(both[1])));
        roles = evidence;
        return this;
    }

    /** A segment, its time in milliseconds since the start, and both states after it. */
    public TestWalk row(double millis, String segment, String states) {
        Side from = segment.charAt(0) == '>' ? Side.CLIENT : Side.SERVER;
        boolean toServer = from == Side.CLIENT;
        Segment parsed = SegmentNotation.parse(segment.substring(2), toServer ? CLIENT_ISN : SERVER_ISN,
                toServer ? SERVER_ISN : CLIENT_ISN);
        frame++;
        parsed.seen(frame, nanos(millis), 0).between(toServer ? client : server, toServer ? server : client);
        End end = ends.get(from);
        end.count(parsed, parsed.seq() - (toServer ? CLIENT_ISN : SERVER_ISN));
        long window = (long) parsed.window() << (parsed.isSyn() ? 0 : scale(end));
        rows.add(new Row(frame, nanos(millis), from, parsed,
                SequenceNumber.toLong(parsed.seq() - (toServer ? CLIENT_ISN : SERVER_ISN)),
                parsed.isAck() ? SequenceNumber.toLong(parsed.ack() - (toServer ? SERVER_ISN : CLIENT_ISN)) : null,
                window, null, null, null, List.of(), List.of()));
        return settle(states, from, parsed);
    }

    /** An event without a segment; {@code whose} is null for one of neither end. */
    public TestWalk event(double millis, Side whose, String event, String states) {
        rows.add(new Row(0, nanos(millis), whose, null, null, null, null, event, null, null, List.of(), List.of()));
        return settle(states, whose, null);
    }

    /** A finding at the latest row and in the connection's list. */
    public TestWalk finding(FindingKind kind, String text) {
        Row last = rows.get(rows.size() - 1);
        Finding finding = Finding.of(kind, last.frame(), text);
        List<Finding> atRow = new ArrayList<>(last.findings());
        atRow.add(finding);
        replaceLast(last.client(), last.server(), last.transitions(), atRow);
        for (int i = 0; i < findings.size(); i++) {
            Finding old = findings.get(i);
            if (old.kind() == kind) {
                List<Long> frames = new ArrayList<>(old.frames());
                frames.add(last.frame());
                findings.set(i, new Finding(kind, old.count() + 1, frames, old.text()));
                return this;
            }
        }
        findings.add(finding);
        return this;
    }

    public List<Row> rows() {
        return List.copyOf(rows);
    }

    /** The whole connection, its story told. */
    public Timeline ends(Outcome outcome, Side closedBy) {
        long last = 0;
        for (Row row : rows) {
            last = row.segment() == null ? last : row.time();
        }
        return new Timeline(id, report(Side.CLIENT, client), report(Side.SERVER, server), roles, interfaceName,
                rows.get(0).time(), last - rows.get(0).time(), outcome, closedBy, resetCause, null,
                handshakeRtt(), findings, peers, rows).told();
    }

    /** The same without its rows, as a capture of many connections has it. */
    public Timeline endsUnseen(Outcome outcome, Side closedBy) {
        Timeline whole = ends(outcome, closedBy);
        return new Timeline(id, whole.client(), whole.server(), roles, interfaceName, whole.start(), whole.duration(),
                outcome, closedBy, resetCause, null, whole.handshakeRtt(), findings, peers, List.of()).told();
    }

    private static long nanos(double millis) {
        return START + Math.round(millis * 1_000_000);
    }

    private int scale(End end) {
        boolean both = ends.values().stream().allMatch(each -> each.windowScale >= 0);
        return both ? end.windowScale : 0;
    }

    private TestWalk settle(String states, Side actor, Segment segment) {
        String[] both = states.split(" \\| ");
        List<Transition> transitions = new ArrayList<>();
        // What the actor does comes before what it causes.
        Side first = actor == Side.SERVER ? Side.SERVER : Side.CLIENT;
        change(first, both[first.ordinal()], actor, segment, transitions);
        change(first.other(), both[first.other().ordinal()], actor, segment, transitions);
        Row last = rows.get(rows.size() - 1);
        replaceLast(shown(Side.CLIENT, both[0]), shown(Side.SERVER, both[1]), transitions, last.findings());
        return this;
    }

    private void change(Side side, String spec, Side actor, Segment segment, List<Transition> transitions) {
        End end = ends.get(side);
        for (String step : spec.split("\\+")) {
            TcpState to = state(step);
            if (to == end.state) {
                continue;
            }
            Rule rule = step.startsWith("~") || end.state == TcpState.UNKNOWN ? null
                    : rule(end.state, to, side == actor, segment);
            Evidence evidence = step.startsWith("~") ? Evidence.DISPROVED
                    : end.state == TcpState.UNKNOWN ? Evidence.ASSUMED
                    : segment == null ? Evidence.TIMER
                    : side == actor && rule.event().isOwnAct() ? Evidence.SENT
                    : step.endsWith("?") ? Evidence.PRESUMED : Evidence.CONFIRMED;
            transitions.add(new Transition(side, end.state, to, evidence, rule));
            if (evidence == Evidence.DISPROVED) {
                end.path.remove(end.path.size() - 1);
            } else {
                end.path.add(to);
            }
            end.state = to;
        }
    }

    private static Rule rule(TcpState from, TcpState to, boolean own, Segment segment) {
        boolean reset = segment != null && segment.isRst();
        return Arrays.stream(Rule.values())
                .filter(rule -> rule.from() == from && rule.to() == to)
                .filter(rule -> rule.event().name().contains("RST") == reset)
                .min((a, b) -> Boolean.compare(a.event().isOwnAct() != own, b.event().isOwnAct() != own))
                .orElseThrow(() -> new IllegalArgumentException("no rule from " + from + " to " + to));
    }

    private ShownState shown(Side side, String spec) {
        return new ShownState(ends.get(side).state, spec.endsWith("?"));
    }

    private void replaceLast(ShownState left, ShownState right, List<Transition> transitions, List<Finding> atRow) {
        Row last = rows.remove(rows.size() - 1);
        rows.add(new Row(last.frame(), last.time(), last.from(), last.segment(), last.seq(), last.ack(), last.window(),
                last.event(), left, right, transitions, atRow));
    }

    private static TcpState state(String spec) {
        return TcpState.valueOf(spec.replace("~", "").replace("?", "").trim().replace('-', '_'));
    }

    private Long handshakeRtt() {
        Row syn = null;
        boolean answered = false;
        for (Row row : rows) {
            if (row.segment() != null && row.segment().isSyn()) {
                answered |= row.segment().isAck();
                syn = row.segment().isAck() ? syn : row;
            } else if (syn != null && answered && row.from() == Side.CLIENT && row.segment().isAck()) {
                return row.time() - syn.time();
            }
        }
        return null;
    }

    private EndpointReport report(Side side, EndpointAddress address) {
        End end = ends.get(side);
        Row last = rows.get(rows.size() - 1);
        return new EndpointReport(address, end.state, (side == Side.CLIENT ? last.client() : last.server()).presumed(),
                end.path, end.segments, end.bytes, end.retransmitted,
                end.isn ? (Integer) (side == Side.CLIENT ? CLIENT_ISN : SERVER_ISN) : null,
                end.mss < 0 ? null : (Integer) end.mss);
    }

    /** What one end has sent so far. */
    private static final class End {
        private TcpState state;
        private final List<TcpState> path = new ArrayList<>();
        private long segments;
        private long bytes;
        private long retransmitted;
        private boolean isn;
        private int mss = -1;
        private int windowScale = -1;
        private int highest = Integer.MIN_VALUE;

        End(TcpState state) {
            this.state = state;
            path.add(state);
        }

        void count(Segment segment, int seq) {
            segments++;
            int after = seq + segment.sequenceLength();
            if (segment.sequenceLength() > 0 && after <= highest) {
                retransmitted++;
            }
            bytes += segment.isSyn() ? 0 : Math.max(0, seq + segment.length() - Math.max(seq, Math.max(1, highest)));
            highest = Math.max(highest, after);
            if (segment.isSyn()) {
                isn = true;
                mss = segment.options().mss();
                windowScale = segment.options().windowScale();
            }
        }
    }
}
