package tcpwalk.walk.script;

import java.util.List;

/**
 * A segment as a script writes it. What it leaves open, the sender fills in and a receiver accepts.
 *
 * @param flags   see {@link tcpwalk.wire.TcpFlags}
 * @param seq     of the first byte, or null
 * @param length  payload bytes, or -1
 * @param ack     or null
 * @param window  in bytes, scaled where a scale is agreed, or -1
 * @param urgent  the urgent pointer, or -1
 * @param options null where they are left open
 * @param text    the segment as the script has it, for messages
 */
public record SegmentPattern(int flags, Numeral seq, int length, Numeral ack, long window, int urgent,
        List<OptionItem> options, String text) {

    public SegmentPattern {
        options = options == null ? null : List.copyOf(options);
    }

    @Override
    public String toString() {
        return text;
    }
}
