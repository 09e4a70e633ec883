package tcpwalk.craft;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import tcpwalk.craft.endpoint.EndpointListener;
import tcpwalk.craft.endpoint.Remark;
import tcpwalk.craft.endpoint.SegmentSink;
import tcpwalk.tcp.TcpState;
import tcpwalk.tcp.Transition;
import tcpwalk.wire.Segment;

/**
 * What our own endpoint does: sends its segments off and remembers each until the capture shows it, with the changes of
 * state that go with it. Since every segment that we sent is known, one that leaves this host and is not ours is known
 * too.
 */
final class OwnActs implements EndpointListener, SegmentSink {

    private final SegmentOutput output;
    private final SentSegments<Integer> sent = new SentSegments<>();
    private final List<Transition> changes = new ArrayList<>();
    /** How many changes there had been after the last that no segment of ours stands for: an arrival, a timer. */
    private int reactions;
    /** How many changes rows have shown. */
    private int shown;
    private final List<Remark> remarks = new ArrayList<>(1);
    private boolean gaveUp;

    OwnActs(SegmentOutput output) {
        this.output = output;
    }

    @Override
    public void send(Segment segment) {
        sent.add(segment, changes.size());
        try {
            output.send(segment);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void transitioned(Transition transition) {
        changes.add(transition);
        boolean act = transition.rule() != null && transition.rule().event().isOwnAct();
        if (!act) {
            reactions = changes.size();
        }
    }

    @Override
    public void remarked(Remark remark, Segment segment) {
        remarks.add(remark);
    }

    @Override
    public void gaveUp(int attempts) {
        gaveUp = true;
    }

    /** Which of them the capture has shown, each with how many changes of state there had been when it was sent. */
    SentSegments<Integer> sent() {
        return sent;
    }

    /** The changes of state up to this segment's sending that no row has shown yet. */
    List<Transition> takeChanges(SentSegments.Sent<Integer> sent) {
        return take(sent.with());
    }

    /** The changes of state up to the last that an arrival or a timer caused and that no row has shown yet. */
    List<Transition> takeReactions() {
        return take(reactions);
    }

    /**
     * Shows changes in the order in which they came. Where the capture shows an arrival before a segment that we had
     * sent when it was processed, the arrival's row shows both changes.
     */
    private List<Transition> take(int upTo) {
        if (upTo <= shown) {
            return List.of();
        }
        List<Transition> taken = List.copyOf(changes.subList(shown, upTo));
        shown = upTo;
        return taken;
    }

    /** Our state after the last row. */
    TcpState shownState() {
        return shown == 0 ? TcpState.CLOSED : changes.get(shown - 1).to();
    }

    /** The endpoint's remarks on what arrived since the last call. */
    List<Remark> takeRemarks() {
        List<Remark> taken = List.copyOf(remarks);
        remarks.clear();
        return taken;
    }

    /** The states passed through, in order. */
    List<TcpState> path() {
        List<TcpState> path = new ArrayList<>();
        path.add(TcpState.CLOSED);
        changes.forEach(change -> path.add(change.to()));
        return path;
    }

    /** The last change of state, or null before the first. */
    Transition lastChange() {
        return changes.isEmpty() ? null : changes.get(changes.size() - 1);
    }

    /** Whether the endpoint gave up repeating. */
    boolean hasGivenUp() {
        return gaveUp;
    }
}
