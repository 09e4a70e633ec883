package tcpwalk.tcp;

import java.util.ArrayList;
import java.util.List;

/**
 * The states that one endpoint passed through: first those that are certain, then those that rest on segments which
 * passed the tap but whose receipt is not yet proven.
 *
 * <p>Each presumed event stands for exactly one presumed state. What the endpoint does later settles the presumptions:
 * they are confirmed, put after the act that crossed them, or taken back (see {@link #settle}).
 *
 * <p>Kept small because there may be a million: states and events are four bits each, and {@link Endpoint} extends it
 * rather than hold it, so that a segment finds both in the same cache lines.
 */
abstract class StatePath {

    /** Judges one presumption, in the light of a segment that the endpoint has sent. */
    @FunctionalInterface
    interface Judge {
        Verdict judge(Event presumed, long since);
    }

    private static final TcpState[] STATES = TcpState.values();
    private static final Event[] EVENTS = Event.values();
    private static final int MAX_STATES = 16;
    private static final int MAX_PRESUMED = 4;

    private long states;
    private byte certain;
    private byte presumed;
    private short events;
    private TcpState state;
    private long since;

    StatePath(TcpState start) {
        restart(start);
    }

    /** The state as far as it can be known: after everything presumed. */
    public final TcpState state() {
        return state;
    }

    /** Whether it rests on a segment whose receipt is not proven. */
    public final boolean isPresumed() {
        return presumed > 0;
    }

    /** Whether the endpoint is presumed to have met this event, without proof. */
    final boolean presumes(Event event) {
        for (int i = 0; i < presumed; i++) {
            if (event(i) == event) {
                return true;
            }
        }
        return false;
    }

    /** The states passed through, in order, presumed ones included unless disproved. */
    public final List<TcpState> states() {
        List<TcpState> list = new ArrayList<>(certain + presumed);
        for (int i = 0; i < certain + presumed; i++) {
            list.add(state(i));
        }
        return list;
    }

    /** Begins again: an assumption about the start turned out to be wrong, or the capture began in mid-connection. */
    final void restart(TcpState start) {
        states = start.ordinal();
        certain = 1;
        presumed = 0;
        state = start;
    }

    /** Adds a state that no rule leads to: an assumption. */
    final void assume(TcpState next, TransitionLog log) {
        TcpState from = state;
        if (from != next) {
            presumed = 0;
            push(next);
            certain = (byte) Math.min(certain + 1, MAX_STATES);
            log.changed(from, next, Evidence.ASSUMED, null);
        }
    }

    /** The endpoint meets an event for certain. */
    final Rule apply(Event event, Evidence evidence, TransitionLog log) {
        Rule rule = StateMachine.fire(state, event);
        if (rule != null) {
            TcpState from = state;
            push(rule.to());
            certain = (byte) Math.min(certain + presumed + 1, MAX_STATES);
            presumed = 0;
            log.changed(from, rule.to(), evidence, rule);
        }
        return rule;
    }

    /**
     * A segment passed the tap on its way to the endpoint: what it would cause is presumed. Where that is presumed
     * already, it may take a round trip from now on to show.
     */
    final void presume(Event event, long time, TransitionLog log) {
        if (presumed > 0 && presumes(event)) {
            since = time;
        }
        Rule rule = StateMachine.fire(state, event);
        if (rule == null || certain + presumed == MAX_STATES) {
            return;
        }
        if (presumed == MAX_PRESUMED) {
            certain += presumed;
            presumed = 0;
        }
        TcpState from = state;
        push(rule.to());
        events = (short) (events & ~(0xf << 4 * presumed) | event.ordinal() << 4 * presumed);
        since = time;
        presumed++;
        log.changed(from, rule.to(), Evidence.PRESUMED, rule);
    }

    /**
     * Settles what was presumed by a segment that the endpoint has sent now, and applies its own act, if any, where it
     * belongs: after what it had received, before what crossed it.
     *
     * @param act what the endpoint did by sending, or null
     */
    final void settle(Judge judge, Event act, TransitionLog log) {
        if (presumed > 0) {
            resettle(judge, act, log);
        } else if (act != null) {
            apply(act, Evidence.SENT, log);
        }
    }

    private void resettle(Judge judge, Event act, TransitionLog log) {
        int proven = 0;
        int kept = presumed;
        for (int i = 0; i < presumed; i++) {
            switch (judge.judge(event(i), since)) {
                case PROVEN -> proven = i + 1;
                case LATER -> {
                    boolean alreadyLast = i == presumed - 1;
                    proven = alreadyLast ? presumed : proven;
                    kept = alreadyLast ? kept : Math.min(kept, i);
                }
                case LOST -> kept = Math.min(kept, i);
                case CROSSED -> kept = act == null ? kept : Math.min(kept, i);
                case OPEN -> { }
            }
        }
        if (kept < presumed) {
            int certainNow = Math.min(proven, kept);
            confirm(certainNow);
            replay(kept - certainNow, judge, act, log);
            return;
        }
        // An endpoint cannot have met a later event without the earlier, and acts on whatever it has met.
        confirm(act == null ? proven : presumed);
        if (act != null) {
            apply(act, Evidence.SENT, log);
        }
    }

    /** An act comes to light that went before the last event, which is certain: takes that back and puts them right. */
    final void actedBefore(Event last, Event act, TransitionLog log) {
        TcpState disproved = state;
        certain--;
        state = state(certain - 1);
        log.changed(disproved, state, Evidence.DISPROVED, null);
        apply(act, Evidence.SENT, log);
        apply(last, Evidence.CONFIRMED, log);
    }

    /** What is presumed will not be taken back any more. */
    final void confirmAll() {
        confirm(presumed);
    }

    private void confirm(int proven) {
        certain += proven;
        presumed -= proven;
        events = (short) ((events & 0xffff) >>> 4 * proven);
    }

    /**
     * Takes back all but the first {@code kept} presumptions and goes on from there: with what was received after all,
     * then with the act, then with what crossed it.
     */
    private void replay(int kept, Judge judge, Event act, TransitionLog log) {
        int count = presumed - kept;
        long time = since;
        Event[] open = new Event[count];
        Verdict[] verdicts = new Verdict[count];
        for (int i = 0; i < count; i++) {
            open[i] = event(kept + i);
            verdicts[i] = judge.judge(open[i], time);
        }
        TcpState disproved = state;
        presumed = (byte) kept;
        state = state(certain + kept - 1);
        log.changed(disproved, state, Evidence.DISPROVED, null);
        for (int i = 0; i < count; i++) {
            if (verdicts[i] == Verdict.PROVEN) {
                apply(open[i], Evidence.CONFIRMED, log);
            } else if (verdicts[i] == Verdict.OPEN) {
                presume(open[i], time, log);
            }
        }
        for (int i = 0; i < count; i++) {
            if (verdicts[i] == Verdict.LATER) {
                apply(open[i], Evidence.CONFIRMED, log);
            }
        }
        if (act != null) {
            apply(act, Evidence.SENT, log);
        }
        for (int i = 0; i < count; i++) {
            if (verdicts[i] == Verdict.CROSSED) {
                presume(open[i], time, log);
            }
        }
    }

    private void push(TcpState next) {
        int at = Math.min(certain + presumed, MAX_STATES - 1);
        states = states & ~(0xfL << 4 * at) | (long) next.ordinal() << 4 * at;
        state = next;
    }

    private TcpState state(int index) {
        return STATES[(int) (states >>> 4 * index) & 0xf];
    }

    private Event event(int index) {
        return EVENTS[(events & 0xffff) >>> 4 * index & 0xf];
    }
}
