package tcpwalk.craft;

import tcpwalk.craft.endpoint.CraftedEndpoint;
import tcpwalk.tcp.TcpState;

/** Carries a {@link WalkPlan} out: after everything that happens it looks whether the next part of it is due. */
final class Agenda {

    /** A point in time that never comes. */
    private static final long NEVER = Long.MAX_VALUE;
    /** Long enough for a peer that did not get our last ACK to repeat its FIN once (RFC 6298 §2.1). */
    static final long SHORT_LINGER = 1_000_000_000L;

    /** The parts of a walk, in order; each ends when the deadline passes, if not before. */
    private enum Part { OPENING, SENDING, READING, CLOSING, LINGERING }

    private final CraftedEndpoint endpoint;
    private final WalkPlan plan;
    private Part part = Part.OPENING;
    private long deadline;
    private Ending cutShort;
    private boolean over;

    Agenda(CraftedEndpoint endpoint, WalkPlan plan) {
        this.endpoint = endpoint;
        this.plan = plan;
    }

    void start(long now) {
        deadline = now + plan.timeout();
        endpoint.open(now);
    }

    /** When {@link #advance} is due even if nothing happens. */
    long deadline() {
        return over ? NEVER : deadline;
    }

    /** Whether nothing is left to do. */
    boolean isOver() {
        return over;
    }

    /** What cut the plan short, or null. */
    Ending cutShort() {
        return cutShort;
    }

    /** Ends the walk now; the peer is told by a reset where it may hold a state. */
    void abort(Ending reason, long now) {
        cut(reason);
        endpoint.abort(now);
    }

    /** Waits no longer: like {@link #abort}, but silent where the peer has not answered at all. */
    void timeOut(Ending reason, long now) {
        cut(reason);
        endpoint.userTimeout(now);
    }

    private void cut(Ending reason) {
        boolean done = over || endpoint.state() == TcpState.TIME_WAIT;
        cutShort = done ? cutShort : reason;
        over = true;
    }

    /** Does what is due. */
    void advance(long now) {
        Part before = null;
        while (part != before && !over) {
            before = part;
            if (endpoint.state() == TcpState.CLOSED) {
                over = true;
            } else if (endpoint.state() == TcpState.TIME_WAIT && part != Part.LINGERING) {
                linger(now);
            } else {
                step(now);
            }
        }
    }

    private void step(long now) {
        switch (part) {
            case OPENING -> {
                if (endpoint.state().isSynchronized()) {
                    exchange(now);
                } else if (now >= deadline) {
                    timeOut(Ending.NO_ANSWER, now);
                }
            }
            case SENDING -> {
                if (endpoint.allAcknowledged()) {
                    begin(Part.READING, now + (plan.close() == CloseMode.NONE && plan.readFor() == 0
                            ? plan.timeout() : plan.readFor()));
                }
            }
            case READING -> {
                boolean peerDone = endpoint.peerClosed() && plan.close() != CloseMode.NONE;
                if (peerDone || now >= deadline) {
                    close(now);
                }
            }
            case CLOSING -> {
                if (now >= deadline) {
                    timeOut(endpoint.state() == TcpState.FIN_WAIT_2 ? Ending.PEER_STAYS_OPEN : Ending.NO_ANSWER, now);
                }
            }
            case LINGERING -> over = now >= deadline;
        }
    }

    private void exchange(long now) {
        for (byte[] bytes : plan.data()) {
            endpoint.send(bytes, now);
        }
        if (plan.close() == CloseMode.HALF) {
            close(now);
        } else {
            // The endpoint itself gives up on data that nobody acknowledges.
            begin(Part.SENDING, NEVER);
        }
    }

    private void close(long now) {
        switch (plan.close()) {
            case FIN, HALF -> {
                endpoint.close(now);
                begin(Part.CLOSING, now + plan.timeout());
            }
            case RST, NONE -> {
                endpoint.abort(now);
                over = true;
            }
        }
    }

    private void linger(long now) {
        begin(Part.LINGERING, plan.fullTimeWait() ? NEVER : now + SHORT_LINGER);
    }

    private void begin(Part next, long until) {
        part = next;
        deadline = until;
    }
}
