package tcpwalk.walk;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import tcpwalk.craft.SegmentOutput;
import tcpwalk.craft.Sightings;
import tcpwalk.craft.endpoint.EndpointSettings;
import tcpwalk.tcp.Connection;
import tcpwalk.tcp.TcpState;
import tcpwalk.timeline.Row;
import tcpwalk.timeline.Units;
import tcpwalk.walk.script.Act;
import tcpwalk.walk.script.Alternative;
import tcpwalk.walk.script.Mark;
import tcpwalk.walk.script.Script;
import tcpwalk.walk.script.SegmentPattern;
import tcpwalk.walk.script.States;
import tcpwalk.wire.TcpFlags;

/**
 * Plays one script, act by act. Whatever ends it, the peer is told by a reset where it may still hold a connection.
 *
 * <p>An expectation looks at what has come since the one before it was met. In between a bare ACK or a repeat may come
 * unasked; anything else does not meet the script.
 */
public final class Player {

    private static final SegmentPattern RESET = new SegmentPattern(TcpFlags.RST | TcpFlags.ACK, null, -1, null, -1, -1,
            List.of(), "R.");

    private final Script script;
    private final EndpointSettings settings;
    private final Peer peer;
    private final PlayListener listener;
    private final Facts facts;
    private final Stage stage;
    private int current;
    private boolean heard;
    private boolean over;

    /** A player of that script. */
    public Player(Script script, EndpointSettings settings, Sightings sightings, SegmentOutput output, Peer peer,
            PlayListener listener) {
        this.script = script;
        this.settings = settings;
        this.peer = peer;
        this.listener = listener;
        facts = new Facts(script, settings);
        stage = new Stage(settings, sightings, output, listener, facts);
        stage.prospects(this::prospect);
    }

    /** Plays; returns when the script is over, when it is not fulfilled, and when the thread is interrupted. */
    public PlayResult run() {
        Verdict verdict = Verdict.MET;
        String explanation = "";
        int line = 0;
        try {
            for (current = 0; current < script.acts().size() && !over; current++) {
                perform(script.acts().get(current));
            }
        } catch (Shortfall e) {
            verdict = e.verdict();
            explanation = e.getMessage();
            line = e.line();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            verdict = Verdict.INTERRUPTED;
            explanation = "Stopped by an interruption.";
        }
        resetIfOpen(verdict);
        return new PlayResult(verdict, line, explanation, facts);
    }

    private void perform(Act act) throws Shortfall, InterruptedException {
        if (act instanceof Act.Send send) {
            Row row = stage.send(stage.variables().compose(send.segment(), stage.now()), send.mark());
            happened(send.mark(), row);
        } else if (act instanceof Act.Expect expect) {
            expect(expect);
        } else if (act instanceof Act.Silence silence) {
            beSilent(silence);
        } else if (act instanceof Act.Wait wait) {
            stage.idle(stage.now() + wait.duration());
        } else if (act instanceof Act.Pause pause) {
            listener.pause(pause.duration());
        } else if (act instanceof Act.PeerDoes does) {
            order(does);
        }
    }

    private void order(Act.PeerDoes act) throws Shortfall {
        stage.begin();
        long time = stage.time();
        try {
            if (peer.obey(act.order(), settings.local())) {
                stage.peerActs(time, act.order().toString());
            } else {
                listener.wishes(act.order());
            }
        } catch (IOException e) {
            throw new Shortfall(Verdict.CANNOT_ACT, act.line(), "The peer could not '" + act.order() + "': "
                    + e.getMessage());
        }
    }

    private void expect(Act.Expect act) throws Shortfall, InterruptedException {
        Hopes hopes = new Hopes(act);
        long deadline = stage.now() + act.within();
        while (!hopes.areMet() && !over) {
            Arrival arrival = stage.next(deadline);
            if (arrival == null) {
                if (!hopes.isAnyRequired()) {
                    return;
                }
                throw unmet(act, hopes, "nothing came within " + Units.duration(act.within()));
            }
            heard = true;
            Alternative met = hopes.take(arrival);
            if (met != null) {
                accept(act, met, arrival, hopes.offBeat());
            } else if (!hopes.isAnyRequired() && (!arrival.isIncidental() || prospect(arrival) != null)) {
                stage.putBack(arrival);
                return;
            } else if (!arrival.isIncidental()) {
                throw unmet(act, hopes, "'" + arrival + "' came instead");
            }
        }
    }

    private void accept(Act.Expect act, Alternative met, Arrival arrival, String offBeat) throws Shortfall {
        if (offBeat != null) {
            throw new Shortfall(Verdict.UNMET, act.line(), "'" + arrival + "' " + offBeat + ".");
        }
        over = met.ends();
        happened(met.mark(), arrival.row());
    }

    private Shortfall unmet(Act.Expect act, Hopes hopes, String instead) {
        boolean silent = !heard && instead.startsWith("nothing");
        return new Shortfall(silent ? Verdict.NO_ANSWER : Verdict.UNMET, act.line(),
                "Expected " + hopes + "; " + instead + ".");
    }

    private void beSilent(Act.Silence act) throws Shortfall, InterruptedException {
        stage.forgetStale();
        Arrival arrival = stage.next(stage.now() + act.duration());
        if (arrival != null) {
            throw new Shortfall(Verdict.UNMET, act.line(), "Expected nothing for " + Units.duration(act.duration())
                    + "; '" + arrival + "' came.");
        }
    }

    /** A segment of the script has passed: what it is called, and whether both ends are where they should be. */
    private void happened(Mark mark, Row row) throws Shortfall {
        facts.occurred(mark.label(), row);
        States states = mark.states();
        if (states != null && (states.client() != row.client().state() || states.server() != row.server().state())) {
            throw new Shortfall(Verdict.UNMET, mark.line(), "Expected the states " + states
                    + " after this segment; they are " + row.client() + " / " + row.server() + ".");
        }
    }

    /** What hangs on the expectation that an arrival will meet, before we send anything else; told once. */
    private Mark prospect(Arrival arrival) {
        List<Act> ahead = new ArrayList<>(script.acts().subList(current, script.acts().size()));
        for (Act act : ahead) {
            if (act instanceof Act.Send && act != ahead.get(0)) {
                return null;
            }
            Alternative found = act instanceof Act.Expect expect ? Hopes.find(expect, arrival) : null;
            if (found != null) {
                return found.mark();
            }
        }
        return null;
    }

    /** Leaves nothing behind: a peer that may hold a connection is told that there is none. */
    private void resetIfOpen(Verdict verdict) {
        Connection connection = stage.connection();
        if (connection == null || verdict == Verdict.RESET_BY_THIS_HOST || verdict == Verdict.CANNOT_ACT) {
            return;
        }
        TcpState state = connection.end(stage.peersSide()).state();
        if (state.isOver() || state == TcpState.LISTEN) {
            return;
        }
        boolean interrupted = Thread.interrupted();
        try {
            stage.send(stage.variables().compose(RESET, stage.now()), new Mark(0, null, null, null));
        } catch (Shortfall e) {
            listener.notice("the peer could not be told by a reset: " + e.getMessage());
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
