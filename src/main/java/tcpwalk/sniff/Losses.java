package tcpwalk.sniff;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import tcpwalk.tcp.Finding;
import tcpwalk.tcp.FindingKind;
import tcpwalk.timeline.Timeline;

/**
 * When this capture itself lost frames. What a connection of that time seems to lack may have been there: such findings
 * say so, and count as doubtful.
 */
public final class Losses {

    private record Spell(long from, long to, long frames) {
    }

    /** Findings that rest on something not having been seen. */
    private static final Set<FindingKind> NEED_ALL = EnumSet.of(FindingKind.NO_ANSWER,
            FindingKind.HANDSHAKE_INCOMPLETE, FindingKind.THIRD_ACK_LOST, FindingKind.PREVIOUS_SEGMENT_MISSING,
            FindingKind.ACKED_UNSEEN_SEGMENT, FindingKind.OUT_OF_ORDER, FindingKind.OUTSIDE_WINDOW,
            FindingKind.KEEP_ALIVE_UNANSWERED, FindingKind.LAST_ACK_LOST, FindingKind.UNANSWERED_FIN,
            FindingKind.MID_STREAM, FindingKind.ONE_WAY, FindingKind.CAPTURE_LOSS);
    private static final int MOST_SPELLS = 1000;
    /** Frames wait in the kernel's buffer before they are lost, and their neighbours after. */
    private static final long AROUND = 1_000_000_000L;

    private final List<Spell> spells = new ArrayList<>();
    private long frames;

    /** Frames were lost between two moments, nanoseconds since the epoch, not before any that was told already. */
    void add(long from, long to, long lost) {
        frames += lost;
        Spell last = spells.isEmpty() ? null : spells.get(spells.size() - 1);
        if (last != null && (from <= last.to() + AROUND || spells.size() == MOST_SPELLS)) {
            spells.set(spells.size() - 1, new Spell(last.from(), to, last.frames() + lost));
        } else {
            spells.add(new Spell(from - AROUND, to, lost));
        }
    }

    /** Frames lost in all. */
    public long frames() {
        return frames;
    }

    /** Frames lost about that time, nanoseconds since the epoch. */
    public long between(long start, long end) {
        return spells.stream().filter(spell -> spell.from() <= end && start <= spell.to()).mapToLong(Spell::frames)
                .sum();
    }

    /** Whether a finding of that kind means little where frames were lost. */
    public static boolean makeDoubtful(FindingKind kind) {
        return NEED_ALL.contains(kind);
    }

    /** The connection, its findings qualified where the capture lost frames in its time. */
    public Timeline qualify(Timeline timeline) {
        long lost = frames == 0 ? 0 : between(timeline.start(), timeline.start() + timeline.duration());
        if (lost == 0) {
            return timeline;
        }
        List<Finding> findings = new ArrayList<>();
        boolean told = false;
        for (Finding finding : timeline.findings()) {
            told |= finding.kind() == FindingKind.CAPTURE_LOSS;
            findings.add(!makeDoubtful(finding.kind()) ? finding : finding.doubted("doubtful: the capture itself lost "
                    + lost + " packets in that time", "the capture lost what was there"));
        }
        if (!told) {
            findings.add(new Finding(FindingKind.CAPTURE_LOSS, 1, List.of(), "the capture itself lost " + lost
                    + " packets in the time of this connection: what seems missing may have been there"));
        }
        return timeline.withFindings(findings);
    }
}
