package tcpwalk.tcp;

/**
 * One end of an observed connection: its state, the states it passed through, and what the wire shows of its numbers.
 * Both ends are the same code.
 *
 * <p>What it holds is inherited layer by layer, and not held by reference, so that a segment finds it all in the same
 * cache lines.
 */
public final class Endpoint extends TransmissionControlBlock {

    Endpoint(TcpState start) {
        super(start);
    }

    /** Whether it is ESTABLISHED for certain and has not closed. */
    boolean isQuiet() {
        return state() == TcpState.ESTABLISHED && !isPresumed();
    }

    /** Whether it is ESTABLISHED, or presumed to be, and has not closed. */
    boolean isOpen() {
        return state() == TcpState.ESTABLISHED;
    }

    /** A listener whose half-open connection was dropped takes another one (RFC 9293 §3.10.7.4, second check). */
    void listenAgain(TransitionLog log) {
        confirmAll();
        assume(TcpState.LISTEN, log);
        renumber();
    }

    /** Something of each cache line that a segment will need. */
    int touch() {
        return (int) bytes() + sndNxt() + rcvNxt() + identification() + (isPresumed() ? 1 : 0);
    }
}
