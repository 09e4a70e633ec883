package tcpwalk.timeline;

import java.util.List;
import tcpwalk.tcp.Evidence;
import tcpwalk.tcp.Finding;
import tcpwalk.tcp.FindingKind;
import tcpwalk.tcp.ResetCause;
import tcpwalk.tcp.Side;
import tcpwalk.tcp.TcpState;
import tcpwalk.tcp.Transition;
import tcpwalk.wire.Segment;
import tcpwalk.wire.SequenceNumber;

/**
 * The moments that a {@link Story} tells of, in nanoseconds since the epoch; null for what did not happen or is not
 * known. A tracker that keeps no rows may fill it as it goes.
 *
 * @param firstFin       when the first FIN was sent
 * @param secondFin      when the other end's first FIN was sent
 * @param resetter       who sent the reset that ended the connection
 * @param reset          when
 * @param provoked       when the last segment before it came the other way
 * @param provokedByData whether that segment carried payload, and nothing in the reset shows that it had not arrived
 * @param clientSending  nanoseconds from the client's first payload to its last
 * @param serverSending  nanoseconds from the server's first payload to its last
 */
public record Milestones(Long firstFin, Long secondFin, Side resetter, Long reset, Long provoked,
        boolean provokedByData, Long clientSending, Long serverSending) {

    /** Nothing is known. */
    public static final Milestones NONE = new Milestones(null, null, null, null, null, false, null, null);

    /** Reads them off a timeline's rows or, where it has none, off what its findings say. */
    public static Milestones of(Timeline timeline) {
        return timeline.rows().isEmpty() ? of(timeline, timeline.findings()) : of(timeline.rows());
    }

    /** Only how far apart things happened is known, not when. */
    private static Milestones of(Timeline timeline, List<Finding> findings) {
        Long open = null;
        Long after = null;
        for (Finding finding : findings) {
            open = finding.kind() == FindingKind.HALF_CLOSE ? finding.time("open") : open;
            after = finding.kind() == FindingKind.RESET ? finding.time("after") : after;
        }
        Long zero = 0L;
        return new Milestones(open == null ? null : zero, open, timeline.endedBy(), after, after == null ? null : zero,
                timeline.resetCause() == ResetCause.DATA_AFTER_CLOSE, null, null);
    }

    /** Reads them off a timeline's rows. */
    public static Milestones of(List<Row> rows) {
        if (rows.isEmpty()) {
            return NONE;
        }
        Row firstFin = firstFin(rows, null);
        Row secondFin = firstFin == null ? null : firstFin(rows, firstFin.from().other());
        Row reset = reset(rows);
        Row provoked = reset == null ? null : lastBefore(rows, reset);
        return new Milestones(time(firstFin), time(secondFin), reset == null ? null : reset.from(), time(reset),
                time(provoked), provoked != null && isMetBy(provoked.segment(), reset.segment()),
                sending(rows, Side.CLIENT), sending(rows, Side.SERVER));
    }

    /** How long that end took to send what it sent, or null. */
    Long sending(Side side) {
        return side == Side.CLIENT ? clientSending : serverSending;
    }

    private static Long time(Row row) {
        return row == null ? null : row.time();
    }

    private static Row firstFin(List<Row> rows, Side side) {
        for (Row row : rows) {
            if (row.segment() != null && row.segment().isFin() && (side == null || row.from() == side)) {
                return row;
            }
        }
        return null;
    }

    /** The reset that moved somebody to CLOSED; one that was ignored ended nothing. */
    private static Row reset(List<Row> rows) {
        for (Row row : rows) {
            if (row.segment() != null && row.segment().isRst()) {
                for (Transition transition : row.transitions()) {
                    if (transition.to() == TcpState.CLOSED && transition.evidence() != Evidence.DISPROVED) {
                        return row;
                    }
                }
            }
        }
        return null;
    }

    private static Row lastBefore(List<Row> rows, Row reset) {
        Row last = null;
        for (Row row : rows) {
            if (row == reset) {
                return last;
            }
            if (row.segment() != null && row.from() == reset.from().other()) {
                last = row;
            }
        }
        return last;
    }

    private static boolean isMetBy(Segment data, Segment reset) {
        return data.length() > 0
                && (!reset.isAck() || SequenceNumber.isAtMost(data.seq() + data.length(), reset.ack()));
    }

    private static Long sending(List<Row> rows, Side side) {
        Row first = null;
        Row last = null;
        for (Row row : rows) {
            Segment segment = row.segment();
            if (segment != null && segment.length() > 0 && row.from() == side) {
                first = first == null ? row : first;
                last = row;
            }
        }
        return first == null ? null : Long.valueOf(last.time() - first.time());
    }
}
