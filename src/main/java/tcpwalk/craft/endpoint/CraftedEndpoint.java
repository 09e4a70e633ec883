package tcpwalk.craft.endpoint;

import tcpwalk.tcp.Event;
import tcpwalk.tcp.TcpState;
import tcpwalk.wire.Segment;
import tcpwalk.wire.SequenceNumber;

/**
 * One end of a TCP connection outside the kernel. Its user opens, sends and closes; segments come in by
 * {@link #receive} and go out by a {@link SegmentSink}; {@link #tick} is due at {@link #nextDeadline}.
 *
 * <p>Pure: no I/O, no thread, no clock. Every {@code now} is in nanoseconds since an origin of the caller's choice, not
 * negative and never going back. Every change of state is decided by {@link tcpwalk.tcp.StateMachine}.
 */
public final class CraftedEndpoint {

    private final Tcb tcb;
    private final Emitter emitter;
    private final Transmitter transmitter;
    private final SegmentArrival arrival;
    private final Handshake handshake;

    public CraftedEndpoint(EndpointSettings settings, SegmentSink sink, EndpointListener listener) {
        tcb = new Tcb(settings, listener);
        Reassembly reassembly = new Reassembly();
        emitter = new Emitter(tcb, reassembly, sink);
        transmitter = new Transmitter(tcb, emitter);
        arrival = new SegmentArrival(tcb, emitter, transmitter, reassembly);
        handshake = new Handshake(tcb, emitter, transmitter, arrival);
    }

    /** Active open: sends the SYN (RFC 9293 §3.10.1). */
    public void open(long now) {
        requireState(TcpState.CLOSED);
        handshake.open(now);
    }

    /** Passive open: waits for a SYN (RFC 9293 §3.10.1). */
    public void listen() {
        requireState(TcpState.CLOSED);
        tcb.state = TcpState.LISTEN;
    }

    private void requireState(TcpState state) {
        if (tcb.state != state) {
            throw new IllegalStateException("cannot open in " + tcb.state);
        }
    }

    /** Queues bytes; they go out as soon as the connection and the windows allow (RFC 9293 §3.10.2). */
    public void send(byte[] bytes, long now) {
        transmitter.queue().append(bytes);
        output(now);
    }

    /** No more bytes will follow: a FIN goes out behind the last of them (RFC 9293 §3.10.4). */
    public void close(long now) {
        transmitter.queue().appendFin();
        output(now);
    }

    /** Ends the connection at once, with a reset wherever the peer may hold a state (RFC 9293 §3.10.5). */
    public void abort(long now) {
        if (tcb.state == TcpState.LISTEN) {
            tcb.state = TcpState.CLOSED;
        }
        boolean peerHoldsNothing = tcb.state == TcpState.CLOSED || tcb.state == TcpState.TIME_WAIT;
        if (peerHoldsNothing) {
            return;
        }
        boolean opening = tcb.state == TcpState.SYN_SENT;
        int seq = tcb.acceptableSeq();
        tcb.aborted = true;
        tcb.fire(Event.SENDS_RST);
        if (opening) {
            emitter.reset(seq, now);
        } else {
            emitter.abort(seq, now);
        }
    }

    /** Takes a segment that the peer sent to this end. */
    public void receive(Segment segment, long now) {
        switch (tcb.state) {
            case CLOSED -> handshake.inClosed(segment, now);
            case LISTEN -> handshake.inListen(segment, now);
            case SYN_SENT -> handshake.inSynSent(segment, now);
            case SYN_RECEIVED -> {
                if (!handshake.repeatsSyn(segment, now)) {
                    arrival.process(segment, now);
                }
            }
            default -> arrival.process(segment, now);
        }
        if (tcb.state == TcpState.TIME_WAIT && tcb.timeWaitUntil == Tcb.NEVER) {
            tcb.timeWaitUntil = now + tcb.settings.twoMsl();
        }
        output(now);
    }

    private void output(long now) {
        if (tcb.state.isSynchronized()) {
            transmitter.output(now);
        }
    }

    /** Lets the timers that are due expire. */
    public void tick(long now) {
        if (tcb.state == TcpState.TIME_WAIT) {
            if (now >= tcb.timeWaitUntil) {
                tcb.fire(Event.TWO_MSL_PASS);
            }
        } else if (now >= nextDeadline()) {
            expire(now);
        }
    }

    private void expire(long now) {
        if (transmitter.mayTryAgain()) {
            transmitter.expired(now);
            return;
        }
        tcb.listener.gaveUp(transmitter.attempts());
        userTimeout(now);
    }

    /** The user waits no longer: ends the connection (RFC 9293 §3.10.8). */
    public void userTimeout(long now) {
        if (tcb.state == TcpState.SYN_SENT) {
            // Nobody answered, so nobody holds a state that a reset could clear.
            tcb.forget();
        } else {
            abort(now);
        }
    }

    /** A router reports that packets must be shorter; at most this much payload and options fit (RFC 1191 §3). */
    public void limitSegments(int bytes, long now) {
        if (tcb.limitSegments(bytes)) {
            transmitter.resendFromFirst();
            output(now);
        }
    }

    /** When {@link #tick} is due, or {@link Long#MAX_VALUE} when no timer runs. */
    public long nextDeadline() {
        return switch (tcb.state) {
            case CLOSED, LISTEN -> Tcb.NEVER;
            case TIME_WAIT -> tcb.timeWaitUntil;
            default -> transmitter.deadline();
        };
    }

    public TcpState state() {
        return tcb.state;
    }

    /** Whether the peer's FIN has arrived, with all bytes before it. */
    public boolean peerClosed() {
        return arrival.peerClosed();
    }

    /** Whether a sequence number belongs to something that is sent and not yet acknowledged. */
    public boolean isInFlight(int seq) {
        return tcb.sndUna != tcb.sndNxt && SequenceNumber.isWithin(seq, tcb.sndUna, tcb.sndNxt - tcb.sndUna);
    }

    /** Whether all bytes queued so far are acknowledged. */
    public boolean allAcknowledged() {
        return tcb.state.isSynchronized() && transmitter.queue().isEmpty();
    }

    /** Payload bytes received in order, each counted once. */
    public long bytesReceived() {
        return arrival.received();
    }

    /** Segments sent, retransmissions included. */
    public int segmentsSent() {
        return emitter.sent();
    }

    /** Segments sent again. */
    public int retransmitted() {
        return transmitter.retransmitted();
    }

    /** The smoothed round-trip time in nanoseconds, or -1 before the first measurement. */
    public long smoothedRoundTrip() {
        return transmitter.smoothedRoundTrip();
    }
}
