package tcpwalk.tcp.peers;

import tcpwalk.wire.ChecksumStatus;
import tcpwalk.wire.Segment;
import tcpwalk.wire.TcpFlags;

/**
 * One connection as Zeek logs it in {@code conn.log}, but for three things.
 *
 * <ul>
 * <li>Zeek's timers: it forgets a connection after some seconds without an answer, after a close or a reset, and after
 * minutes of silence, and logs what follows as another one.
 * <li>Payload that the capture cut off counts as seen; Zeek would report one gap after another.
 * <li>A checksum left to the network card counts as good, as with {@code zeek -C}, which Zeek asks for in that case.
 * </ul>
 *
 * <p>Where Zeek begins another connection although ours goes on, at a SYN with another number, the view ends: it says
 * what the log says of the connection that begins with the same segment as ours.
 */
final class ZeekView {

    private static final int CONTROL = TcpFlags.SYN | TcpFlags.FIN | TcpFlags.RST | TcpFlags.ACK;

    private final ZeekEnd client = new ZeekEnd();
    private final ZeekEnd server = new ZeekEnd();
    private final ZeekHistory history = new ZeekHistory();
    private boolean begun;
    private boolean over;
    private boolean clientOriginates;

    /** The view of a connection that went by the book so far. */
    static ZeekView after(long course, SendSequence clientSequence, SendSequence serverSequence) {
        ZeekView view = new ZeekView();
        if (course != Textbook.START) {
            view.resume(course, clientSequence, serverSequence);
        }
        return view;
    }

    private void resume(long course, SendSequence clientSequence, SendSequence serverSequence) {
        begun = true;
        clientOriginates = true;
        for (long rest = Textbook.order(course); rest != 0; rest >>>= 4) {
            history.note((int) rest & 0xf);
        }
        if (Textbook.holds(course, Textbook.SYN_ACK)) {
            client.resume(clientSequence, ZeekEndState.SYN_SENT, ZeekEndState.ESTABLISHED,
                    Textbook.hasFin(course, true));
            server.resume(serverSequence, ZeekEndState.INACTIVE, ZeekEndState.ESTABLISHED,
                    Textbook.hasFin(course, false));
        } else {
            client.resume(clientSequence, ZeekEndState.INACTIVE, ZeekEndState.SYN_SENT, false);
        }
        client.settle(server);
        server.settle(client);
    }

    ZeekState state() {
        return ZeekState.of(originator(), responder(), history.toString());
    }

    String history() {
        return history.toString();
    }

    private ZeekEnd originator() {
        return clientOriginates ? client : server;
    }

    private ZeekEnd responder() {
        return clientOriginates ? server : client;
    }

    private boolean isOriginator(ZeekEnd end) {
        return end == originator();
    }

    void observe(Segment segment, boolean fromClient) {
        if (!begun) {
            begin(segment, fromClient);
        } else if (over || segment.isSyn() && beginsAnother(segment)) {
            over = true;
            return;
        }
        ZeekEnd end = fromClient ? client : server;
        if (segment.checksum() == ChecksumStatus.BAD) {
            count(ZeekCounted.BAD_CHECKSUM, end);
        } else if (!segment.truncated() && !isOrdinary(segment, end, fromClient ? server : client)) {
            take(segment, end, fromClient ? server : client);
        }
    }

    /** Whether it was data or an acknowledgment of which nothing is noted; then it has been taken. */
    private boolean isOrdinary(Segment segment, ZeekEnd end, ZeekEnd peer) {
        return (segment.flags() & CONTROL) == TcpFlags.ACK && segment.window() != 0 && end.isTalking()
                && peer.isTalking()
                && history.holds(segment.length() > 0 ? ZeekHistory.DATA : ZeekHistory.ACK, isOriginator(end))
                && end.extend(segment, peer);
    }

    /** The sender originates, unless its port looks like a server's; a SYN,ACK may be part of a scan. */
    private void begin(Segment first, boolean fromClient) {
        begun = true;
        clientOriginates = fromClient;
        boolean midStream = !first.isSyn() || first.isAck();
        if (midStream && ZeekServerPorts.contains(first.sourcePort())) {
            boolean favoured = !first.isSyn() && first.sourcePort() < first.destinationPort();
            if (favoured || !ZeekServerPorts.contains(first.destinationPort())) {
                flip();
            }
        }
    }

    private void flip() {
        clientOriginates = !clientOriginates;
        history.flip();
    }

