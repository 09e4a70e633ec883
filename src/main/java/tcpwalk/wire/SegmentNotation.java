package tcpwalk.wire;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of text for a segment, printed and parsed: {@code S. 0:0(0) ack 1 win 64240 <mss 1460,sackOK>}.
 *
 * <p>Flags in tcpdump's letters ({@code S F R P U E W}, {@code .} for ACK), then {@code first:last(length)} as
 * packetdrill writes it, then ack, window and options. Numbers are relative to the initial ones that the caller gives.
 */
public final class SegmentNotation {

    private static final Pattern LINE = Pattern.compile(
            "(?<flags>[SFRPUEWA.]+|none) (?<seq>\\d+):(?<end>\\d+)\\((?<length>\\d+)\\)"
                    + "(?: ack (?<ack>\\d+))?(?: win (?<window>\\d+))?(?: urg (?<urgent>\\d+))?"
                    + "(?: <(?<options>[^>]*)>)?");

    private SegmentNotation() {
    }

    /** The line for a segment, its numbers relative to the sender's and the receiver's initial ones. */
    public static String print(Segment segment, int senderIsn, int receiverIsn) {
        StringBuilder line = new StringBuilder(64);
        long seq = SequenceNumber.toLong(segment.seq() - senderIsn);
        line.append(TcpFlags.letters(segment.flags())).append(' ').append(seq).append(':')
                .append(SequenceNumber.toLong(segment.seq() + segment.length() - senderIsn))
                .append('(').append(segment.length()).append(')');
        if (segment.isAck()) {
            line.append(" ack ").append(SequenceNumber.toLong(segment.ack() - receiverIsn));
        }
        line.append(" win ").append(segment.window());
        if (segment.urgentPointer() != 0) {
            line.append(" urg ").append(segment.urgentPointer());
        }
        String options = printOptions(segment.options(), receiverIsn);
        return options.isEmpty() ? line.toString() : line.append(" <").append(options).append('>').toString();
    }

    /** The options alone, for instance {@code mss 1460,sackOK,TS val 1 ecr 0,wscale 7}; empty when there are none. */
    public static String printOptions(TcpOptions options, int receiverIsn) {
        StringBuilder text = new StringBuilder();
        if (options.mss() >= 0) {
            text.append(",mss ").append(options.mss());
        }
        if (options.sackPermitted()) {
            text.append(",sackOK");
        }
        if (options.hasTimestamps()) {
            text.append(",TS val ").append(SequenceNumber.toLong(options.timestampValue()))
                    .append(" ecr ").append(SequenceNumber.toLong(options.timestampEcho()));
        }
        if (options.windowScale() >= 0) {
            text.append(",wscale ").append(options.windowScale());
        }
        for (int block = 0; block < options.sackBlocks(); block++) {
            text.append(",sack ").append(SequenceNumber.toLong(options.sackLeft(block) - receiverIsn)).append(':')
                    .append(SequenceNumber.toLong(options.sackRight(block) - receiverIsn));
        }
        if (options.fastOpenCookie() >= 0) {
            text.append(",fastopen ").append(options.fastOpenCookie());
        }
        return text.length() == 0 ? "" : text.substring(1);
    }

    /** Reads a line into a segment without ends or time; {@link IllegalArgumentException} says what is wrong. */
    public static Segment parse(String line, int senderIsn, int receiverIsn) {
        Matcher match = LINE.matcher(line.trim());
        if (!match.matches()) {
            throw new IllegalArgumentException("not a segment: '" + line + "', expected for instance"
                    + " 'S. 0:0(0) ack 1 win 64240 <mss 1460>'");
        }
        int length = Integer.parseInt(match.group("length"));
        long seq = Long.parseLong(match.group("seq"));
        if (Long.parseLong(match.group("end")) != (seq + length & 0xffff_ffffL)) {
            throw new IllegalArgumentException("'" + line + "': " + seq + " plus " + length + " bytes is not "
                    + match.group("end"));
        }
        Segment segment = new Segment().seq((int) seq + senderIsn).length(length).flags(flags(match.group("flags")));
        if (match.group("ack") != null) {
            segment.ack((int) Long.parseLong(match.group("ack")) + receiverIsn);
        }
        segment.window(number(match.group("window"))).urgentPointer(number(match.group("urgent")));
        if (match.group("options") != null) {
            for (String option : match.group("options").split(",")) {
                parseOption(option.trim(), receiverIsn, segment.options());
            }
        }
        return segment;
    }

    private static int number(String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    private static int flags(String letters) {
        int flags = 0;
        for (int i = 0; i < letters.length() && !letters.equals("none"); i++) {
            flags |= TcpFlags.ofLetter(letters.charAt(i));
        }
        return flags;
    }

    private static void parseOption(String option, int receiverIsn, TcpOptions options) {
        String[] words = option.split("[ :]");
        switch (words[0]) {
            case "mss" -> options.mss(Integer.parseInt(words[1]));
            case "sackOK" -> options.permitSack();
            case "TS" -> options.timestamps((int) Long.parseLong(words[2]), (int) Long.parseLong(words[4]));
            case "wscale" -> options.windowScale(Integer.parseInt(words[1]));
            case "sack" -> options.sack((int) Long.parseLong(words[1]) + receiverIsn,
                    (int) Long.parseLong(words[2]) + receiverIsn);
            case "fastopen" -> options.fastOpenCookie(Integer.parseInt(words[1]));
            default -> throw new IllegalArgumentException("no such option: " + option);
        }
    }
}
