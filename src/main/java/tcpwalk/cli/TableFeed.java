package tcpwalk.cli;

import tcpwalk.capture.QuotedSegment;
import tcpwalk.capture.SegmentSink;
import tcpwalk.tcp.Connection;
import tcpwalk.tcp.ConnectionTable;
import tcpwalk.wire.Segment;

/**
 * Feeds a table with decoded segments, a group at a time, so that its look-ups overlap. All on the reading thread: to
 * hand segments to another core cost more than that core could do with them.
 */
final class TableFeed implements SegmentSink {

    private final ConnectionTable table;
    private final Segment[] group = new Segment[ConnectionTable.GROUP];
    private int count;

    TableFeed(ConnectionTable table) {
        this.table = table;
        for (int i = 0; i < group.length; i++) {
            group[i] = new Segment();
        }
    }

    @Override
    public Segment segment(Segment segment) {
        // What was filled takes a place in the group; what stood there is filled next.
        Segment next = group[count];
        group[count++] = segment;
        if (count == group.length) {
            flush();
        }
        return next;
    }

    @Override
    public void quoted(QuotedSegment quoted) {
        flush();
        Segment segment = quoted.segment();
        Connection connection = table.find(segment);
        if (connection != null) {
            connection.event(segment.frame(), segment.time(), null, QuotedErrors.sentence(quoted));
        }
    }

    /** Hands over what has not filled a group. */
    void flush() {
        table.observe(group, count);
        count = 0;
    }
}
