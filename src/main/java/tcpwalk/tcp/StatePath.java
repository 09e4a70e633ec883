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
 * <p>Kept small because there may be a million: states and events are four bits each.
 */
final class StatePath {

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
    private int certain;
    private int presumed;
    private int events;
    private TcpState state;
    private long[] since;

    StatePath(TcpState start) {
        restart(start);
    }

    /** The state after everything presumed. */
    TcpState state() {
        return state;
    }

    /** Whether {@link #state()} rests on a presumption. */
    boolean isPresumed() {
        return presumed > 0;
    }

    /** Whether the endpoint is presumed to have met this event, without proof. */
    boolean presumes(Event event) {
        for (int i = 0; i < presumed; i++) {
            if (event(i) == event) {
                return true;
            }
        }
        return false;
    }

    /** The same event was sent towards the endpoint once more: from now on it may take a round trip to show. */
    void presumeAgain(Event event, long time) {
        for (int i = 0; i < presumed; i++) {
            if (event(i) == event) {
                since[i] = time;
            }
        }
    }

    List<TcpState> states() {
        List<TcpState> list = new ArrayList<>(certain + presumed);
        for (int i = 0; i < certain + presumed; i++) {
            list.add(state(i));
        }
        return list;
    }

    /** Begins again: an assumption about the start turned out to be wrong, or the capture began in mid-connection. */
    void restart(TcpState start) {
        states = start.ordinal();
        certain = 1;
        presumed = 0;
        state = start;
    }

    /** Adds a state that no rule leads to: an assumption. */
    void assume(TcpState next, TransitionLog log) {
        TcpState from = state;
        if (from != next) {
            presumed = 0;
            push(next);
            certain = Math.min(certain + 1, MAX_STATES);
            log.changed(from, next, Evidence.ASSUMED, null);
        }
    }

    /** The endpoint meets an event for certain. */
    Rule apply(Event event, Evidence evidence, TransitionLog log) {
        Rule rule = StateMachine.fire(state, event);
        if (rule != null) {
            TcpState from = state;
            push(rule.to());
            certain = Math.min(certain + presumed + 1, MAX_STATES);
            presumed = 0;
            log.changed(from, rule.to(), evidence, rule);
        }
        return rule;
    }

    /** A segment passed the tap on its way to the endpoint: what it would cause is presumed. */
    Rule presume(Event event, long time, TransitionLog log) {
        Rule rule = StateMachine.fire(state, event);
        if (rule == null || certain + presumed == MAX_STATES) {
            return null;
        }
        if (presumed == MAX_PRESUMED) {
            certain += presumed;
            presumed = 0;
        }
        if (since == null) {
            since = new long[MAX_PRESUMED];
        }
        TcpState from = state;
        push(rule.to());
        events = events & ~(0xf << 4 * presumed) | event.ordinal() << 4 * presumed;
        since[presumed++] = time;
        log.changed(from, rule.to(), Evidence.PRESUMED, rule);
        return rule;
    }

    /**
     * Settles what was presumed by a segment that the endpoint has sent now, and applies its own act, if any, where it
     * belongs: after what it had received, before what crossed it.
     *
     * @param act what the endpoint did by sending, or null
     */
    void settle(Judge judge, Event act, TransitionLog log) {
        if (presumed > 0) {
            resettle(judge, act, log);
        } else if (act != null) {
            apply(act, Evidence.SENT, log);
        }
    }

    private void resettle(Judge judge, Event act, TransitionLog log) {
        int count = presumed;
        Verdict[] verdicts = new Verdict[count];
        boolean takenBack = false;
        for (int i = 0; i < count; i++) {
            verdicts[i] = judge.judge(event(i), since[i]);
            takenBack |= verdicts[i] == Verdict.LOST || verdicts[i] == Verdict.CROSSED && act != null;
        }
        if (!takenBack) {
            confirm(verdicts, act != null);
            if (act != null) {
                apply(act, Evidence.SENT, log);
            }
            return;
        }
        replay(verdicts, act, log);
    }

    /** Confirms up to the last proven presumption: an endpoint cannot have met a later event without the earlier. */
    private void confirm(Verdict[] verdicts, boolean all) {
        int proven = all ? verdicts.length : 0;
        for (int i = verdicts.length; proven == 0 && i > 0; i--) {
            proven = verdicts[i - 1] == Verdict.PROVEN ? i : 0;
        }
        certain += proven;
        presumed -= proven;
        events >>>= 4 * proven;
        System.arraycopy(since, proven, since, 0, presumed);
    }

    /** Rebuilds the path from the last certain state: what was received, then the act, then what crossed it. */
    private void replay(Verdict[] verdicts, Event act, TransitionLog log) {
        int count = verdicts.length;
        Event[] before = new Event[count];
        long[] times = new long[count];
        for (int i = 0; i < count; i++) {
            before[i] = event(i);
            times[i] = since[i];
        }
        TcpState disproved = state;
        int kept = 0;
        while (verdicts[kept] != Verdict.LOST && verdicts[kept] != Verdict.CROSSED) {
            kept++;
        }
        presumed = kept;
        state = state(certain + kept - 1);
        log.changed(disproved, state, Evidence.DISPROVED, null);
        for (int i = kept; i < count; i++) {
            if (verdicts[i] == Verdict.PROVEN) {
                apply(before[i], Evidence.CONFIRMED, log);
            } else if (verdicts[i] == Verdict.OPEN) {
                presume(before[i], times[i], log);
            }
        }
        if (act != null) {
            apply(act, Evidence.SENT, log);
        }
        for (int i = kept; i < count; i++) {
            if (verdicts[i] == Verdict.CROSSED) {
                presume(before[i], times[i], log);
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
        return EVENTS[events >>> 4 * index & 0xf];
    }
}
