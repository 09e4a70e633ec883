package tcpwalk.walk;

import tcpwalk.walk.script.Numeral;
import tcpwalk.walk.script.OptionItem;
import tcpwalk.walk.script.SegmentPattern;
import tcpwalk.wire.Segment;
import tcpwalk.wire.TcpFlags;
import tcpwalk.wire.TcpOptions;

/** Whether a segment is what a script writes. */
final class Matching {

    /** Flags that must be as written; the others may be set unasked. */
    private static final int DECISIVE = TcpFlags.SYN | TcpFlags.FIN | TcpFlags.RST | TcpFlags.ACK;

    private Matching() {
    }

    static boolean matches(SegmentPattern pattern, Arrival arrival) {
        Segment segment = arrival.segment();
        return hasFlags(pattern.flags(), segment.flags())
                && isNumber(pattern.seq(), segment.seq(), arrival.irs(), arrival.rcvNxt())
                && isNumber(pattern.ack(), segment.ack(), arrival.iss(), arrival.sndNxt())
                && (pattern.length() < 0 || pattern.length() == segment.length())
                && (pattern.window() < 0 || pattern.window() == arrival.row().window())
                && (pattern.urgent() < 0 || pattern.urgent() == segment.urgentPointer())
                && hasOptions(pattern, segment.options(), arrival.iss());
    }

    private static boolean hasFlags(int written, int flags) {
        return (written & DECISIVE) == (flags & DECISIVE) && (written & flags) == written;
    }

    private static boolean isNumber(Numeral written, int number, int initial, int next) {
        return written == null || written.resolve(initial, next) == number;
    }

    private static boolean hasOptions(SegmentPattern pattern, TcpOptions options, int iss) {
        if (pattern.options() == null) {
            return true;
        }
        return pattern.options().isEmpty() ? options.equals(new TcpOptions())
                : pattern.options().stream().allMatch(item -> hasOption(item, options, iss));
    }

    private static boolean hasOption(OptionItem item, TcpOptions options, int iss) {
        return switch (item.kind()) {
            case MSS -> item.first() < 0 ? options.mss() >= 0 : options.mss() == item.first();
            case SACK_PERMITTED -> options.sackPermitted();
            case WINDOW_SCALE -> item.first() < 0 ? options.windowScale() >= 0 : options.windowScale() == item.first();
            case TIMESTAMPS -> options.hasTimestamps() && (item.first() < 0
                    || options.timestampValue() == (int) item.first()
                    && options.timestampEcho() == (int) item.second());
            case SACK -> hasBlock(options, (int) item.first() + iss, (int) item.second() + iss);
        };
    }

    private static boolean hasBlock(TcpOptions options, int left, int right) {
        for (int block = 0; block < options.sackBlocks(); block++) {
            if (options.sackLeft(block) == left && options.sackRight(block) == right) {
                return true;
            }
        }
        return false;
    }
}
