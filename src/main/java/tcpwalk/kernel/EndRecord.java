package tcpwalk.kernel;

import java.util.ArrayList;
import java.util.List;
import tcpwalk.tcp.Connection;
import tcpwalk.tcp.Endpoint;
import tcpwalk.tcp.Roles;
import tcpwalk.tcp.Side;
import tcpwalk.tcp.TcpState;
import tcpwalk.wire.EndpointAddress;

/** One end of a connection: what the wire showed it to be, and what the kernel held it to be, each in order of time. */
final class EndRecord {

    /** More changes than this between two looks at them are compared as far as they are kept. */
    private static final int KEPT = 64;
    private static final int NOTES = 64;
    /** The kernel notes what a segment does only after the segment has passed the tap; clocks differ by less. */
    private static final long CLOCKS = 1_000_000;

    private final Connection connection;
    private final Side side;
    private final EndJudge judge;
    private final List<Claim> claims = new ArrayList<>(6);
    private final List<Holding> holdings = new ArrayList<>(6);
    private final List<TcpState> told = new ArrayList<>(6);
    private final List<KernelRow> notes = new ArrayList<>(0);
    private List<TcpState> path;
    private TcpState shown;
    private EndRecord earlier;
    private Task user;

    EndRecord(Connection connection, Side side, long time) {
        this.connection = connection;
        this.side = side;
        path = connection.end(side).states();
        shown = path.get(0);
        path = path.subList(0, 1);
        judge = new EndJudge(this, claims, holdings);
        claims.add(new Claim(time, shown, false, false));
    }

    Connection connection() {
        return connection;
    }

    Side side() {
        return side;
    }

    Endpoint end() {
        return connection.end(side);
    }

    EndJudge judge() {
        return judge;
    }

    EndpointAddress local() {
        return connection.address(side);
    }

    EndpointAddress remote() {
        return connection.address(side.other());
    }

    Task user() {
        return user;
    }

    /** The record of an earlier connection between the same ends, or null. */
    EndRecord earlier() {
        return earlier;
    }

    void follows(EndRecord record) {
        earlier = record;
    }

    /** After a segment, when it has changed the state: what the wire shows now. Whether there is anything new. */
    boolean observe(long time) {
        Endpoint end = end();
        if (end.state() == shown) {
            return false;
        }
        List<TcpState> now = end.states();
        int common = 0;
        while (common < Math.min(path.size(), now.size()) && path.get(common) == now.get(common)) {
            common++;
        }
        long since = Math.max(time, claims.get(claims.size() - 1).since());
        boolean corrects = common < path.size();
        for (int i = common; i < now.size() - 1; i++) {
            claim(new Claim(since, now.get(i), end.isPresumed(), corrects));
            corrects = false;
        }
        path = now;
        shown = end.state();
        claim(new Claim(since, shown, end.isPresumed(), corrects));
        return true;
    }

    private void claim(Claim claim) {
        if (claims.size() == KEPT) {
            claims.remove(0);
            judge.forgotClaim();
        }
        claims.add(claim);
    }

    private void hold(Holding holding) {
        if (holdings.size() == KEPT) {
            holdings.remove(0);
            judge.forgotHolding();
        }
        holdings.add(holding);
    }

    /** Whether the kernel has told anything of this end. */
    boolean isTold() {
        return !told.isEmpty();
    }

    /** Whether there is anything to compare the wire's claims with. */
    boolean isHeld() {
        return !holdings.isEmpty();
    }

    /** A listener of this machine is known at the end's address: until the kernel tells more, it is a request. */
    void requestedOf() {
        hold(Holding.ofRequest());
    }

    /** Whether the change can be this end's, and not that of another socket with the same addresses. */
    boolean isMeantBy(SocketChange change) {
        if (change.time() < connection.start() - CLOCKS) {
            return false;
        }
        if (change.isPassiveOpen()) {
            return !isTold();
        }
        if (!isTold()) {
            return connection.roles() != Roles.SYN || change.from() == TcpState.SYN_SENT;
        }
        TcpState last = holdings.get(holdings.size() - 1).state();
        return last == null || last == change.from();
    }

    /** The kernel's next word. */
    void tell(SocketChange change) {
        if (!isHeld()) {
            hold(Holding.before(change));
        }
        hold(Holding.after(change, Math.max(change.time(), holdings.get(holdings.size() - 1).since())));
        told.add(change.to());
        user = user == null ? change.user() : user;
    }

    /** Some of the kernel's words were lost. */
    void missed(long time) {
        if (isHeld()) {
            hold(Holding.unknown(Math.max(time, holdings.get(holdings.size() - 1).since())));
        }
    }

    /** Keeps a row of the comparison, for when the connection is shown as a whole. */
    void note(KernelRow row) {
        if (notes.size() < NOTES) {
            notes.add(row);
        }
    }

    List<KernelRow> notes() {
        return notes;
    }

    /** What the kernel has said so far, or null. */
    KernelWord word() {
        if (!isTold()) {
            return null;
        }
        List<TcpState> words = new ArrayList<>(told);
        Holding last = holdings.get(holdings.size() - 1);
        if (last.state() != null) {
            words.set(words.size() - 1, last.told(shown));
        }
        return new KernelWord(words.get(words.size() - 1), List.copyOf(words), user, judge.compared(), judge.agreed());
    }
}