    /** Whether Zeek takes a SYN for the first segment of another connection. */
    private boolean beginsAnother(Segment syn) {
        if (syn.isAck() && originator().state() != ZeekEndState.INACTIVE) {
            return false;
        }
        if (client.isDone() || server.isDone()) {
            return true;
        }
        ZeekEnd opener = syn.isAck() ? responder() : originator();
        boolean late = !syn.isAck() && opener.state() == ZeekEndState.SYN_ACK_SENT
                && responder().state() == ZeekEndState.INACTIVE && syn.seq() == responder().start();
        return syn.seq() != opener.start() && !late;
    }

    private void count(ZeekCounted what, ZeekEnd end) {
        if (end.countsToPowerOfTen(what)) {
            history.add(what.letter(), isOriginator(end));
        }
    }

    /** One segment, in the order in which Zeek looks at it: the letters of the history depend on it. */
    private void take(Segment segment, ZeekEnd end, ZeekEnd peer) {
        boolean byOriginator = isOriginator(end);
        // A reset's payload is no part of the stream.
        int length = segment.sequenceLength() - (segment.isRst() ? segment.length() : 0);
        int behind = segment.seq() + length;
        end.number(segment, behind);
        long seq = end.relative(segment.seq());
        noteFlags(segment, end, seq);
        if (segment.window() == 0 && !segment.isRst() && peer.state() != ZeekEndState.CLOSED
                && end.state() != ZeekEndState.RESET) {
            count(ZeekCounted.ZERO_WINDOW, end);
        }
        if (segment.isFin()) {
            end.fin(seq + length);
        }
        long ack = segment.isAck() ? acknowledge(segment, peer) : 0;
        if (end.sent(segment, behind)) {
            count(ZeekCounted.RETRANSMISSION, end);
        }
        if (ZeekMachine.step(end, peer, segment, byOriginator)) {
            flip();
        }
        if (segment.isAck()) {
            noteGaps(end, peer, ack);
        }
        if (segment.length() > 0 && !segment.isRst() && seq >= 0) {
            end.data(segment.isSyn() ? seq + 1 : seq, segment.length());
        }
        end.settle(peer);
        peer.settle(end);
    }

    /** Returns up to where the peer's stream is acknowledged, a relative number. */
    private static long acknowledge(Segment segment, ZeekEnd peer) {
        if (peer.state() == ZeekEndState.INACTIVE) {
            peer.numberByAck(segment.ack());
            return 1;
        }
        long ack = peer.relativeAck(segment.ack());
        if (ack >= 0 && !segment.isRst()) {
            peer.acknowledged(segment.ack());
        }
        return Math.max(0, ack);
    }

    private void noteGaps(ZeekEnd end, ZeekEnd peer, long ack) {
        int gaps = peer.acknowledgedData(ack);
        if (end.isClean() && peer.isClean()) {
            for (int i = 0; i < gaps; i++) {
                count(ZeekCounted.GAP, peer);
            }
        }
    }

    private void noteFlags(Segment segment, ZeekEnd end, long seq) {
        boolean syn = segment.isSyn();
        boolean fin = segment.isFin();
        boolean reset = segment.isRst();
        if (fin && reset) {
            history.note(ZeekHistory.FIN_AND_RESET, 'I', isOriginator(end));
        } else if (syn && (fin || reset)) {
            history.note(ZeekHistory.OTHER_FLAGS, 'Q', isOriginator(end));
        } else if (syn) {
            noteAgain(ZeekHistory.SYN, segment.isAck() ? 'H' : 'S', end, end.isOtherSyn(seq));
        } else if (fin) {
            noteAgain(ZeekHistory.FIN, 'F', end, end.isOtherFin(seq + segment.length()));
        } else if (reset) {
            noteAgain(ZeekHistory.RESET, 'R', end, end.isOtherReset(seq));
        } else if (segment.length() > 0 || segment.isAck()) {
            noteStream(segment, end);
        }
    }

    private void noteAgain(int kind, char letter, ZeekEnd end, boolean other) {
        boolean byOriginator = isOriginator(end);
        if (history.note(kind, letter, byOriginator) && other) {
            history.add(letter, byOriginator);
        }
    }

    private void noteStream(Segment segment, ZeekEnd end) {
        if (history.isLoneSynAck()) {
            // A SYN,ACK that is part of a scan would have met a reset: its sender is the responder after all.
            clientOriginates = !clientOriginates;
            history.flipLoneSynAck();
        }
        if (segment.length() > 0) {
            history.note(ZeekHistory.DATA, 'D', isOriginator(end));
        } else {
            history.note(ZeekHistory.ACK, 'A', isOriginator(end));
        }
    }
}
