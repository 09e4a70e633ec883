package tcpwalk.tcp.peers;

import tcpwalk.wire.Segment;

/** What a segment does to its sender's state in Zeek, and sometimes to the peer's. */
final class ZeekMachine {

    private ZeekMachine() {
    }

    /** Takes a segment that {@code end} sent; returns whether it shows the roles to be the other way round. */
    static boolean step(ZeekEnd end, ZeekEnd peer, Segment segment, boolean byOriginator) {
        switch (end.state()) {
            case INACTIVE -> {
                return inactive(end, peer, segment, byOriginator);
            }
            case SYN_SENT, SYN_ACK_SENT -> opening(end, segment);
            case ESTABLISHED, PARTIAL -> open(end, peer, segment);
            case CLOSED -> closed(end, peer, segment);
            case RESET -> {
                // Nothing leads out of it but the peer's FIN, see open().
            }
        }
        return false;
    }

    private static boolean inactive(ZeekEnd end, ZeekEnd peer, Segment segment, boolean byOriginator) {
        boolean reversed = false;
        if (segment.isSyn() && byOriginator) {
            end.enter(segment.isAck() ? ZeekEndState.SYN_ACK_SENT : ZeekEndState.SYN_SENT);
        } else if (segment.isSyn()) {
            // The SYN comes after its SYN,ACK: the capture has them in the wrong order.
            reversed = !segment.isAck() && peer.state() == ZeekEndState.SYN_ACK_SENT;
            if (reversed || peer.state() == ZeekEndState.SYN_SENT) {
                peer.enter(ZeekEndState.ESTABLISHED);
            }
            end.enter(ZeekEndState.ESTABLISHED);
        }
        if (segment.isFin()) {
            end.enter(ZeekEndState.CLOSED);
        }
        if (segment.isRst()) {
            end.enter(ZeekEndState.RESET);
        }
        if (end.state() == ZeekEndState.INACTIVE) {
            beginMidStream(end, peer, segment, byOriginator);
        }
        return reversed;
    }

    private static void beginMidStream(ZeekEnd end, ZeekEnd peer, Segment segment, boolean byOriginator) {
        if (!byOriginator && segment.length() == 0 && peer.state() == ZeekEndState.SYN_SENT) {
            // Some stacks acknowledge a SYN before they answer it.
            return;
        }
        boolean answersSynAck = segment.isAck() && peer.state() == ZeekEndState.ESTABLISHED;
        end.enter(answersSynAck ? ZeekEndState.ESTABLISHED : ZeekEndState.PARTIAL);
    }

    private static void opening(ZeekEnd end, Segment segment) {
        if (segment.isFin()) {
            end.enter(ZeekEndState.CLOSED);
        }
        if (segment.isRst()) {
            end.enter(ZeekEndState.RESET);
        }
    }

    private static void open(ZeekEnd end, ZeekEnd peer, Segment segment) {
        boolean bareSyn = segment.isSyn() && !segment.isAck();
        if (bareSyn && end.state() == ZeekEndState.PARTIAL && peer.state() == ZeekEndState.INACTIVE) {
            end.enter(ZeekEndState.SYN_SENT);
        }
        if (segment.isRst()) {
            end.enter(ZeekEndState.RESET);
        } else if (segment.isFin()) {
            end.enter(ZeekEndState.CLOSED);
            if (peer.hasResetAfterFin()) {
                // FIN, reset, FIN: both have closed after all.
                peer.enter(ZeekEndState.CLOSED);
            }
        }
    }

    private static void closed(ZeekEnd end, ZeekEnd peer, Segment segment) {
        if (segment.isRst() && peer.state() != ZeekEndState.CLOSED) {
            end.enter(ZeekEndState.RESET);
        }
    }
}
