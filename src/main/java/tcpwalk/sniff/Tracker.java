package tcpwalk.sniff;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import tcpwalk.capture.CaptureQuality;
import tcpwalk.capture.Frame;
import tcpwalk.capture.FrameSink;
import tcpwalk.capture.QuotedSegment;
import tcpwalk.capture.SegmentSink;
import tcpwalk.capture.decode.FrameDecoder;
import tcpwalk.tcp.Connection;
import tcpwalk.tcp.ConnectionTable;
import tcpwalk.tcp.Diagnosis;
import tcpwalk.tcp.Journal;
import tcpwalk.tcp.Observation;
import tcpwalk.tcp.findings.Alarm;
import tcpwalk.tcp.findings.Findings;
import tcpwalk.tcp.findings.Thresholds;
import tcpwalk.wire.Segment;

/** From frames to connections to views, all on the tracking thread; what it remembers is bounded. */
final class Tracker implements FrameSink, SegmentSink, Diagnosis {

    /** Of a connection's steps so many are kept, half of them the first ones. */
    private static final int STEPS_PER_CONNECTION = 2000;
    /** A step with its segment takes some 400 bytes: a quarter of the heap may hold steps. */
    private static final long STEPS_IN_ALL = Runtime.getRuntime().maxMemory() / 1600;

    private final CaptureQuality quality = new CaptureQuality();
    private final FrameDecoder decoder;
    private final Findings findings;
    private final ConnectionTable table;
    private final Settling settling;
    private final List<LiveView> views = new ArrayList<>();
    private final List<EventView> eventViews = new ArrayList<>();
    private final Predicate<Connection> journaled;
    private final Function<QuotedSegment, String> remark;
    private Observation seen;
    private long steps;

    /**
     * @param limit      how many connections to hold at once
     * @param thresholds from where on many connections together are an alarm
     * @param journaled  which connections keep their steps
     * @param remark     what an ICMP error says about a connection
     */
    Tracker(int limit, Thresholds thresholds, Predicate<Connection> journaled,
            Function<QuotedSegment, String> remark) {
        findings = new Findings(thresholds, this::raised);
        this.journaled = journaled;
        this.remark = remark;
        decoder = new FrameDecoder(this, quality, FrameDecoder.EARLY_CHECKSUMS);
        table = new ConnectionTable(limit, this::keepsSteps, this, this::released);
        settling = new Settling(table::conclude, this::show);
    }

    /** From now on {@code view} is told. */
    void add(LiveView view) {
        views.add(view);
        if (view instanceof EventView eventView) {
            eventViews.add(eventView);
        }
    }

    private boolean keepsSteps(Connection connection) {
        return steps < STEPS_IN_ALL && journaled.test(connection);
    }

    private void released(Connection connection) {
        settling.release(connection);
        Journal journal = connection.journal();
        if (journal != null && !isBoundedByView(journal)) {
            steps = Math.max(0, steps - Math.min(journal.size(), STEPS_PER_CONNECTION - 1));
        }
    }

    private void show(Connection connection) {
        views.forEach(view -> view.ended(connection));
    }

    private void raised(Alarm alarm) {
        eventViews.forEach(view -> view.raised(alarm));
    }

    @Override
    public void accept(Frame frame) {
        decoder.accept(frame);
    }

    @Override
    public Segment segment(Segment segment) {
        seen = null;
        Connection connection = table.observe(segment);
        if (seen != null && seen.connection() == connection && seen.segment() != null) {
            for (EventView view : eventViews) {
                view.changed(seen);
            }
        }
        for (LiveView view : views) {
            view.observed(connection, segment);
        }
        if (connection.journal() != null) {
            countStep(connection.journal());
        }
        if (connection.isOver()) {
            settling.over(connection);
        }
        return segment;
    }

    /** A view that bounds what it shows needs no second bound, and may forget it at any time. */
    private static boolean isBoundedByView(Journal journal) {
        return journal.limit() != Integer.MAX_VALUE && journal.limit() != STEPS_PER_CONNECTION;
    }

    private void countStep(Journal journal) {
        int size = journal.size();
        if (size < STEPS_PER_CONNECTION && !isBoundedByView(journal)) {
            steps++;
            if (size == 1) {
                journal.keepAtMost(STEPS_PER_CONNECTION);
            }
        }
    }

    @Override
    public void quoted(QuotedSegment quoted) {
        Segment segment = quoted.segment();
        Connection connection = table.find(segment);
        if (connection != null) {
            connection.event(segment.frame(), segment.time(), null, remark.apply(quoted));
        }
    }

    @Override
    public void observed(Observation observation) {
        findings.observed(observation);
        seen = observation;
    }

    @Override
    public void ended(Observation last) {
        if (!settling.isConcluded(last.connection())) {
            findings.ended(last);
        }
    }

    @Override
    public void finished() {
        findings.finished();
    }

    /** Time has passed; nanoseconds since the epoch. */
    void tick(long now) {
        table.advance(now);
        settling.settle(now);
        for (LiveView view : views) {
            view.tick(now);
        }
    }

    /** Nothing more comes: what is still open is shown as it stands; {@code now} is nanoseconds since the epoch. */
    void finish(long now) {
        views.forEach(LiveView::finishing);
        table.finish();
        for (LiveView view : views) {
            view.tick(now);
        }
    }

    CaptureQuality quality() {
        return quality;
    }

    ConnectionTable table() {
        return table;
    }

    List<Alarm> alarms() {
        return findings.alarms();
    }
}
