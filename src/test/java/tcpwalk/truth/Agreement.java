package tcpwalk.truth;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tcpwalk.tcp.Side;
import tcpwalk.tcp.Step;
import tcpwalk.tcp.TcpState;

/** What counts as agreement between an inferred path and the kernel's record, given what no wire shows. */
final class Agreement {

    /** A last change with no segment as near as this was a timer's or the application's. */
    private static final long NEAR = 60_000_000;
    private static final long SETTLING = 200_000;
    /** How near in time a change is to the segment that caused it, or that it caused. */
    private static final long PROCESSING = 2_000_000;
    /** How long a busy machine may take from sending an answer to noting the state. */
    private static final long PREEMPTION = 10_000_000;
    private static final long TAIL = 50_000_000;

    private Agreement() {
    }

    /** Every order of states that the wire could show for this run. */
    static Set<List<TcpState>> paths(KernelRun run, List<Step> steps, Side side) {
        List<TcpState> all = new ArrayList<>();
        run.changes().forEach(change -> all.add(change.to()));
        Set<List<TcpState>> accepted = new HashSet<>();
        if (run.last().to() == TcpState.CLOSED) {
            List<TcpState> body = essence(all.subList(0, all.size() - 1));
            boolean timeWait = run.last().from() == TcpState.FIN_WAIT_2 || run.last().from() == TcpState.CLOSING;
            accepted.add(with(body, TcpState.CLOSED));
            if (timeWait) {
                // The kernel says CLOSE when a lighter object takes over in TIME-WAIT.
                accepted.add(with(body, TcpState.TIME_WAIT));
                accepted.add(with(with(body, TcpState.TIME_WAIT), TcpState.CLOSED));
            }
            boolean silent = steps.stream().noneMatch(step -> Math.abs(step.time() - run.last().time()) < NEAR);
            if (silent || run.last().from() == TcpState.FIN_WAIT_2) {
                accepted.add(body);
            }
        } else {
            accepted.add(essence(all));
        }
        if (steps.stream().noneMatch(step -> sendsFin(step, side))) {
            for (List<TcpState> path : List.copyOf(accepted)) {
                List<TcpState> unseen = new ArrayList<>(path);
                unseen.removeAll(Set.of(TcpState.FIN_WAIT_1, TcpState.FIN_WAIT_2, TcpState.LAST_ACK));
                accepted.add(unseen);
            }
        }
        if (run.opened() && steps.stream().noneMatch(step -> opens(step, side))) {
            // An active open whose SYN was lost before the tap, and then answers its peer's, passes for a listener.
            for (List<TcpState> path : List.copyOf(accepted)) {
                List<TcpState> answering = new ArrayList<>(path);
                answering.remove(TcpState.SYN_SENT);
                accepted.add(answering);
            }
        }
        return accepted;
    }

    /**
     * Without what the end was before anything happened, and without repetitions. A listener that answers once more,
     * after a connection of the same ends, does so by a request socket, which the kernel does not record.
     */
    static List<TcpState> essence(List<TcpState> path) {
        List<TcpState> essence = new ArrayList<>();
        for (TcpState state : path) {
            if (state == TcpState.LISTEN && essence.contains(TcpState.CLOSED)) {
                break;
            }
            boolean before = essence.isEmpty()
                    && (state == TcpState.CLOSED || state == TcpState.LISTEN || state == TcpState.UNKNOWN);
            if (!before && (essence.isEmpty() || essence.get(essence.size() - 1) != state)) {
                essence.add(state);
            }
        }
        return essence;
    }

    /** The states that the kernel held between one segment and the next. */
    static Set<TcpState> held(KernelRun run, List<Step> steps, int index, Side side) {
        long from = steps.get(index).time();
        long to = index + 1 < steps.size() ? next(steps.get(index + 1), side) : from + TAIL;
        Set<TcpState> held = between(run, from, Math.max(to, from + SETTLING));
        boolean finSeen = false;
        for (int i = 0; i <= index; i++) {
            finSeen |= sendsFin(steps.get(i), side);
        }
        if (!finSeen && held.contains(TcpState.FIN_WAIT_1)) {
            held.add(TcpState.ESTABLISHED);
        }
        if (!finSeen && held.contains(TcpState.LAST_ACK)) {
            held.add(TcpState.CLOSE_WAIT);
        }
        if (hasDiedInSilence(run, steps, index, side)) {
            held.add(side == Side.CLIENT ? steps.get(index).client() : steps.get(index).server());
        }
        return held;
    }

    /** When the kernel is done with what came before a step: it answers a FIN before it notes TIME-WAIT. */
    private static long next(Step step, Side side) {
        return step.from() == side ? step.time() + PREEMPTION : step.time();
    }

    /** Whether the end is gone, by a timer or its application, and no segment has said so yet. */
    private static boolean hasDiedInSilence(KernelRun run, List<Step> steps, int index, Side side) {
        KernelRun.Change last = run.last();
        boolean timeWait = last.from() == TcpState.FIN_WAIT_2 || last.from() == TcpState.CLOSING;
        boolean dead = last.to() == TcpState.CLOSED && !timeWait && last.time() <= steps.get(index).time();
        return dead && steps.subList(0, index + 1).stream().noneMatch(step ->
                step.from() == side ? step.time() >= last.time() - PROCESSING
                        : Math.abs(step.time() - last.time()) < PROCESSING);
    }

    private static Set<TcpState> between(KernelRun run, long from, long to) {
        Set<TcpState> held = EnumSet.noneOf(TcpState.class);
        boolean established = false;
        boolean begun = false;
        for (KernelRun.Change change : run.changes()) {
            if (change.time() > to) {
                break;
            }
            Set<TcpState> next = EnumSet.of(change.to());
            if (change.to() == TcpState.CLOSED && change.from() == TcpState.FIN_WAIT_2) {
                next = EnumSet.of(TcpState.TIME_WAIT, TcpState.CLOSED, TcpState.FIN_WAIT_2);
            } else if (change.to() == TcpState.CLOSED && change.from() == TcpState.CLOSING) {
                next = EnumSet.of(TcpState.TIME_WAIT, TcpState.CLOSED);
            }
            if (change.time() <= from) {
                held.clear();
                established |= change.to() == TcpState.ESTABLISHED;
            } else if (!begun) {
                held.add(TcpState.CLOSED);
                held.add(TcpState.LISTEN);
            }
            held.addAll(next);
            begun = true;
        }
        if (!begun || !run.opened() && !established) {
            // Request sockets are not recorded: before ESTABLISHED a server may be any of these.
            held.addAll(EnumSet.of(TcpState.LISTEN, TcpState.CLOSED));
            if (!run.opened()) {
                held.add(TcpState.SYN_RECEIVED);
            }
        }
        return held;
    }

    private static boolean sendsFin(Step step, Side side) {
        return step.segment() != null && step.from() == side && step.segment().isFin();
    }

    private static boolean opens(Step step, Side side) {
        return step.segment() != null && step.from() == side && step.segment().isSyn() && !step.segment().isAck();
    }

    private static List<TcpState> with(List<TcpState> path, TcpState next) {
        List<TcpState> longer = new ArrayList<>(path);
        if (longer.isEmpty() || longer.get(longer.size() - 1) != next) {
            longer.add(next);
        }
        return longer;
    }
}
