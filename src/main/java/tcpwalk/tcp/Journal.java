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
