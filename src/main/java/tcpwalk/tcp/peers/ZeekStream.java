package tcpwalk.tcp.peers;

import tcpwalk.wire.Segment;

/**
 * The numbers of one direction's stream as Zeek keeps them, and as much of its reassembly as it takes to know its gaps.
 *
 * <p>Numbers are 64 bits wide, since Zeek counts how often the sequence space wraps. Relative ones count from the
 * initial sequence number, so that data begins with 1.
 */
abstract class ZeekStream {

    /** A jump that is likelier to be garbage than a large transfer. */
    private static final int IMPLAUSIBLE_JUMP = 1 << 20;
    /** Zeek's {@code tcp_max_above_hole_without_any_acks}. */
    private static final long MOST_ABOVE_HOLE = 16_384;
    /** Zeek's {@code tcp_excessive_data_without_further_acks}. */
    private static final long MOST_UNACKNOWLEDGED = 10L << 20;

    private long last;
    private long acked;
    /** Relative: the number after the last one before which nothing is missing. */
    private long delivered = 1;
    /** Relative: the number after the FIN, or 0. */
    private long finEnd;
    private ZeekPieces pieces;
    private int start;
    private boolean finSeen;
    private boolean givenUp;

    final int start() {
        return start;
    }

    final void renumber(int start, int last) {
        this.start = start;
        this.last = wide(this.last >>> 32, last);
        acked = wide(acked >>> 32, start);
    }

    /** Where a number lies in the stream; negative when before its start. */
    final long relative(int seq) {
        return relative(seq, last);
    }

    /** The same for an acknowledgment of this stream. */
    final long relativeAck(int ack) {
        return relative(ack, acked);
    }

    private long relative(int number, long reference) {
        long wraps = reference >>> 32;
        int distance = number - (int) reference;
        boolean above = Integer.compareUnsigned(number, (int) reference) > 0;
        if (distance < 0 && above && wraps > 0) {
            wraps--;
        } else if (distance > 0 && !above) {
            wraps++;
        }
        return wraps == 0 ? number - start : wide(wraps, number) - unsigned(start);
    }

    /** The peer has acknowledged up to here. */
    final void acknowledged(int ack) {
        int advance = ack - (int) acked;
        if (advance > 0 && !(ack == 0 && advance > IMPLAUSIBLE_JUMP)) {
            acked += advance;
        }
    }

    /** The end has sent up to here; says whether that is new. */
    final boolean advance(int end) {
        int advance = end - (int) last;
        last += Math.max(0, advance);
        return advance > 0;
    }

    /** Whether a SYN or a reset would move the stream so far that its number cannot be right. */
    final boolean isImplausible(int end) {
        int advance = end - (int) last;
        return advance > IMPLAUSIBLE_JUMP || advance < -IMPLAUSIBLE_JUMP;
    }

    /** Whether nothing but the SYN was seen, so that a FIN tells how much there was whatever its number. */
    final boolean isOnlySyn() {
        return (int) last == start + 1;
    }

    final void endAt(int end) {
        boolean wrapped = Integer.compareUnsigned(end, (int) last) < 0;
        last = wide((last >>> 32) + (wrapped ? 1 : 0), end);
    }

    /** A FIN ends the stream; {@code end} is relative and counts the FIN itself. */
    final void fin(long end) {
        finSeen = true;
        finEnd = end;
    }

    /** Takes data that begins at a relative number. */
    final void data(long seq, int length) {
        if (givenUp) {
            return;
        }
        long end = seq + length;
        if (seq <= delivered) {
            deliver(Math.max(delivered, end));
        } else {
            if (pieces == null) {
                pieces = new ZeekPieces();
            }
            pieces.add(seq, end);
        }
        giveUpIfTooMuch();
    }

    private void deliver(long end) {
        delivered = pieces == null ? end : pieces.join(end);
    }

    private boolean hasPieces() {
        return pieces != null && !pieces.isEmpty();
    }

    private void giveUpIfTooMuch() {
        if (isNeverAcknowledged()) {
            givenUp = hasPieces() && pieces.end() - delivered > MOST_ABOVE_HOLE;
        } else {
            long held = delivered - ackedSize() + (hasPieces() ? pieces.held() : 0);
            givenUp = held > MOST_UNACKNOWLEDGED || hasPieces() && pieces.isFull();
        }
        if (givenUp) {
            pieces = null;
        }
    }

    /**
     * The peer acknowledges up to a relative number, so what is missing below it will not come.
     *
     * @return how many holes that makes
     */
    final int acknowledgedData(long ack) {
        // A FIN takes a number but is no data.
        long end = finSeen && finEnd > 0 && ack >= finEnd ? finEnd - 1 : ack;
        int holes = 0;
        while (hasPieces() && pieces.first() < end) {
            holes++;
            deliver(pieces.first());
        }
        if (end > delivered) {
            holes += givenUp ? 0 : 1;
            deliver(end);
        }
        return holes;
    }

    /** Whether all that was sent was seen, the FIN aside. */
    final boolean isWhole() {
        return givenUp || last - unsigned(start) - delivered <= 1;
    }

    /** Whether there is data that was seen and not acknowledged; without any acknowledgment Zeek lets go of much. */
    final boolean isWaiting() {
        return hasPieces() || delivered > Math.max(1, ackedSize())
                && !(isNeverAcknowledged() && numberedSize() > MOST_ABOVE_HOLE);
    }

    private boolean isNeverAcknowledged() {
        return ackedSize() == 0 || ackedSize() == 1;
    }

    /** How much the peer has acknowledged, the SYN included. */
    final long ackedSize() {
        return acked - unsigned(start);
    }

    /** How many bytes there must have been, judging by the numbers alone. */
    final long numberedSize() {
        long size = Math.max(last, acked) - unsigned(start);
        size -= size == 0 ? 0 : 1;
        return finSeen && size != 0 ? size - 1 : size;
    }

    /** Stands where {@code sender} stands, with nothing missing. */
    final void resume(SendSequence sender, boolean withFin) {
        start = sender.iss();
        long sent = unsigned(sender.sndNxt() - start);
        last = unsigned(start) + sent;
        acked = last - unsigned(sender.sndNxt() - sender.sndUna());
        delivered = withFin ? sent - 1 : sent;
        finSeen = withFin;
        finEnd = withFin ? sent : 0;
    }

    /**
     * Takes the next data or acknowledgment where it comes in order and shows nothing missing.
     *
     * @return false where it does not, and nothing was taken
     */
    final boolean extend(Segment segment, ZeekStream peer) {
        int length = segment.length();
        int ackAdvance = segment.ack() - (int) peer.acked;
        boolean inOrder = segment.seq() == (int) last && delivered == last - unsigned(start) && acked <= last
                && last - acked < MOST_UNACKNOWLEDGED / 2 && length < MOST_UNACKNOWLEDGED / 2;
        boolean plausible = ackAdvance > -IMPLAUSIBLE_JUMP && segment.ack() != 0;
        if (!inOrder || !plausible || peer.ackedSize() + Math.max(0, ackAdvance) > peer.delivered) {
            return false;
        }
        last += length;
        delivered += length;
        peer.acked += Math.max(0, ackAdvance);
        return true;
    }

    private static long wide(long wraps, int number) {
        return wraps << 32 | unsigned(number);
    }

    private static long unsigned(int number) {
        return number & 0xffff_ffffL;
    }
}
