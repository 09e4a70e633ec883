package tcpwalk.tcp;

import java.util.List;

/**
 * One thing that stands out. A kind that repeats within a connection is one finding with a count.
 *
 * @param count  how often, at least 1
 * @param frames the first frames that show it, 20 at most
 * @param text   what happened here, with its times and numbers
 */
public record Finding(FindingKind kind, int count, List<Long> frames, String text) {

    /** How many frames a finding names. */
    public static final int MAX_FRAMES = 20;

    public Finding {
        frames = List.copyOf(frames);
    }

    /** A finding that one frame shows. */
    public static Finding of(FindingKind kind, long frame, String text) {
        return new Finding(kind, 1, List.of(frame), text);
    }
}
