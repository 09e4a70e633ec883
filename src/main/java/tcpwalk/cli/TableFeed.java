package tcpwalk.cli;

import tcpwalk.capture.QuotedSegment;
import tcpwalk.capture.SegmentSink;
import tcpwalk.tcp.ConnectionTable;
import tcpwalk.wire.Segment;
import tcpwalk.wire.SegmentBatch;

/** Gathers decoded segments for a table, on the thread that reads them, and hands them over a batch at a time. */
final class TableFeed implements SegmentSink {

    private final ConnectionTable table;
    private final Handover handover;
    private Handover.Load load;

    TableFeed(ConnectionTable table, Handover handover) {
        this.table = table;
        this.handover = handover;
        load = handover.fresh();
    }

    @Override
    public SegmentBatch batch() {
        if (load.segments().isFull()) {
            send(null);
        }
        return load.segments();
    }

    @Override
    public Segment segment(Segment segment) {
        return batch().add(segment);
    }

    @Override
    public void quoted(QuotedSegment quoted) {
        send(quoted.copy());
    }

    @Override
    public void flush() {
        if (load.segments().size() > 0) {
            send(null);
        }
    }

    private void send(QuotedSegment quoted) {
        table.prepare(load.segments());
        handover.send(load, quoted);
        load = handover.fresh();
    }
}
