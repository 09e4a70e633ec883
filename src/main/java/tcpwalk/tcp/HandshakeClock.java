package tcpwalk.tcp;

import tcpwalk.wire.Segment;

/** Times the handshake as the tap sees it: SYN to SYN,ACK to ACK, which together are one round trip. */
final class HandshakeClock {

    private long synTime = -1;
    private long synAckTime = -1;
    private long roundTrip = -1;
    private Side opener;

    /** Nanoseconds, or -1 while unknown. */
    long roundTrip() {
        return roundTrip;
    }

    /** Whether the round trip is known now. */
    boolean observe(Segment segment, Side from) {
        if (segment.isSyn() && !segment.isAck()) {
            opener = from;
            synTime = segment.time();
        } else if (segment.isSyn()) {
            synAckTime = segment.time();
        } else if (from == opener && synAckTime >= 0) {
            roundTrip = Math.max(0, segment.time() - synTime);
            return true;
        }
        return false;
    }
}
