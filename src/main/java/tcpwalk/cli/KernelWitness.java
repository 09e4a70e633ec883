package tcpwalk.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import tcpwalk.kernel.KernelRow;
import tcpwalk.kernel.KernelView;
import tcpwalk.kernel.KernelWord;
import tcpwalk.kernel.TracingException;
import tcpwalk.render.KernelStates;
import tcpwalk.sniff.EventView;
import tcpwalk.tcp.Connection;
import tcpwalk.tcp.Observation;
import tcpwalk.tcp.Side;
import tcpwalk.tcp.findings.Alarm;
import tcpwalk.timeline.Row;
import tcpwalk.timeline.ShownState;
import tcpwalk.timeline.Timeline;
import tcpwalk.wire.Segment;

/** The kernel's word in a live run, where it is asked for and can be had; without it everything is as it would be. */
final class KernelWitness implements EventView, AutoCloseable {

    private final KernelView view;
    private KernelLines lines;

    private KernelWitness(boolean wanted) throws TracingException {
        view = wanted ? KernelView.open(this::tell) : null;
    }

    /** To be called as root; a run that goes on without says why in {@code notices}. */
    static KernelWitness open(boolean wanted, Consumer<String> notices) {
        try {
            return new KernelWitness(wanted);
        } catch (TracingException e) {
            notices.accept("--kernel: " + e.getMessage() + "; " + e.fix() + ". Going on without");
            return none();
        }
    }

    private static KernelWitness none() {
        try {
            return new KernelWitness(false);
        } catch (TracingException e) {
            throw new IllegalStateException("nothing was opened", e);
        }
    }

    /** Has each comparison shown as it is made. */
    void showIn(EventLines events) {
        lines = view == null ? null : new KernelLines(events, view);
    }

    private void tell(KernelRow row) {
        if (lines != null) {
            lines.add(row);
        }
    }

    private void flush() {
        if (lines != null) {
            lines.flush();
        }
    }

    /** What the kernel says of both ends, or null where it was not asked. */
    KernelStates states(Connection connection) {
        return view == null ? null : new KernelStates(end(view.word(connection, Side.CLIENT)),
                end(view.word(connection, Side.SERVER)));
    }

    private static KernelStates.End end(KernelWord word) {
        return word == null ? null : new KernelStates.End(word.state(), word.path(),
                word.user() == null ? null : word.user().name(), word.user() == null ? null : word.user().pid(),
                word.compared(), word.agreed());
    }

    /** The timeline with what the kernel says between the segments. */
    Timeline attended(Connection connection, Timeline timeline) {
        List<KernelRow> words = view == null ? List.of() : view.rows(connection);
        if (words.isEmpty() || timeline.rows().isEmpty()) {
            return timeline;
        }
        List<Row> merged = new ArrayList<>();
        int next = 0;
        for (Row row : timeline.rows()) {
            while (next < words.size() && words.get(next).time() < row.time()) {
                merged.add(event(words.get(next++), merged.isEmpty() ? before(row) : merged.get(merged.size() - 1)));
            }
            merged.add(row);
        }
        while (next < words.size()) {
            merged.add(event(words.get(next++), merged.get(merged.size() - 1)));
        }
        return timeline.withRows(merged);
    }

    /** How both ends stood before the first row. */
    private static Row before(Row first) {
        return new Row(0, first.time(), null, null, null, null, null, "", before(first, Side.CLIENT, first.client()),
                before(first, Side.SERVER, first.server()), List.of(), List.of());
    }

    private static ShownState before(Row first, Side side, ShownState after) {
        return first.transitions().stream().filter(transition -> transition.endpoint() == side).findFirst()
                .map(transition -> new ShownState(transition.from(), false)).orElse(after);
    }

    private static Row event(KernelRow word, Row before) {
        String text = word.kind() == KernelRow.Kind.AGREED ? "kernel: " + word.kernel() : "kernel: " + word.sentence();
        String by = word.task() == null ? "" : ", by " + word.task();
        return new Row(0, word.time(), word.side(), null, null, null, null, text + by, before.client(),
                before.server(), List.of(), List.of());
    }

    /** The last words, or nothing. */
    String summary() {
        return view == null ? "" : "tcpwalk: " + view.summary() + System.lineSeparator();
    }

    @Override
    public void observed(Connection connection, Segment segment) {
        if (view != null) {
            view.observed(connection, segment);
        }
    }

    @Override
    public void changed(Observation seen) {
        if (view != null) {
            view.changed(seen);
        }
    }

    @Override
    public void raised(Alarm alarm) {
        // The kernel says nothing of many connections together.
    }

    @Override
    public void ended(Connection connection) {
        if (view != null) {
            view.ended(connection);
        }
    }

    @Override
    public void tick(long now) {
        if (view != null) {
            view.tick(now);
            flush();
        }
    }

    @Override
    public void finishing() {
        if (view != null) {
            view.finishing();
            flush();
        }
    }

    @Override
    public void close() {
        if (view != null) {
            view.close();
        }
    }
}
