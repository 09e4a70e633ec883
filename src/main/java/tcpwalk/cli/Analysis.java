package tcpwalk.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Predicate;
import tcpwalk.capture.CaptureInterface;
import tcpwalk.capture.CaptureQuality;
import tcpwalk.capture.FrameSink;
import tcpwalk.capture.QuotedSegment;
import tcpwalk.capture.SegmentBatches;
import tcpwalk.capture.decode.FrameDecoder;
import tcpwalk.capture.file.CaptureReader;
import tcpwalk.capture.file.ReadResult;
import tcpwalk.capture.live.CaptureException;
import tcpwalk.capture.live.FrameFilter;
import tcpwalk.craft.IcmpError;
import tcpwalk.tcp.Connection;
import tcpwalk.tcp.ConnectionTable;
import tcpwalk.wire.Segment;

/**
 * One pass over capture files: a thread reads and decodes, the caller's thread tracks connections and hands each over
 * when nothing more will be added to it.
 */
final class Analysis {

    private final CaptureReader reader;
    private final CaptureQuality quality;
    private final SegmentBatches batches = new SegmentBatches();
    private FrameSink decoder;
    private final ConnectionTable table;
    private ReadResult result;

    /**
     * @param limit     how many connections to hold at once
     * @param journaled which connections keep their steps
     */
    Analysis(CaptureReader reader, CaptureQuality quality, boolean verifyChecksums, int limit,
            Predicate<Connection> journaled, ConnectionTable.Listener ended) {
        this.reader = reader;
        this.quality = quality;
        decoder = new FrameDecoder(batches, quality, verifyChecksums);
        table = new ConnectionTable(limit, journaled, ended);
    }

    /** Lets only those frames count that a BPF expression matches. */
    void filter(String expression) throws CaptureException {
        decoder = FrameFilter.before(decoder, expression);
    }

    /** Reads everything, or until {@link #cancel()}; then hands over what is left. */
    void run() {
        Thread reading = new Thread(this::read, "tcpwalk-read");
        reading.setDaemon(true);
        reading.start();
        try {
            batches.deliver(new SegmentBatches.Receiver() {
                @Override
                public void segments(Segment[] segments, int count) {
                    table.observe(segments, count);
                }

                @Override
                public void quoted(QuotedSegment quoted) {
                    Connection connection = table.find(quoted.segment());
                    if (connection != null) {
                        connection.event(quoted.segment().frame(), quoted.segment().time(), null, describe(quoted));
                    }
                }
            });
            reading.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        table.finish();
    }

    private void read() {
        try {
            result = reader.read(decoder);
        } finally {
            batches.finish();
        }
    }

    /** Ends the reading; what was read until then is handed over by {@link #run()}. */
    void cancel() {
        try {
            reader.cancel();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String describe(QuotedSegment quoted) {
        IcmpError error = new IcmpError(quoted.segment().frame(), quoted.segment().time(), quoted.reporter(),
                quoted.type(), quoted.code(), quoted.mtu(), quoted.segment().seq());
        return "ICMP from " + quoted.reporter() + ": " + error.meaning();
    }

    CaptureReader reader() {
        return reader;
    }

    CaptureQuality quality() {
        return quality;
    }

    ConnectionTable table() {
        return table;
    }

    /** How the reading went; only after {@link #run()}. */
    ReadResult result() {
        return result;
    }

    /** The name of a connection's capturing interface, or null. */
    String interfaceName(Connection connection) {
        int index = connection.interfaceIndex();
        if (index < 0 || index >= reader.interfaces().size()) {
            return null;
        }
        CaptureInterface captured = reader.interfaces().get(index);
        return captured.name();
    }
}
