package tcpwalk.craft;

import java.io.UncheckedIOException;
import java.util.List;
import tcpwalk.craft.endpoint.CraftedEndpoint;
import tcpwalk.craft.endpoint.EndpointSettings;
import tcpwalk.tcp.Side;
import tcpwalk.tcp.TcpState;
import tcpwalk.tcp.Transition;
import tcpwalk.wire.EndpointAddress;
import tcpwalk.wire.Segment;

/**
 * One connection from SYN to TIME-WAIT, walked by our own endpoint.
 *
 * <p>What the capture sees drives it: segments from the peer are the endpoint's input, and segments of ours come back
 * as rows with the capture's own time. Whatever ends a walk early, Ctrl-C included, the peer is told by a reset.
 */
public final class Walk {

    /** How long to wait for the capture to show what was sent last. */
    private static final long DRAIN = 200_000_000L;
    /** The headers below the TCP payload: IP, and TCP without options. */
    private static final int HEADERS_V4 = 40;
    private static final int HEADERS_V6 = 60;

    private final EndpointAddress local;
    private final int iss;
    private final Sightings sightings;
    private final WalkListener listener;
    private final OwnActs own;
    private final CraftedEndpoint endpoint;
    private final Agenda agenda;
    private final Chronicle chronicle;
    private final Explanation explanation;

    /** A walk along the given plan. */
    public Walk(EndpointSettings settings, WalkPlan plan, Sightings sightings, SegmentOutput output,
            WalkListener listener) {
        this.sightings = sightings;
        this.listener = listener;
        local = settings.local();
        iss = settings.iss();
        own = new OwnActs(output);
        endpoint = new CraftedEndpoint(settings, own, own);
        agenda = new Agenda(endpoint, plan);
        chronicle = new Chronicle(local, own, listener);
        explanation = new Explanation(settings.remote(), plan);
    }

    /** Walks; returns when the connection is over, and when the thread is interrupted. */
    public WalkResult run() {
        try {
            agenda.start(sightings.now());
            while (!agenda.isOver()) {
                follow(Math.min(endpoint.nextDeadline(), agenda.deadline()));
            }
            drain();
        } catch (UncheckedIOException e) {
            explanation.cannotSend(e.getCause().getMessage());
            agenda.timeOut(Ending.CANNOT_SEND, sightings.now());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            agenda.abort(Ending.INTERRUPTED, sightings.now());
        } finally {
            resetIfOpen();
        }
        showUnseen();
        Ending ending = explanation.ending(agenda.cutShort(), own);
        return new WalkResult(ending, explanation.of(ending, own), chronicle.steps(), own.path(),
                chronicle.connection(), endpoint.segmentsSent(), chronicle.roundTrip());
    }

    /** Takes the next thing that happens, until a deadline, and does what is due then. */
    private void follow(long deadline) throws InterruptedException {
        Sighting sighting = sightings.await(deadline);
        long now = sightings.now();
        if (sighting != null) {
            take(sighting, now);
        }
        endpoint.tick(now);
        agenda.advance(now);
        showTimers();
    }

    private void take(Sighting sighting, long now) {
        if (sighting instanceof Sighting.SegmentSeen seen) {
            Segment segment = seen.segment();
            if (segment.source().equals(local)) {
                takeOwn(segment, now);
            } else {
                takePeers(segment, now);
            }
        } else if (sighting instanceof Sighting.ErrorSeen seen) {
            takeError(seen.error(), now);
        } else if (sighting instanceof Sighting.Interruption interruption) {
            explanation.interrupted(interruption.reason());
            agenda.abort(Ending.INTERRUPTED, now);
        } else if (sighting instanceof Sighting.CaptureLost lost) {
            explanation.captureLost(lost.reason());
            agenda.abort(Ending.CAPTURE_LOST, now);
        }
    }

    private void takePeers(Segment segment, long now) {
        if (chronicle.isTooEarly(segment, iss)) {
            listener.notice("a segment from " + segment.source() + " came before our SYN: left aside");
            return;
        }
        explanation.arrived(segment, endpoint.state());
        endpoint.receive(segment, now);
        agenda.advance(now);
        chronicle.segment(segment, own.takeReactions());
        own.takeRemarks().forEach(remark -> listener.notice("frame " + segment.frame() + " " + remark.sentence()
                + " (" + remark.section() + ")"));
    }

    private void takeOwn(Segment segment, long now) {
        SentSegments.Sent<Integer> sent = own.sent().take(segment);
        if (sent != null) {
            explanation.sent(segment);
            chronicle.segment(segment, own.takeChanges(sent));
            return;
        }
        if (own.sent().isRepeated(segment)) {
            // The capture shows the packet twice, as it does on a bridge: nothing was sent twice.
            return;
        }
        chronicle.segment(segment, List.of());
        listener.notice("frame " + segment.frame() + " was not sent by tcpwalk: it comes from this host's kernel"
                + " or from another process");
        if (segment.isRst() && endpoint.state() != TcpState.TIME_WAIT) {
            agenda.abort(Ending.RESET_BY_THIS_HOST, now);
        }
    }

    private void takeError(IcmpError error, long now) {
        chronicle.event(error.frame(), error.time(), null, "ICMP from " + error.sender() + ": " + error.meaning(),
                List.of());
        if (!endpoint.isInFlight(error.quotedSeq())) {
            // It quotes nothing that is on its way: stale, or forged (RFC 5927 §4.1).
            return;
        }
        if (error.asksForShorterPackets()) {
            int headers = local.address().version() == 4 ? HEADERS_V4 : HEADERS_V6;
            endpoint.limitSegments(error.mtu() - headers, now);
        } else if (error.saysUnreachable() && !endpoint.state().isSynchronized()) {
            // On an open connection it counts as a passing trouble: retransmission decides (RFC 5927 §6.1).
            explanation.unreachable(error);
            agenda.timeOut(Ending.UNREACHABLE, now);
        }
    }

    /** A change of state that only a timer caused is a row of its own. */
    private void showTimers() {
        List<Transition> changes = own.takeReactions();
        if (changes.isEmpty()) {
            return;
        }
        Transition last = changes.get(changes.size() - 1);
        String event = last.from() == TcpState.TIME_WAIT ? "2 MSL pass" : "gives up";
        chronicle.event(0, Math.max(sightings.epoch(), chronicle.lastTime()), Side.CLIENT, event, changes);
    }

    private void drain() throws InterruptedException {
        long until = sightings.now() + DRAIN;
        showTimers();
        while (!own.sent().allSeen() && sightings.now() < until) {
            follow(until);
        }
    }

    private void resetIfOpen() {
        try {
            endpoint.abort(sightings.now());
        } catch (UncheckedIOException e) {
            listener.notice("the peer could not be told by a reset: " + e.getCause().getMessage());
        }
    }

    /** What the capture did not show was sent all the same. */
    private void showUnseen() {
        for (SentSegments.Sent<Integer> sent : own.sent().takeUnseen()) {
            Segment segment = sent.segment().seen(0, Math.max(sightings.epoch(), chronicle.lastTime()), 0);
            chronicle.segment(segment, own.takeChanges(sent));
            listener.notice("one segment was sent and did not appear in the capture: its time is our own clock's");
        }
        showTimers();
    }
}
