package tcpwalk.wire;

import java.util.ArrayList;
import java.util.List;

/** The control bits of a segment as one {@code int}, in the order of the header (RFC 9293 §3.1, RFC 3168 §6.1). */
public final class TcpFlags {

    public static final int FIN = 0x01;
    public static final int SYN = 0x02;
    public static final int RST = 0x04;
    public static final int PSH = 0x08;
    public static final int ACK = 0x10;
    public static final int URG = 0x20;
    public static final int ECE = 0x40;
    public static final int CWR = 0x80;
    /** Historic nonce sum (RFC 3540), today the accurate-ECN bit; kept so that odd input is shown as it is. */
    public static final int AE = 0x100;

    /** Names in the order in which people say them: SYN before ACK, as in "SYN,ACK". */
    private static final int[] SPOKEN = {SYN, FIN, RST, PSH, ACK, URG, ECE, CWR, AE};
    private static final String[] NAMES = {"SYN", "FIN", "RST", "PSH", "ACK", "URG", "ECE", "CWR", "AE"};
    private static final String LETTERS = "SFRP.UEWA";

    private TcpFlags() {
    }

    /** The names of the set bits, for instance {@code [SYN, ACK]}. */
    public static List<String> names(int flags) {
        List<String> names = new ArrayList<>(4);
        for (int i = 0; i < SPOKEN.length; i++) {
            if ((flags & SPOKEN[i]) != 0) {
                names.add(NAMES[i]);
            }
        }
        return names;
    }

    /** The letters of tcpdump: {@code S.} for SYN,ACK; {@code none} for no flag at all. */
    public static String letters(int flags) {
        StringBuilder letters = new StringBuilder(4);
        for (int i = 0; i < SPOKEN.length; i++) {
            if ((flags & SPOKEN[i]) != 0 && SPOKEN[i] != ACK) {
                letters.append(LETTERS.charAt(i));
            }
        }
        if ((flags & ACK) != 0) {
            letters.append('.');
        }
        return letters.length() == 0 ? "none" : letters.toString();
    }

    /** The bit of one of tcpdump's letters, or 0 when the letter is unknown. */
    public static int ofLetter(char letter) {
        int index = LETTERS.indexOf(letter);
        return index < 0 ? 0 : SPOKEN[index];
    }
}
