package tcpwalk.craft.endpoint;

import tcpwalk.wire.PacketHeader;
import tcpwalk.wire.Segment;
import tcpwalk.wire.TcpFlags;

/** Explicit congestion notification of one connection: what is asked for, agreed and echoed (RFC 3168 §6.1). */
final class CongestionNotification {

    private static final int ECT_0 = 2;
    private static final int CONGESTION_EXPERIENCED = 3;
    private static final int BOTH = TcpFlags.ECE | TcpFlags.CWR;

    private final boolean wanted;
    private boolean agreed;
    private boolean echoing;
    private boolean reduced;

    CongestionNotification(boolean wanted) {
        this.wanted = wanted;
    }

    /** The flags that our SYN adds. */
    int synFlags() {
        return wanted ? BOTH : 0;
    }

    /** The flag that our SYN,ACK adds. */
    int synAckFlags() {
        return agreed ? TcpFlags.ECE : 0;
    }

    /** The peer's SYN asks for it. */
    void asked(Segment syn) {
        agreed = wanted && (syn.flags() & BOTH) == BOTH;
    }

    /** The peer's SYN,ACK agrees; one that reflects both flags is an old stack and does not (RFC 3168 §6.1.1). */
    void answered(Segment synAck) {
        agreed = wanted && (synAck.flags() & BOTH) == TcpFlags.ECE;
    }

    /** Looks at an arriving segment; says whether the sender must slow down. */
    boolean arrives(Segment segment) {
        if (!agreed) {
            return false;
        }
        if ((segment.flags() & TcpFlags.CWR) != 0) {
            echoing = false;
        }
        if (segment.packet().ecn() == CONGESTION_EXPERIENCED) {
            echoing = true;
        }
        return (segment.flags() & TcpFlags.ECE) != 0;
    }

    /** The sender slowed down and will say so once. */
    void reduced() {
        reduced = true;
    }

    /** Marks a segment on its way out: only new data may carry the ECT mark (RFC 3168 §6.1.4, §6.1.5). */
    void mark(Segment segment, boolean newData) {
        if (!agreed) {
            return;
        }
        if (echoing) {
            segment.flags(segment.flags() | TcpFlags.ECE);
        }
        if (newData) {
            PacketHeader packet = segment.packet();
            packet.ecn(ECT_0);
            if (reduced) {
                segment.flags(segment.flags() | TcpFlags.CWR);
                reduced = false;
            }
        }
    }
}
