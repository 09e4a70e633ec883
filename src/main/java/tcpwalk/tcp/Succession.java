package tcpwalk.tcp;

import tcpwalk.wire.Segment;

/** Where one connection ends and the next one between the same two ports begins. */
final class Succession {

    /** No stack repeats a SYN for longer: Linux gives up after 127 s (tcp_syn_retries 6). */
    private static final long LONGEST_OPENING = 130_000_000_000L;

    private Succession() {
    }

    /**
     * Whether a bare SYN begins a new connection.
     *
     * <p>A repeated SYN does not, nor does one with another number while the first is still unanswered: that is another
     * attempt at the same opening. After close and after a reset it does, whatever its number; in TIME-WAIT if it is
     * newer (RFC 6191 §2), or else once it is accepted; and so does one that {@linkplain #triesAgain tries again}.
     */
    static boolean begins(Segment syn, Connection current, Side from) {
        Endpoint sender = current.end(from);
        if (Admission.questions(syn, sender, current.end(from.other()))) {
            return false;
        }
        if (triesAgain(syn, current, from) || IllegalFlags.isDropped(syn.flags())) {
            return false;
        }
        if (current.isOver() || sender.state() == TcpState.CLOSED && sender.isNumbered()) {
            return true;
        }
        if (sender.state() == TcpState.SYN_SENT) {
            return syn.seq() != sender.iss() && syn.time() - sender.lastTime() > LONGEST_OPENING;
        }
        return false;
    }

    /** Whether a SYN comes once more with the number that was refused: its sender missed that, or is Windows. */
    static boolean triesAgain(Segment syn, Connection current, Side from) {
        return current.outcome() == Outcome.REFUSED && syn.seq() == current.end(from).iss();
    }

    /**
     * Whether a SYN,ACK with a number of its own comes after the connection has ended: its listener answers a SYN that
     * the tap has not seen, such as a delayed duplicate of the old one.
     */
    static boolean answersAnew(Segment synAck, Connection current, Side from) {
        Endpoint sender = current.end(from);
        return current.isOver() && current.handshakeRtt() >= 0 && sender.state() == TcpState.CLOSED
                && sender.iss() != synAck.seq();
    }

    /** Whether a SYN,ACK accepts the SYN that may begin anew, so that it has. */
    static boolean accepts(Segment synAck, Connection current) {
        Segment challenger = current.challenger();
        return challenger != null && synAck.ack() == challenger.end()
                && synAck.sourcePort() == challenger.destinationPort();
    }
}
