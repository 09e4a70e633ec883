package tcpwalk.tcp;

import tcpwalk.wire.Segment;

/**
 * Times the handshake as the tap sees it: SYN to SYN,ACK to ACK, which together make one round trip. Where both open
 * at once, each SYN and the SYN,ACK that acknowledges it are the way from the tap to one end and back.
 */
final class HandshakeClock {

    /** While no round trip is known: less than the smallest retransmission time-out, 200 ms on Linux. */
    private static final long DEFAULT_PATIENCE = 150_000_000;
    /** Linux delays an acknowledgment by 40 ms at least (TCP_DELACK_MIN). */
    private static final long DELAYED_ACK = 40_000_000;

    private long synTime = -1;
    private long synAckTime = -1;
    private long roundTrip = -1;
    /** The other end's, where both ends have sent a SYN. */
    private long crossedSynTime = -1;
    private long crossedSynAckTime = -1;
    private Side opener;

    /** How long a segment may be on its way to and fro before its sender must have known, given a round trip or -1. */
    static long patience(long roundTrip) {
        return roundTrip < 0 ? DEFAULT_PATIENCE : 2 * roundTrip + DELAYED_ACK;
    }

    HandshakeClock() {
        // No SYN has been seen yet.
    }

    /** A client's SYN was seen, and answered at {@code synAckTime}, or -1. */
    HandshakeClock(long synTime, long synAckTime) {
        this.synTime = synTime;
        this.synAckTime = synAckTime;
        opener = Side.CLIENT;
    }

    /** Nanoseconds, or -1 while unknown. */
    long roundTrip() {
        return roundTrip;
    }

    /** Whether the round trip is known now. */
    boolean observe(Segment segment, Side from) {
        if (segment.isSyn()) {
            return segment.isAck() ? observeAnswer(segment, from) : observeSyn(segment, from);
        }
        if (from == opener && synAckTime >= 0) {
            roundTrip = Math.max(0, segment.time() - synTime);
            return true;
        }
        return false;
    }

    private boolean observeSyn(Segment syn, Side from) {
        if (opener == from.other()) {
            crossedSynTime = synTime;
        }
        opener = from;
        synTime = syn.time();
        return false;
    }

    private boolean observeAnswer(Segment synAck, Side from) {
        if (from == opener) {
            crossedSynAckTime = synAck.time();
        } else {
            synAckTime = synAck.time();
        }
        if (crossedSynTime < 0 || crossedSynAckTime < 0 || synAckTime < 0) {
            return false;
        }
        roundTrip = Math.max(0, synAckTime - synTime + crossedSynAckTime - crossedSynTime);
        return true;
    }
}
