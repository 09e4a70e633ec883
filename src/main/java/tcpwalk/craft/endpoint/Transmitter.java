package tcpwalk.craft.endpoint;

import tcpwalk.tcp.Event;
import tcpwalk.wire.Segment;
import tcpwalk.wire.SequenceNumber;
import tcpwalk.wire.TcpFlags;

/**
 * The sending half: what is sent when, within the peer's window and the network's, and sent again until acknowledged.
 *
 * <p>{@code next} is what goes out next. It equals SND.NXT but while lost segments are sent again: then it has gone
 * back behind it.
 */
final class Transmitter {

    private final Tcb tcb;
    private final Emitter emitter;
    private final SendQueue queue;
    private final RetransmissionTimeout timeout = new RetransmissionTimeout();
    private CongestionWindow congestion;

    private int next;
    private boolean finSent;
    private long deadline = Tcb.NEVER;
    private int attempts;
    private int retransmitted;
    private long openedAt;
    /** The segment whose acknowledgment is timed: the number after it, and when it was sent; see {@link #sample}. */
    private int timedEnd;
    private long timedAt = Tcb.NEVER;

    Transmitter(Tcb tcb, Emitter emitter) {
        this.tcb = tcb;
        this.emitter = emitter;
        queue = new SendQueue(tcb.settings.iss() + 1);
        next = tcb.settings.iss() + 1;
    }

    SendQueue queue() {
        return queue;
    }

    /** When {@link #expired} is due. */
    long deadline() {
        return deadline;
    }

    int retransmitted() {
        return retransmitted;
    }

    /** The smoothed round-trip time in nanoseconds, or -1. */
    long smoothedRoundTrip() {
        return timeout.smoothed();
    }

    /** The SYN, or SYN,ACK, has just been sent for the first time. */
    void opened(long now) {
        tcb.sndNxt = tcb.settings.iss() + 1;
        openedAt = now;
        timedEnd = tcb.sndNxt;
        timedAt = now;
        deadline = now + timeout.value();
    }

    /** A SYN crossed ours: the SYN,ACK that answers it is a new segment with its own timer. */
    void restarted(long now) {
        attempts = 0;
        timedAt = Tcb.NEVER;
        deadline = now + timeout.value();
    }

    /** Sends all that may go now; an ACK by itself if one is due and nothing carried it. */
    void output(long now) {
        if (congestion != null) {
            while (sendNext(now)) {
                // The whole of the window.
            }
        }
        if (tcb.ackPending) {
            emitter.ack(now);
        }
        boolean blocked = congestion != null && hasUnsent();
        if (tcb.sndUna == tcb.sndNxt && !blocked) {
            deadline = Tcb.NEVER;
        } else if (deadline == Tcb.NEVER) {
            deadline = now + timeout.value();
        }
    }

    private boolean hasUnsent() {
        return SequenceNumber.isBefore(next, queue.end()) || queue.hasFin() && next == queue.end();
    }

    private boolean sendNext(long now) {
        if (!hasUnsent()) {
            return false;
        }
        int waiting = queue.end() - next;
        int whole = Math.min(waiting, emitter.maxPayload());
        long room = Math.min(tcb.sndWnd, congestion.window()) - (next - tcb.sndUna);
        int length = (int) Math.max(0, Math.min(whole, room));
        boolean fin = queue.hasFin() && length == waiting && room > length;
        // A piece of a segment can wait for the window to open while others are on their way (RFC 9293 §3.8.6.2.1).
        boolean silly = length < whole && next != tcb.sndUna;
        if (length == 0 && !fin || silly) {
            return false;
        }
        transmit(next, length, fin, now);
        next += length + (fin ? 1 : 0);
        return true;
    }

    private void transmit(int seq, int length, boolean fin, long now) {
        int end = seq + length + (fin ? 1 : 0);
        boolean newData = seq == tcb.sndNxt;
        if (fin && !finSent) {
            finSent = true;
            tcb.fire(Event.SENDS_FIN);
        }
        if (!newData) {
            retransmitted++;
        } else if (timedAt == Tcb.NEVER) {
            timedEnd = end;
            timedAt = now;
        }
        tcb.sndNxt = SequenceNumber.later(tcb.sndNxt, end);
        boolean last = length > 0 && seq + length == queue.end();
        int flags = (fin ? TcpFlags.FIN : 0) | (last ? TcpFlags.PSH : 0);
        emitter.stream(seq, queue.view(seq, length), flags, newData, now);
    }

