package tcpwalk.tcp;

import tcpwalk.wire.TcpFlags;

/** Combinations of control bits that no stack sends; scanners and forgers do. */
final class IllegalFlags {

    private static final int OPENS_OR_ENDS = TcpFlags.SYN | TcpFlags.RST;

    private IllegalFlags() {
    }

    /** Whether a combination contradicts itself or lacks the ACK that everything after the first SYN carries. */
    static boolean are(int flags) {
        return isDropped(flags) || hasTwo(flags, TcpFlags.SYN | TcpFlags.FIN | TcpFlags.RST);
    }

    /**
     * Whether every stack drops it without looking further: neither SYN, ACK nor RST (RFC 9293 §3.10.7.4, fifth check),
     * or a SYN that closes before it has opened.
     */
    static boolean isDropped(int flags) {
        boolean lacksAck = (flags & (OPENS_OR_ENDS | TcpFlags.ACK)) == 0;
        boolean closesAtOnce = (flags & (OPENS_OR_ENDS | TcpFlags.FIN | TcpFlags.ACK)) == (TcpFlags.SYN | TcpFlags.FIN);
        return lacksAck || closesAtOnce;
    }

    private static boolean hasTwo(int flags, int of) {
        return Integer.bitCount(flags & of) > 1;
    }
}
