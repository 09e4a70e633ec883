package tcpwalk.walk.script;

import java.util.ArrayList;
import java.util.List;
import tcpwalk.wire.TcpFlags;

/** Reads a segment: {@code S. 0:0(0) ack 1 win 64240 <mss 1460,sackOK>}, everything but the flags optional. */
final class SegmentReader {

    private static final long HIGHEST_NUMBER = 0xffff_ffffL;
    private static final int LONGEST_PAYLOAD = 60_000;
    private static final long WIDEST_WINDOW = 0xffffL << 14;
    private static final String FLAGS = "flags such as 'S', 'S.', 'F.', 'R', 'P.', '.' or 'none'";

    private final LineCursor line;
    private final int start;
    private final int flags;
    private Numeral seq;
    private int length = -1;
    private Numeral ack;
    private long window = -1;
    private int urgent = -1;
    private List<OptionItem> options;

    private SegmentReader(LineCursor line) throws ScriptException {
        this.line = line;
        start = line.column();
        flags = flags();
    }

    /** Reads as much as belongs to the segment. */
    static SegmentPattern read(LineCursor line) throws ScriptException {
        SegmentReader reader = new SegmentReader(line);
        reader.fields();
        return new SegmentPattern(reader.flags, reader.seq, reader.length, reader.ack, reader.window, reader.urgent,
                reader.options, line.between(reader.start, line.here()));
    }

    private int flags() throws ScriptException {
        if (line.skipWord("none")) {
            return 0;
        }
        String letters = line.peekWord();
        int column = line.column();
        int all = 0;
        for (int i = 0; i < letters.length(); i++) {
            int flag = TcpFlags.ofLetter(letters.charAt(i));
            if (flag == 0) {
                throw line.wrong(column + i, "'" + letters.charAt(i)
                        + "' is no flag; there are S F R P U E W A and '.'");
            }
            all |= flag;
        }
        if (letters.isEmpty()) {
            throw line.expected(FLAGS);
        }
        line.skip(letters);
        return all;
    }

    private void fields() throws ScriptException {
        sequence();
        if (line.skipWord("ack")) {
            requireAckFlag();
            ack = numeral("an acknowledgment number");
        }
        if (line.skipWord("win")) {
            window = line.number("a window", WIDEST_WINDOW);
        }
        if (line.skipWord("urg")) {
            urgent = (int) line.number("an urgent pointer", 0xffff);
        }
        if (line.skip("<")) {
            options = options();
        }
    }

    private void requireAckFlag() throws ScriptException {
        if ((flags & TcpFlags.ACK) == 0) {
            throw line.wrong("an acknowledgment number counts only with the flag '.' (ACK)");
        }
    }

    /** {@code seq 5}, {@code 1:1001(1000)}, {@code 1:1(0)} or a length alone, {@code (1000)}. */
    private void sequence() throws ScriptException {
        if (line.skipWord("seq")) {
            seq = numeral("a sequence number");
        } else if (line.atDigit()) {
            range();
            return;
        }
        if (line.peek() == '(') {
            length = length();
        }
    }

    private void range() throws ScriptException {
        long first = line.number("a sequence number", HIGHEST_NUMBER);
        line.require(":");
        int column = line.column();
        long end = line.number("the number after the last byte", HIGHEST_NUMBER);
        length = length();
        seq = new Numeral(false, first);
        if ((first + length & HIGHEST_NUMBER) != end) {
            throw line.wrong(column, first + " and " + length + " bytes make " + (first + length) + ", not " + end);
        }
    }

    private int length() throws ScriptException {
        line.require("(");
        int bytes = (int) line.number("a length in bytes", LONGEST_PAYLOAD);
        line.require(")");
        return bytes;
    }

    private Numeral numeral(String what) throws ScriptException {
        if (line.atDigit()) {
            return new Numeral(false, line.number(what, HIGHEST_NUMBER));
        }
        if (!line.skip("nxt")) {
            throw line.expected(what + " or 'nxt'");
        }
        if (line.skip("+")) {
            return new Numeral(true, line.number(what, HIGHEST_NUMBER));
        }
        return line.skip("-") ? new Numeral(true, -line.number(what, HIGHEST_NUMBER)) : Numeral.NEXT;
    }

    private List<OptionItem> options() throws ScriptException {
        List<OptionItem> items = new ArrayList<>();
        if (line.skip(">")) {
            return items;
        }
        do {
            items.add(option());
        } while (line.skip(","));
        line.require(">");
        return items;
    }

    private OptionItem option() throws ScriptException {
        int column = line.column();
        String word = line.name("an option: mss, sackOK, TS, wscale or sack");
        return switch (word) {
            case "mss" -> new OptionItem(OptionItem.Kind.MSS, optional("a segment size", 0xffff), -1);
            case "sackOK" -> new OptionItem(OptionItem.Kind.SACK_PERMITTED, -1, -1);
            case "wscale" -> new OptionItem(OptionItem.Kind.WINDOW_SCALE, optional("a window scale", 14), -1);
            case "TS" -> timestamps();
            case "sack" -> {
                long left = line.number("the first number of a block", HIGHEST_NUMBER);
                line.require(":");
                yield new OptionItem(OptionItem.Kind.SACK, left,
                        line.number("the number after the block", HIGHEST_NUMBER));
            }
            default -> throw line.wrong(column, "there is no option '" + word
                    + "'; there are mss, sackOK, TS, wscale and sack");
        };
    }

    private OptionItem timestamps() throws ScriptException {
        if (!line.skipWord("val")) {
            return new OptionItem(OptionItem.Kind.TIMESTAMPS, -1, -1);
        }
        long value = line.number("a timestamp", HIGHEST_NUMBER);
        line.require("ecr");
        return new OptionItem(OptionItem.Kind.TIMESTAMPS, value, line.number("an echoed timestamp", HIGHEST_NUMBER));
    }

    private long optional(String what, long max) throws ScriptException {
        return line.atDigit() ? line.number(what, max) : -1;
    }
}
