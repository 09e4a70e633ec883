package tcpwalk.truth;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tcpwalk.capture.CaptureQuality;
import tcpwalk.capture.QuotedSegment;
import tcpwalk.capture.SegmentSink;
import tcpwalk.capture.decode.FrameDecoder;
import tcpwalk.capture.file.CaptureReader;
import tcpwalk.tcp.Connection;
import tcpwalk.tcp.ConnectionTable;
import tcpwalk.wire.Segment;

/** Everything that a capture shows, with every step kept. */
public final class Observed {

    private Observed() {
    }

    /** The connections of captures, in the order in which they began. */
    public static List<Connection> in(Path... captures) {
        List<Connection> connections = new ArrayList<>();
        ConnectionTable table = new ConnectionTable(100_000, connection -> true, connections::add);
        CaptureQuality quality = new CaptureQuality();
        new CaptureReader(List.of(captures), quality).read(new FrameDecoder(new SegmentSink() {
            @Override
            public Segment segment(Segment segment) {
                table.observe(segment);
                return segment;
            }

            @Override
            public void quoted(QuotedSegment quoted) {
                // A quoted header opens no connection and moves none.
            }
        }, quality, 0));
        table.finish();
        connections.sort(Comparator.comparingLong(Connection::id));
        return connections;
    }
}
