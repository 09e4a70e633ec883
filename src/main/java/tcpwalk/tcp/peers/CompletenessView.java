package tcpwalk.tcp.peers;

import tcpwalk.wire.Segment;

/**
 * Wireshark's {@code tcp.completeness}: which kinds of segments a conversation has had, whoever sent them and whatever
 * their numbers. Checked against tshark 4.0. What its other dissectors know is left out: a conversation that FTP has
 * announced exists before its SYN, and Wireshark does not count that one.
 *
 * <p>Where Wireshark begins another conversation although ours goes on, at a SYN with another number, the view ends: it
 * says what Wireshark says of the conversation that begins with the same segment as ours.
 */
final class CompletenessView {

    static final int SYN = 1;
    static final int SYN_ACK = 2;
    static final int ACK = 4;
    static final int DATA = 8;
    static final int FIN = 16;
    static final int RST = 32;

    private int clientIsn;
    private int serverIsn;
    private boolean clientNumbered;
    private boolean serverNumbered;
    private boolean begun;
    private boolean over;
    private byte seen;
    /** What the first segment brings once there is a second: Wireshark shows it late. */
    private byte late;

    /** The view of a connection that went by the book so far. */
    static CompletenessView after(long course, SendSequence client, SendSequence server) {
        CompletenessView view = new CompletenessView();
        view.begun = course != Textbook.START;
        for (long rest = Textbook.order(course); rest != 0; rest >>>= 4) {
            view.seen |= (byte) kinds((int) rest & 0xf);
        }
        if (Textbook.holds(course, Textbook.SYN)) {
            view.number(true, client.iss());
        }
        if (Textbook.holds(course, Textbook.SYN_ACK)) {
            view.number(false, server.iss());
        }
        return view;
    }

    private static int kinds(int textbookKind) {
        return switch (textbookKind) {
            case Textbook.SYN -> SYN;
            case Textbook.SYN_ACK -> SYN_ACK;
            case Textbook.CLIENT_ACK, Textbook.SERVER_ACK -> ACK;
            case Textbook.CLIENT_DATA, Textbook.SERVER_DATA -> DATA;
            case Textbook.CLIENT_FIN, Textbook.SERVER_FIN -> FIN | ACK;
            case Textbook.CLIENT_LAST_DATA, Textbook.SERVER_LAST_DATA -> FIN | DATA;
            default -> throw new IllegalArgumentException("no such kind: " + textbookKind);
        };
    }

    int value() {
        return seen;
    }

    void observe(Segment segment, boolean fromClient) {
        boolean bareSyn = segment.isSyn() && !segment.isAck();
        if (over || bareSyn && beginsAnother(segment, fromClient)) {
            over = true;
            return;
        }
        number(segment, fromClient);
        int kinds = kinds(segment);
        if (begun) {
            seen |= (byte) (late | kinds);
        } else if (bareSyn) {
            seen = (byte) (segment.length() > 0 ? SYN | DATA : SYN);
        }
        late = begun ? 0 : (byte) kinds;
        begun = true;
    }

    private boolean beginsAnother(Segment syn, boolean fromClient) {
        boolean numbered = fromClient ? clientNumbered : serverNumbered;
        return numbered && syn.seq() != (fromClient ? clientIsn : serverIsn);
    }

    /** Either end's first number is known from its own first segment or from the other's first acknowledgment. */
    private void number(Segment segment, boolean fromClient) {
        boolean synAck = segment.isSyn() && segment.isAck();
        boolean peerNumbered = fromClient ? serverNumbered : clientNumbered;
        if (synAck || !(fromClient ? clientNumbered : serverNumbered)) {
            number(fromClient, segment.isSyn() ? segment.seq() : segment.seq() - 1);
        }
        if (segment.isAck() && !peerNumbered) {
            number(!fromClient, segment.ack() - 1);
        }
    }

    private void number(boolean client, int isn) {
        if (client) {
            clientNumbered = true;
            clientIsn = isn;
        } else {
            serverNumbered = true;
            serverIsn = isn;
        }
    }

    private static int kinds(Segment segment) {
        int kinds = segment.isRst() ? RST : 0;
        if (segment.isAck()) {
            kinds |= segment.isFin() ? FIN : 0;
            kinds |= segment.isSyn() ? SYN_ACK : segment.length() > 0 ? DATA : ACK;
        }
        return kinds;
    }

    /** Wireshark's words for a value. */
    static String describe(int value) {
        int opening = value & (SYN | SYN_ACK | ACK);
        if (opening != (SYN | SYN_ACK | ACK)) {
            return switch (value) {
                case SYN -> "Incomplete, SYN_SENT";
                case SYN | SYN_ACK -> "Incomplete, CLIENT_ESTABLISHED";
                default -> "Incomplete";
            };
        }
        boolean ended = (value & (FIN | RST)) != 0;
        boolean data = (value & DATA) != 0;
        if (ended) {
            return data ? "Complete, WITH_DATA" : "Complete, NO_DATA";
        }
        return data ? "Incomplete, DATA" : "Incomplete, ESTABLISHED";
    }
}
