package tcpwalk.tcp.peers;

import tcpwalk.wire.Segment;
import tcpwalk.wire.SequenceNumber;

/** One end of a connection as Zeek keeps it: its state, its stream, and what of it the history has already told. */
final class ZeekEnd extends ZeekStream {

    private ZeekEndState state = ZeekEndState.INACTIVE;
    private ZeekEndState previous = ZeekEndState.INACTIVE;
    private long lastSyn;
    private long lastFin;
    private long lastReset;
    private int[] counts;
    private boolean done;

    /** Stands where {@code sender} stands after a handshake, or after its SYN. */
    void resume(SendSequence sender, ZeekEndState before, ZeekEndState now, boolean withFin) {
        resume(sender, withFin);
        previous = before;
        state = now;
        if (withFin) {
            enter(ZeekEndState.CLOSED);
            lastFin = SequenceNumber.toLong(sender.sndNxt() - sender.iss() - 1);
        }
    }

    ZeekEndState state() {
        return state;
    }

    void enter(ZeekEndState next) {
        if (next != state) {
            previous = state;
            state = next;
        }
    }

    /** Whether something was seen of it, and nothing after which its numbers are not believed. */
    boolean isTalking() {
        return state != ZeekEndState.INACTIVE && state != ZeekEndState.RESET;
    }

    /** Whether it closed, and then reset. */
    boolean hasResetAfterFin() {
        return state == ZeekEndState.RESET && previous == ZeekEndState.CLOSED;
    }

    /** Whether it is open, or closed from there: only between two such ends does Zeek take a gap for one. */
    boolean isClean() {
        return state == ZeekEndState.ESTABLISHED
                || state == ZeekEndState.CLOSED && previous == ZeekEndState.ESTABLISHED;
    }

    /** Notes whether it has closed or reset, with nothing awaited of what both have sent until then. */
    void settle(ZeekEnd peer) {
        done |= isWhole() && (state == ZeekEndState.RESET || state == ZeekEndState.CLOSED && !peer.isWaiting());
    }

    /** Whether it is so far closed that Zeek takes any SYN for a new connection's. */
    boolean isDone() {
        return done;
    }

    /** Takes its numbers from a segment of its own, where they are not known or a SYN puts them right. */
    void number(Segment segment, int end) {
        if (!segment.isSyn()) {
            if (state == ZeekEndState.INACTIVE) {
                renumber(segment.seq() - 1, segment.seq());
            }
            return;
        }
        boolean trusted = switch (state) {
            case INACTIVE, ESTABLISHED, PARTIAL -> false;
            case SYN_SENT, SYN_ACK_SENT -> segment.seq() == start();
            case CLOSED -> true;
            case RESET -> previous != ZeekEndState.INACTIVE;
        };
        if (!trusted) {
            renumber(segment.seq(), end);
        }
    }

    /** Takes them from what the peer acknowledges, as long as nothing was seen of this end. */
    void numberByAck(int ack) {
        renumber(ack - 1, ack - 1);
    }

    /** Takes note of how far it has sent; says whether the segment brought nothing but old data. */
    boolean sent(Segment segment, int end) {
        if ((segment.isSyn() || segment.isRst()) && isImplausible(end)) {
            return false;
        }
        if (segment.isFin() && isOnlySyn()) {
            endAt(end);
            return false;
        }
        return state != ZeekEndState.RESET && !advance(end) && segment.length() > 0;
    }

    /** Bytes sent as the numbers tell it, whether they were seen or not. */
    long size(ZeekEnd peer) {
        boolean gaveUpOpening = previous == ZeekEndState.SYN_SENT && state == ZeekEndState.RESET
                && peer.state == ZeekEndState.INACTIVE;
        return gaveUpOpening && ackedSize() > 1 ? 0 : numberedSize();
    }

    /** Remembers the number of a SYN and says whether it is another one than before. */
    boolean isOtherSyn(long seq) {
        boolean other = seq != lastSyn;
        lastSyn = seq;
        return other;
    }

    /** The same for a FIN. */
    boolean isOtherFin(long seq) {
        boolean other = seq != lastFin;
        lastFin = seq;
        return other;
    }

    /** The same for a reset. */
    boolean isOtherReset(long seq) {
        boolean other = seq != lastReset;
        lastReset = seq;
        return other;
    }

    /** Counts another thing of a kind and says whether it is the first, tenth, hundredth, ... */
    boolean countsToPowerOfTen(ZeekCounted kind) {
        if (counts == null) {
            counts = new int[ZeekCounted.values().length];
        }
        int count = ++counts[kind.ordinal()];
        while (count > 1 && count % 10 == 0) {
            count /= 10;
        }
        return count == 1;
    }
}
