package tcpwalk.kernel;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import tcpwalk.tcp.TcpState;

/**
 * Compares what the wire shows of one end with what the kernel holds it to be.
 *
 * <p>A segment passes the tap some time before or after the kernel notes what it does, so that two states agree when
 * each was there within {@link #TOLERANCE} of the other. A kernel's change counts as agreed as soon as the wire shows
 * it, however late: an application's close may wait behind data for as long as it takes. Where the two are apart for
 * longer than the tolerance, that is a row of its own all the same.
 */
final class EndJudge {

    static final long TOLERANCE = 50_000_000;

    private final EndRecord record;
    private final List<Claim> claims;
    private final List<Holding> holdings;
    private int nextClaim;
    private int nextHolding;
    private int claim;
    private int holding;
    private long at = Long.MIN_VALUE;
    private Holding apartFrom;
    private Claim apartClaim;
    private long apartSince;
    private long firstShown;
    private boolean pairShown;
    private Set<Object> shown = Set.of();
    private int compared;
    private int agreed;
    private int late;
    private int unseen;

    EndJudge(EndRecord record, List<Claim> claims, List<Holding> holdings) {
        this.record = record;
        this.claims = claims;
        this.holdings = holdings;
    }

    int compared() {
        return compared;
    }

    int agreed() {
        return agreed;
    }

    /** How often both have come together again. */
    int late() {
        return late;
    }

    int unseen() {
        return unseen;
    }

    void forgotClaim() {
        nextClaim = Math.max(0, nextClaim - 1);
        claim = Math.max(0, claim - 1);
    }

    void forgotHolding() {
        nextHolding = Math.max(0, nextHolding - 1);
        holding = Math.max(0, holding - 1);
    }

    /**
     * Compares what is known up to {@code horizon}.
     *
     * @param over whether nothing more will come; what is younger than the tolerance is then left undecided
     * @return whether something is left to be decided later
     */
    boolean judge(long horizon, boolean over, Consumer<KernelRow> rows) {
        follow(horizon, rows);
        while (nextHolding < holdings.size() && decideHolding(horizon, over, rows)) {
            nextHolding++;
        }
        while (nextClaim < claims.size() && decideClaim(horizon, over, rows)) {
            nextClaim++;
        }
        return nextHolding < holdings.size() || nextClaim < claims.size() || apartFrom != null;
    }

    /** Goes through time from where it stopped, from change to change of either. */
    private void follow(long horizon, Consumer<KernelRow> rows) {
        if (at == Long.MIN_VALUE) {
            at = claims.get(0).since();
        }
        while (at < horizon) {
            while (endOfClaim(claim) <= at) {
                claim++;
            }
            while (endOfHolding(holding) <= at) {
                holding++;
            }
            long next = Math.min(horizon, Math.min(endOfClaim(claim), endOfHolding(holding)));
            lookAt(claims.get(claim), holdings.get(holding), next, rows);
            at = next;
        }
    }

    /** Between {@link #at} and {@code until} neither changes. */
    private void lookAt(Claim now, Holding held, long until, Consumer<KernelRow> rows) {
        if (held.accepts(now)) {
            if (firstShown != 0) {
                late++;
                show(rows, row(KernelRow.Kind.REJOINED, at, held, now, at - firstShown));
            }
            firstShown = 0;
            apartFrom = null;
            return;
        }
        if (apartFrom != held || apartClaim != now) {
            apartFrom = held;
            apartClaim = now;
            apartSince = at;
            pairShown = false;
        }
        if (!pairShown && until - apartSince > TOLERANCE) {
            boolean wireMoved = now.since() > held.since();
            show(rows, row(wireMoved ? KernelRow.Kind.WIRE_AHEAD : KernelRow.Kind.KERNEL_AHEAD, apartSince, held, now,
                    until - apartSince));
            markShown(wireMoved ? now : held);
            pairShown = true;
            firstShown = firstShown == 0 ? apartSince : firstShown;
        }
    }

    private void show(Consumer<KernelRow> rows, KernelRow row) {
        record.note(row);
        rows.accept(row);
    }

    private void markShown(Object mover) {
        if (shown.isEmpty()) {
            shown = new HashSet<>();
        }
        shown.add(mover);
    }

