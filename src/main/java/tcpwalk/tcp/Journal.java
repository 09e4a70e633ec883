package tcpwalk.tcp;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import tcpwalk.wire.Segment;

/** The steps of one connection, kept only where they will be shown. */
public final class Journal {

    private final List<Step> steps = new ArrayList<>();
    private final List<Transition> transitions = new ArrayList<>(4);
    private final List<Finding> findings = new ArrayList<>(2);
    /** The latest steps, once there are more than may be kept; null until then. */
    private ArrayDeque<Step> latest;
    private int first = Integer.MAX_VALUE;
    private int last = Integer.MAX_VALUE;
    private long leftOut;

    /** Everything that happened, in order; where steps were left out, one in their place says so. */
    public List<Step> steps() {
        if (latest == null) {
            return Collections.unmodifiableList(steps);
        }
        List<Step> kept = new ArrayList<>(steps);
        if (leftOut > 0) {
            Step before = steps.get(steps.size() - 1);
            kept.add(new Step(0, before.time(), null, null, leftOut + " segments left out: of a long connection the"
                    + " first " + steps.size() + " and the last " + latest.size() + " are kept", before.client(),
                    before.clientPresumed(), before.server(), before.serverPresumed(), List.of(), List.of()));
        }
        kept.addAll(latest);
        return kept;
    }

    /** How many steps are kept. */
    public int size() {
        return steps.size() + (latest == null ? 0 : latest.size());
    }

    /** Keeps the first half and the last half of so many steps: a live connection may last for days. */
    public void keepAtMost(int steps) {
        keepAtMost(steps / 2, steps - steps / 2);
    }

    /** Keeps so many of the first steps and so many of the last; how many may be changed at any time. */
    public void keepAtMost(int ofTheFirst, int ofTheLast) {
        first = ofTheFirst;
        last = ofTheLast;
        leaveOut();
    }

    /** How many steps are kept at most; {@link Integer#MAX_VALUE} unless somebody said. */
    public int limit() {
        return (int) Math.min(Integer.MAX_VALUE, (long) first + last);
    }

    void transition(Transition transition) {
        transitions.add(transition);
    }

    void found(Finding finding) {
        findings.add(finding);
    }

    /** A row's finding turned out otherwise; it was a recent row. */
    void withdraw(FindingKind kind, long frame) {
        for (int i = steps.size() - 1; i >= 0; i--) {
            Step step = steps.get(i);
            if (step.frame() == frame) {
                List<Finding> left = new ArrayList<>(step.findings());
                left.removeIf(finding -> finding.kind() == kind);
                steps.set(i, new Step(step.frame(), step.time(), step.from(), step.segment(), step.event(),
                        step.client(), step.clientPresumed(), step.server(), step.serverPresumed(), step.transitions(),
                        left));
                return;
            }
        }
    }

    void segment(Segment segment, Side from, Connection connection) {
        add(segment.frame(), segment.time(), from, segment.copy(), null, connection);
    }

    void event(long frame, long time, Side from, String event, Connection connection) {
        add(frame, time, from, null, event, connection);
    }

    private void add(long frame, long time, Side from, Segment segment, String event, Connection connection) {
        Endpoint client = connection.client();
        Endpoint server = connection.server();
        keep(new Step(frame, time, from, segment, event, client.state(), client.isPresumed(), server.state(),
                server.isPresumed(), transitions, findings));
        transitions.clear();
        findings.clear();
    }

    private void keep(Step step) {
        if (latest == null && steps.size() < first) {
            steps.add(step);
            return;
        }
        if (latest == null) {
            latest = new ArrayDeque<>();
        }
        latest.add(step);
        leaveOut();
    }

    private void leaveOut() {
        while (latest != null && latest.size() > last) {
            latest.poll();
            leftOut++;
        }
    }
}