    /** Takes an acceptable acknowledgment and the window that comes with it (RFC 9293 §3.10.7.4, fifth check). */
    void acknowledged(Segment segment, long now) {
        if (tcb.ecn.arrives(segment) && congestion != null && congestion.echoed(tcb.sndUna, tcb.sndNxt)) {
            tcb.ecn.reduced();
        }
        int ack = segment.ack();
        if (SequenceNumber.isBefore(tcb.sndUna, ack)) {
            advance(segment, now);
        } else if (isDuplicate(segment) && congestion.duplicated(tcb.sndUna, tcb.sndNxt)) {
            repeatFirst(now);
        }
        if (SequenceNumber.isAtMost(tcb.sndUna, ack)) {
            updateWindow(segment, now);
        }
    }

    private void advance(Segment segment, long now) {
        int bytes = segment.ack() - tcb.sndUna;
        sample(segment, now);
        tcb.sndUna = segment.ack();
        queue.discardBefore(tcb.sndUna);
        next = SequenceNumber.later(next, tcb.sndUna);
        deadline = now + timeout.value();
        if (congestion == null) {
            established();
        } else if (congestion.acknowledged(bytes, tcb.sndUna)) {
            repeatFirst(now);
        }
        attempts = 0;
        if (finSent && tcb.sndUna == queue.end() + 1) {
            tcb.fire(Event.ACK_OF_FIN_ARRIVES);
        }
    }

    /** Our SYN is acknowledged: data may flow. */
    private void established() {
        boolean synRepeated = attempts > 0;
        congestion = new CongestionWindow(emitter.maxPayload(), synRepeated, tcb.settings.iss());
        if (synRepeated) {
            timeout.synWasLost();
        }
    }

    /** Takes a round-trip time, by the echoed timestamp or, by Karn's rule, from what was sent once only. */
    private void sample(Segment segment, long now) {
        boolean timed = timedAt != Tcb.NEVER && SequenceNumber.isAtMost(timedEnd, segment.ack());
        long roundTrip = timed ? now - timedAt : tcb.timestamps.roundTrip(segment, now, openedAt);
        if (timed) {
            timedAt = Tcb.NEVER;
        }
        if (roundTrip >= 0) {
            timeout.sample(roundTrip);
        }
    }

    /** RFC 5681 §2: nothing new, no data, the same window, while something is on its way. */
    private boolean isDuplicate(Segment segment) {
        return congestion != null && segment.ack() == tcb.sndUna && segment.sequenceLength() == 0
                && tcb.sndUna != tcb.sndNxt && tcb.offeredWindow(segment) == tcb.sndWnd && tcb.sndWnd > 0;
    }

    private void updateWindow(Segment segment, long now) {
        boolean newer = SequenceNumber.isBefore(tcb.sndWl1, segment.seq())
                || tcb.sndWl1 == segment.seq() && SequenceNumber.isAtMost(tcb.sndWl2, segment.ack());
        if (!newer) {
            return;
        }
        boolean wasClosed = tcb.sndWnd == 0;
        tcb.takeWindow(segment);
        if (wasClosed) {
            // A peer that answers probes lives, however long its window stays shut (RFC 9293 §3.8.6.1).
            attempts = 0;
            if (tcb.sndWnd > 0) {
                timeout.relax();
                deadline = now + timeout.value();
            }
        }
    }

    /** What is on its way was too long for a link and is lost: sends it again, cut anew. */
    void resendFromFirst() {
        next = tcb.sndUna;
        timedAt = Tcb.NEVER;
    }

    private void repeatFirst(long now) {
        timedAt = Tcb.NEVER;
        int length = Math.min(queue.end() - tcb.sndUna, emitter.maxPayload());
        boolean fin = finSent && tcb.sndUna + length == queue.end();
        transmit(tcb.sndUna, length, fin, now);
    }

    /** Whether the timer, now expired, may start another attempt. */
    boolean mayTryAgain() {
        return attempts < tcb.settings.retries();
    }

    int attempts() {
        return attempts;
    }

    /** The timer expired: send the oldest unacknowledged segment again, or ask whether the window has opened. */
    void expired(long now) {
        attempts++;
        tcb.listener.timedOut(attempts, timeout.value());
        timeout.backOff();
        deadline = now + timeout.value();
        timedAt = Tcb.NEVER;
        switch (tcb.state) {
            case SYN_SENT -> {
                retransmitted++;
                emitter.syn(now);
            }
            case SYN_RECEIVED -> {
                retransmitted++;
                emitter.synAck(now);
            }
            default -> {
                if (tcb.sndWnd == 0) {
                    probe(now);
                } else {
                    congestion.timedOut(tcb.sndUna, tcb.sndNxt);
                    next = tcb.sndUna;
                    sendNext(now);
                }
            }
        }
    }

    /** One byte, or the FIN, beyond a closed window; the answer tells the window (RFC 9293 §3.8.6.1). */
    private void probe(long now) {
        int length = Math.min(1, queue.end() - tcb.sndUna);
        transmit(tcb.sndUna, length, length == 0, now);
        next = tcb.sndUna;
    }
}
