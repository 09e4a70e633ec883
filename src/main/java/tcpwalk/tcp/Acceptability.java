package tcpwalk.tcp;

import tcpwalk.wire.SequenceNumber;

/**
 * Which segments a receiver takes at all: the first check of RFC 9293 §3.10.7.4, and the rules of RFC 5961 for resets
 * and acknowledgments. The same code judges for the crafted endpoint and for an observed one.
 */
public final class Acceptability {

    /** What a receiver does with a reset (RFC 5961 §3.2). */
    public enum Reset {
        /** Exactly the next number expected: the connection is reset. */
        CLOSES,
        /** Elsewhere in the window: answered by a challenge ACK. */
        CHALLENGED,
        /** Outside the window: dropped without an answer. */
        IGNORED
    }

    private Acceptability() {
    }

    /**
     * Whether some part of a segment lies in the receive window (RFC 9293 §3.10.7.4, first check).
     *
     * @param seq    SEG.SEQ
     * @param length SEG.LEN: payload, SYN and FIN
     * @param rcvNxt RCV.NXT
     * @param rcvWnd RCV.WND in bytes
     */
    public static boolean isInWindow(int seq, int length, int rcvNxt, long rcvWnd) {
        if (length == 0) {
            return rcvWnd == 0 ? seq == rcvNxt : SequenceNumber.isWithin(seq, rcvNxt, rcvWnd);
        }
        return rcvWnd > 0 && (SequenceNumber.isWithin(seq, rcvNxt, rcvWnd)
                || SequenceNumber.isWithin(seq + length - 1, rcvNxt, rcvWnd));
    }

    /** What becomes of a reset with this sequence number in a synchronized state (RFC 5961 §3.2). */
    public static Reset ofReset(int seq, int rcvNxt, long rcvWnd) {
        if (seq == rcvNxt) {
            return Reset.CLOSES;
        }
        return SequenceNumber.isWithin(seq, rcvNxt, rcvWnd) ? Reset.CHALLENGED : Reset.IGNORED;
    }

    /**
     * Whether an acknowledgment is neither too old nor of something never sent (RFC 5961 §5.2).
     *
     * @param maxSndWnd the largest window, in bytes, that the peer has ever offered
     */
    public static boolean isAcceptableAck(int ack, int sndUna, int sndNxt, long maxSndWnd) {
        return SequenceNumber.isAtMost(ack, sndNxt) && SequenceNumber.distance(sndUna, ack) >= -maxSndWnd;
    }
}
