package tcpwalk.craft.endpoint;

import tcpwalk.tcp.Event;
import tcpwalk.tcp.Evidence;
import tcpwalk.tcp.Rule;
import tcpwalk.tcp.StateMachine;
import tcpwalk.tcp.TcpState;
import tcpwalk.tcp.Transition;
import tcpwalk.wire.Segment;
import tcpwalk.wire.SequenceNumber;
import tcpwalk.wire.TcpOptions;

/**
 * The transmission control block: the variables of one end of a connection, under the names of RFC 9293 §3.3.1.
 *
 * <p>The numbers from {@code sndUna} up to {@code sndNxt} are sent and not yet acknowledged; those from {@code rcvNxt}
 * on, {@code rcvWnd} of them, may arrive.
 */
final class Tcb {

    /** A point in time that never comes. */
    static final long NEVER = Long.MAX_VALUE;
    /** What a peer takes that announces nothing (RFC 9293 §3.7.1). */
    private static final int DEFAULT_MSS_V4 = 536;
    private static final int DEFAULT_MSS_V6 = 1220;
    /** Less is no honest announcement: it would cut a stream into crumbs. Linux draws the same line. */
    private static final int MIN_SEND_MSS = 48;

    final EndpointSettings settings;
    final EndpointListener listener;
    final Timestamps timestamps;
    final CongestionNotification ecn;

    TcpState state = TcpState.CLOSED;
    int sndUna;
    int sndNxt;
    long sndWnd;
    int sndWl1;
    int sndWl2;
    /** The largest window ever offered by the peer (RFC 5961 §5.2). */
    long maxSndWnd;
    int irs;
    int rcvNxt;
    long rcvWnd;

    int sendMss = DEFAULT_MSS_V4;
    int sndScale;
    int rcvScale;
    boolean scaling;
    boolean sack;
    /** Whether something arrived that is not yet acknowledged. */
    boolean ackPending;
    /** Whether this end aborted, so that whatever still arrives is answered by RST. */
    boolean aborted;
    /** When 2 MSL end. */
    long timeWaitUntil = NEVER;

    Tcb(EndpointSettings settings, EndpointListener listener) {
        this.settings = settings;
        this.listener = listener;
        timestamps = new Timestamps(settings.timestampOffset());
        ecn = new CongestionNotification(settings.offer().ecn());
        sndUna = settings.iss();
        sndNxt = settings.iss();
    }

    /** Lets the machine decide what an event does; says whether it changed the state. */
    boolean fire(Event event) {
        Rule rule = StateMachine.fire(state, event);
        if (rule == null) {
            return false;
        }
        Evidence evidence = event.isOwnAct() ? Evidence.SENT
                : event == Event.TWO_MSL_PASS || event == Event.USER_TIME_OUT ? Evidence.TIMER : Evidence.CONFIRMED;
        enter(rule.to(), evidence, rule);
        return true;
    }

    /** Deletes the connection without a word to the peer, as a user time-out does (RFC 9293 §3.10.8). */
    void forget() {
        fire(Event.USER_TIME_OUT);
    }

    private void enter(TcpState to, Evidence evidence, Rule rule) {
        TcpState from = state;
        state = to;
        listener.transitioned(new Transition(settings.side(), from, to, evidence, rule));
    }

    void remark(Remark remark, Segment segment) {
        listener.remarked(remark, segment);
    }

    /** Takes the peer's SYN: its number, window and what of our offer it agrees to. */
    void synchronize(Segment syn) {
        Offer offer = settings.offer();
        TcpOptions options = syn.options();
        irs = syn.seq();
        rcvNxt = irs + 1;
        scaling = offer.windowScale() >= 0 && options.windowScale() >= 0;
        // RFC 7323 §2.3: a shift above 14 counts as 14.
        sndScale = scaling ? Math.min(options.windowScale(), Offer.MAX_WINDOW_SCALE) : 0;
        rcvScale = scaling ? offer.windowScale() : 0;
        rcvWnd = offer.scaledWindow(rcvScale);
        sack = offer.sackPermitted() && options.sackPermitted();
        timestamps.agree(offer.timestamps() && options.hasTimestamps(), options.timestampValue());
        int silent = settings.local().address().version() == 4 ? DEFAULT_MSS_V4 : DEFAULT_MSS_V6;
        int announced = options.mss() >= 0 ? options.mss() : silent;
        sendMss = Math.max(MIN_SEND_MSS, Math.min(announced, settings.maxSegment()));
        takeWindow(syn);
    }

    /** Sends no longer segments than these from now on; says whether that is a change. */
    boolean limitSegments(int bytes) {
        int before = sendMss;
        sendMss = Math.max(MIN_SEND_MSS, Math.min(sendMss, bytes));
        return sendMss < before;
    }

    /** Takes the window that a segment offers; that of a SYN is never scaled (RFC 7323 §2.2). */
    void takeWindow(Segment segment) {
        sndWnd = offeredWindow(segment);
        maxSndWnd = Math.max(maxSndWnd, sndWnd);
        sndWl1 = segment.seq();
        sndWl2 = segment.ack();
    }

    /** SEG.WND in bytes. */
    long offeredWindow(Segment segment) {
        return segment.isSyn() ? segment.window() : (long) segment.window() << sndScale;
    }

    /** SND.NXT, or the window's edge where SND.NXT lies beyond it: the peer would drop an ACK from out there. */
    int acceptableSeq() {
        int edge = sndUna + (int) sndWnd;
        return state.isSynchronized() && SequenceNumber.isBefore(edge, sndNxt) ? edge : sndNxt;
    }
}
