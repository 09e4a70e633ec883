package tcpwalk.tcp.peers;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Zeek's {@code history}: a letter for each kind of thing that happened, in capitals where the originator did it. */
final class ZeekHistory {

    static final int SYN = 0x01;
    static final int FIN = 0x02;
    static final int RESET = 0x04;
    static final int FIN_AND_RESET = 0x08;
    static final int DATA = 0x10;
    static final int ACK = 0x20;
    static final int OTHER_FLAGS = 0x40;
    private static final int RESPONDER_SHIFT = 16;

    private byte[] letters = new byte[8];
    private int length;
    /** What was seen, by role: a flip of the roles leaves it, as it does in Zeek. */
    private int seen;

    /** Adds the letter the first time; says whether there was one before. */
    boolean note(int kind, char letter, boolean byOriginator) {
        if (holds(kind, byOriginator)) {
            return true;
        }
        seen |= byOriginator ? kind : kind << RESPONDER_SHIFT;
        add(letter, byOriginator);
        return false;
    }

    /** Adds what a kind of segment of {@link Textbook} tells. */
    void note(int textbookKind) {
        switch (textbookKind) {
            case Textbook.SYN -> note(SYN, 'S', true);
            case Textbook.SYN_ACK -> note(SYN, 'H', false);
            case Textbook.CLIENT_ACK -> note(ACK, 'A', true);
            case Textbook.SERVER_ACK -> note(ACK, 'A', false);
            case Textbook.CLIENT_DATA -> note(DATA, 'D', true);
            case Textbook.SERVER_DATA -> note(DATA, 'D', false);
            case Textbook.CLIENT_FIN, Textbook.CLIENT_LAST_DATA -> note(FIN, 'F', true);
            case Textbook.SERVER_FIN, Textbook.SERVER_LAST_DATA -> note(FIN, 'F', false);
            default -> throw new IllegalArgumentException("no such kind: " + textbookKind);
        }
    }

    boolean holds(int kind, boolean byOriginator) {
        return (seen & (byOriginator ? kind : kind << RESPONDER_SHIFT)) != 0;
    }

    void add(char letter, boolean byOriginator) {
        append(byOriginator ? letter : Character.toLowerCase(letter));
    }

    /** The roles turned out to be the other way round. */
    void flip() {
        append('^');
    }

    /** Whether the connection began with a SYN,ACK and nothing has followed. */
    boolean isLoneSynAck() {
        return length == 1 && letters[0] == 'H';
    }

    /** Tells it as if the roles had been known from the start. */
    void flipLoneSynAck() {
        letters[0] = '^';
        append('h');
    }

    private void append(char letter) {
        if (length == letters.length) {
            letters = Arrays.copyOf(letters, 2 * length);
        }
        letters[length++] = (byte) letter;
    }

    @Override
    public String toString() {
        return new String(letters, 0, length, StandardCharsets.US_ASCII);
    }
}
