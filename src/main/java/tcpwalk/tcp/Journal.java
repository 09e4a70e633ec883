package tcpwalk.tcp;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import tcpwalk.wire.Segment;

/** The steps of one connection, kept only where they will be shown. */
public final class Journal {

    private final List<Step> steps = new ArrayList<>();
    private final List<Transition> transitions = new ArrayList<>(4);
    private final List<Finding> findings = new ArrayList<>(2);

    /** Everything that happened, in order. */
    public List<Step> steps() {
        return Collections.unmodifiableList(steps);
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
                steps.set(i, new Step(step.frame(), step.time(), step.from(), step.segment(), step.event(), step.client(),
                        step.clientPresumed(), step.server(), step.serverPresumed(), step.transitions(), left));
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
        steps.add(new Step(frame, time, from, segment, event, client.state(), client.isPresumed(), server.state(),
                server.isPresumed(), transitions, findings));
        transitions.clear();
        findings.clear();
    }
}