    /** Whether the wire has shown the kernel's change, or never will; false to look again later. */
    private boolean decideHolding(long horizon, boolean over, Consumer<KernelRow> rows) {
        Holding held = holdings.get(nextHolding);
        SocketChange change = held.change();
        if (change == null) {
            return true;
        }
        long end = endOfHolding(nextHolding);
        // A request becomes a socket when the handshake is over: the wire has shown SYN-RECEIVED long before.
        Claim match = claimOf(held, change.isPassiveOpen() ? Long.MIN_VALUE : held.since() - TOLERANCE,
                plusTolerance(end));
        if (match != null) {
            if (match.state() != TcpState.UNKNOWN) {
                compared++;
                agreed++;
                show(rows, row(KernelRow.Kind.AGREED, held.since(), held, match, 0));
            }
            return true;
        }
        if (plusTolerance(end) > horizon && !over) {
            return false;
        }
        if (held.since() > horizon - TOLERANCE) {
            return true;
        }
        compared++;
        unseen += isInvisible(held) ? 1 : 0;
        if (!shown.contains(held)) {
            show(rows, row(KernelRow.Kind.NEVER_SHOWN, held.since(), held, claimAt(held.since()), 0));
        }
        return true;
    }

    /** A change that only a timer or the application knows of. */
    private boolean isInvisible(Holding held) {
        return switch (held.state()) {
            case CLOSED -> record.connection().lastTime() < held.since() - TOLERANCE;
            case FIN_WAIT_1, LAST_ACK -> !record.end().isFinSent();
            default -> false;
        };
    }

    /** Whether the kernel held what the wire claims, or never will have; false to look again later. */
    private boolean decideClaim(long horizon, boolean over, Consumer<KernelRow> rows) {
        Claim now = claims.get(nextClaim);
        long end = endOfClaim(nextClaim);
        boolean takenBack = end != Long.MAX_VALUE && claims.get(nextClaim + 1).corrects();
        if (nextClaim == 0 || isHeld(now, takenBack ? end : Long.MAX_VALUE)) {
            return true;
        }
        if (!over && (!takenBack || end > horizon)) {
            return false;
        }
        boolean brief = takenBack && end - now.since() <= TOLERANCE;
        if (brief || now.since() > horizon - TOLERANCE) {
            return true;
        }
        compared++;
        if (!shown.contains(now)) {
            show(rows, row(KernelRow.Kind.NEVER_HELD, now.since(), holdingAt(now.since()), now, 0));
        }
        return true;
    }

    /** Whether the kernel held it at the time, or, where the far end's kernel is behind the tap, came to hold it. */
    private boolean isHeld(Claim now, long until) {
        for (int i = 0; i < holdings.size(); i++) {
            Holding held = holdings.get(i);
            long slack = held.since() == Long.MIN_VALUE ? 0 : TOLERANCE;
            if (held.accepts(now) && held.since() < until && endOfHolding(i) >= now.since() - slack) {
                return true;
            }
        }
        return false;
    }

    private Claim claimOf(Holding held, long from, long to) {
        Claim unknown = null;
        // What an end was before the first segment is no answer to what it became.
        int first = claims.get(0).state() == TcpState.UNKNOWN ? 0 : 1;
        // The last one tells TIME-WAIT from the FIN-WAIT-2 before it, where the kernel says CLOSED.
        for (int i = claims.size() - 1; i >= first; i--) {
            Claim each = claims.get(i);
            if (each.since() <= to && endOfClaim(i) >= from && held.accepts(each)) {
                if (each.state() != TcpState.UNKNOWN) {
                    return each;
                }
                unknown = each;
            }
        }
        return unknown;
    }

    private Claim claimAt(long time) {
        Claim found = claims.get(0);
        for (Claim each : claims) {
            found = each.since() <= time ? each : found;
        }
        return found;
    }

    private Holding holdingAt(long time) {
        Holding found = holdings.get(0);
        for (Holding each : holdings) {
            found = each.since() <= time ? each : found;
        }
        return found;
    }

    private long endOfClaim(int index) {
        return index + 1 < claims.size() ? claims.get(index + 1).since() : Long.MAX_VALUE;
    }

    private long endOfHolding(int index) {
        return index + 1 < holdings.size() ? holdings.get(index + 1).since() : Long.MAX_VALUE;
    }

    private static long plusTolerance(long time) {
        return time > Long.MAX_VALUE - TOLERANCE ? Long.MAX_VALUE : time + TOLERANCE;
    }

    private KernelRow row(KernelRow.Kind kind, long time, Holding held, Claim now, long lasting) {
        Task actor = held.change() == null ? null : held.change().actor();
        return new KernelRow(kind, time, record.connection(), record.side(), held.told(now.state()), now.state(),
                now.presumed(), actor, record.user(), lasting);
    }
}
