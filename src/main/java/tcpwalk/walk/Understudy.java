package tcpwalk.walk;

import java.util.List;
import tcpwalk.craft.ImaginedSightings;
import tcpwalk.craft.SegmentOutput;
import tcpwalk.craft.Sighting;
import tcpwalk.craft.Sightings;
import tcpwalk.craft.endpoint.EndpointSettings;
import tcpwalk.tcp.Side;
import tcpwalk.walk.script.Act;
import tcpwalk.walk.script.Expectation;
import tcpwalk.walk.script.PeerOrder;
import tcpwalk.walk.script.Script;
import tcpwalk.walk.script.SegmentPattern;
import tcpwalk.wire.EndpointAddress;
import tcpwalk.wire.Segment;

/**
 * Plays the peer's part of a script in memory, doing exactly what the script expects, with a clock that jumps. So a
 * script can be tried without a network: the states that it asserts are those that an observer infers, or it is wrong.
 */
public final class Understudy implements Sightings, SegmentOutput {

    private static final long ROUND_TRIP = 1_000_000L;

    private final EndpointSettings settings;
    private final List<Act> acts;
    private final int choice;
    private final ImaginedSightings sightings = new ImaginedSightings();
    private SequenceVariables variables;
    private boolean finSent;
    private int at;

    private Understudy(Script script, EndpointSettings players, int choice) {
        acts = script.acts();
        this.choice = choice;
        settings = players.ofPeer();
        variables = new SequenceVariables(settings);
    }

    /**
     * Plays the script against a peer that meets it.
     *
     * @param choice which alternative the peer takes, from 0; the last one where there are fewer
     */
    public static PlayResult rehearse(Script script, EndpointSettings settings, PlayListener listener, int choice) {
        Understudy peer = new Understudy(script, settings, choice);
        return new Player(script, settings, peer, peer, peer.obedience(), listener).run();
    }

    /** Orders are in the script, which the understudy knows. */
    private Peer obedience() {
        return new Peer() {
            @Override
            public EndpointAddress address() {
                return settings.local();
            }

            @Override
            public boolean obey(PeerOrder order, EndpointAddress us) {
                return true;
            }

            @Override
            public void close() {
                // There is nothing to take away.
            }
        };
    }

    @Override
    public long now() {
        return sightings.now();
    }

    @Override
    public long epoch() {
        return sightings.epoch();
    }

    /** Sees what the player sends, and takes note. */
    @Override
    public void send(Segment segment) {
        while (at < acts.size() && !(acts.get(at) instanceof Act.Send)) {
            at++;
        }
        at++;
        sightings.add(segment, now());
        if (segment.isSyn() && finSent) {
            // The next connection has an initial number of its own.
            variables = new SequenceVariables(new EndpointSettings(Side.SERVER, settings.local(), settings.remote(),
                    settings.offer(), settings.iss() + 1_000_000, 0, settings.maxSegment(), 0, settings.twoMsl()));
            finSent = false;
        }
        variables.arrived(segment);
    }

    @Override
    public Sighting await(long deadline) {
        if (sightings.isEmpty()) {
            act();
        }
        return sightings.await(deadline);
    }

    /** Does what the script expects now; nothing where it is the player's turn or time has to pass. */
    private void act() {
        while (at < acts.size()) {
            Act act = acts.get(at);
            if (act instanceof Act.Send) {
                return;
            }
            at++;
            if (act instanceof Act.Expect expect) {
                expect.all().forEach(expectation -> meet(expectation, expect.within()));
                return;
            }
            if (act instanceof Act.Wait || act instanceof Act.Silence) {
                return;
            }
        }
    }

    private void meet(Expectation expectation, long within) {
        SegmentPattern pattern = expectation.alternatives()
                .get(Math.min(choice, expectation.alternatives().size() - 1)).pattern();
        Segment segment = variables.compose(pattern, now());
        variables.sent(segment);
        finSent |= segment.isFin();
        int times = Math.max(1, expectation.times());
        long gap = within >> times + 1;
        long time = now() + ROUND_TRIP;
        for (int i = 0; i < times; i++) {
            sightings.add(segment, time);
            time += expectation.rhythm() == Expectation.Rhythm.DOUBLING ? gap << i : gap;
        }
    }
}
