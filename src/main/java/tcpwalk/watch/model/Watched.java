package tcpwalk.watch.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import tcpwalk.tcp.Connection;
import tcpwalk.tcp.Endpoint;
import tcpwalk.tcp.FindingKind;
import tcpwalk.tcp.Side;
import tcpwalk.timeline.ShownState;
import tcpwalk.timeline.Timeline;

/** A connection that may be shown: how lively it is, and its steps, of which the middle is ended. */
final class Watched {

    /** How much a connection deserves its place; a higher one is never given up for a lower one. */
    enum Worth { UNWANTED, OVER, UNFINISHED, OPEN, SELECTED }

    /** How many of the first steps are kept: a handshake, and how the conversation begins. */
    static final int FIRST_STEPS = 40;
    /** How many of the last steps are kept, and how many while they are looked at. */
    static final int LAST_STEPS = 40;
    static final int LAST_STEPS_SHOWN = 400;

    private static final double RATE_SECONDS = 2;
    /** The gravest first. That payload is cut is how a live capture works, and would mark every connection. */
    private static final List<FindingKind> KINDS = List.of(FindingKind.values()).stream()
            .filter(kind -> !kind.isOfTheCapture())
            .sorted(Comparator.comparing(FindingKind::severity).reversed()).toList();

    private final Connection connection;
    private final boolean fromStart;
    private final String client;
    private final String server;
    private Worth worth = Worth.UNFINISHED;
    private boolean wanted = true;
    private boolean selected;
    private boolean ended;
    private int news;
    private double rate;
    private ConnectionLine line;
    private Detail detail;

    Watched(Connection connection) {
        this.connection = connection;
        fromStart = connection.journal() != null;
        client = connection.address(Side.CLIENT).toString();
        server = connection.address(Side.SERVER).toString();
        connection.keepSteps();
        connection.journal().keepAtMost(FIRST_STEPS, LAST_STEPS);
        weigh();
    }

    long id() {
        return connection.id();
    }

    Worth worth() {
        return worth;
    }

    double rate() {
        return rate;
    }

    long lastTime() {
        return connection.lastTime();
    }

    /** A segment of it was taken. */
    void observed() {
        news++;
        // What comes after all has not ended.
        ended = false;
        weigh();
        line = null;
        detail = null;
    }

    private void weigh() {
        boolean open = connection.client().state().isSynchronized() && connection.server().state().isSynchronized();
        worth = selected ? Worth.SELECTED : !wanted ? Worth.UNWANTED : ended || connection.isOver() ? Worth.OVER
                : open ? Worth.OPEN : Worth.UNFINISHED;
    }

    void select(boolean now) {
        selected = now;
        if (connection.journal() != null) {
            connection.journal().keepAtMost(FIRST_STEPS, now ? LAST_STEPS_SHOWN : LAST_STEPS);
        }
        weigh();
    }

    void want(boolean now) {
        wanted = now;
        weigh();
    }

    /** Nothing more is expected of it. */
    void ended() {
        ended = true;
        weigh();
        line = null;
        detail = null;
    }

    /** Its place is given to another one. */
    void dismissed() {
        connection.forgetSteps();
    }

    /** Some time has passed, in which a rate fades and grows. */
    void passed(double seconds) {
        rate += (news / seconds - rate) * (1 - Math.exp(-seconds / RATE_SECONDS));
        rate = rate < 0.05 ? 0 : rate;
        news = 0;
    }

    ConnectionLine line() {
        if (line == null) {
            Endpoint one = connection.client();
            Endpoint other = connection.server();
            line = new ConnectionLine(connection.id(), client, server, new ShownState(one.state(), one.isPresumed()),
                    new ShownState(other.state(), other.isPresumed()), connection.outcome(), connection.closedBy(),
                    findings(), one.bytes() + other.bytes(), one.segments() + other.segments(), connection.start(),
                    connection.lastTime(), rate, ended);
        }
        line = line.at(rate);
        return line;
    }

    /** Only the kinds: the findings themselves put their texts together when they are asked for. */
    private List<FindingKind> findings() {
        List<FindingKind> kinds = null;
        for (FindingKind kind : KINDS) {
            if (connection.count(kind) > 0) {
                kinds = kinds == null ? new ArrayList<>(4) : kinds;
                kinds.add(kind);
            }
        }
        return kinds == null ? List.of() : kinds;
    }

    Detail detail(Function<Connection, Timeline> timelines) {
        if (detail == null) {
            detail = new Detail(timelines.apply(connection), fromStart);
        }
        return detail;
    }
}
