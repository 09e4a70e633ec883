package tcpwalk.tcp;

import tcpwalk.wire.Segment;
import tcpwalk.wire.SequenceNumber;

/**
 * What a segment proves about its sender: which of the segments on their way to it had arrived when it sent this one.
 *
 * <p>A segment that shows the sender not to know of an earlier one either crossed it on the way or shows it to be lost.
 * A round trip decides: within one, the two may have crossed; after more, the sender would have known.
 */
final class Presumptions implements StatePath.Judge {

    private Segment segment;
    private Endpoint sender;
    private Endpoint peer;
    private long patience;
    private int lost;

    /** Judges by {@code segment} from now on, that {@code sender} has sent to {@code peer}; patience in nanoseconds. */
    Presumptions by(Segment segment, Endpoint sender, Endpoint peer, long patience) {
        this.segment = segment;
        this.sender = sender;
        this.peer = peer;
        this.patience = patience;
        lost = 0;
        return this;
    }

    /** The events, a bit each by their order, that turned out not to have been met. */
    int lost() {
        return lost;
    }

    @Override
    public Verdict judge(Event presumed, long since) {
        Verdict verdict = verdict(presumed, since);
        if (verdict == Verdict.LOST) {
            lost |= 1 << presumed.ordinal();
        }
        return verdict;
    }

    private Verdict verdict(Event presumed, long since) {
        return switch (presumed) {
            case SYN_ARRIVES -> ofSyn(since);
            case SYN_ACK_ARRIVES -> ofSynAck(since);
            case ACK_OF_SYN_ARRIVES -> ofAckOfSyn(since);
            case FIN_ARRIVES -> ofFin(since);
            case ACK_OF_FIN_ARRIVES -> crossedOrLost(since, repeatsFin());
            case RST_ARRIVES -> crossedOrLost(since, !segment.isRst());
            case SENDS_SYN, SENDS_SYN_ACK, SENDS_FIN, SENDS_RST, TWO_MSL_PASS, USER_TIME_OUT -> Verdict.OPEN;
        };
    }

    /** A SYN in SYN-SENT is answered by SYN,ACK (RFC 9293 §3.10.7.3, fourth check): a bare ACK answers another. */
    private Verdict ofSyn(long since) {
        if (segment.isRst() || segment.isSyn()) {
            return segment.isAck() ? Verdict.PROVEN : crossedOrLost(since, segment.isSyn());
        }
        return segment.isAck() ? Verdict.LOST : Verdict.OPEN;
    }

    private Verdict ofSynAck(long since) {
        if (segment.isRst()) {
            // RFC 9293 §3.5.2, first group: a reset without ACK comes from where no such connection exists (any more).
            boolean opener = sender.presumes(Event.SYN_ACK_ARRIVES);
            return opener && !segment.isAck() ? Verdict.LOST : Verdict.OPEN;
        }
        return segment.isSyn() || !segment.isAck() ? crossedOrLost(since, segment.isSyn()) : Verdict.PROVEN;
    }

    private Verdict ofAckOfSyn(long since) {
        if (segment.isSyn()) {
            return crossedOrLost(since, true);
        }
        // With fast open a server may send data before the handshake ends (RFC 7413 §4.2), which then proves nothing.
        return segment.isRst() || peer.isFastOpen() ? Verdict.OPEN : Verdict.PROVEN;
    }

    private Verdict ofFin(long since) {
        if (!segment.isAck()) {
            return Verdict.OPEN;
        }
        boolean acknowledged = SequenceNumber.isAtMost(peer.finEnd(), segment.ack());
        if (!acknowledged) {
            // The first report that it is held out of order shows that it came too early, however soon that is.
            boolean heldNow = !peer.fin().isHeld() && peer.fin().isReportedBy(segment.options());
            return heldNow ? Verdict.LOST : crossedOrLost(since, true);
        }
        return peer.fin().arrivedAsRepetition(segment.options(), since) ? Verdict.LATER : Verdict.PROVEN;
    }

    private boolean repeatsFin() {
        return segment.isFin() && sender.isFinSent() && segment.end() == sender.finEnd();
    }

    private Verdict crossedOrLost(long since, boolean unaware) {
        if (!unaware) {
            return Verdict.OPEN;
        }
        return segment.time() - since <= patience ? Verdict.CROSSED : Verdict.LOST;
    }
}
