package tcpwalk.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Predicate;
import tcpwalk.capture.CaptureInterface;
import tcpwalk.capture.CaptureQuality;
import tcpwalk.capture.FrameSink;
import tcpwalk.capture.QuotedSegment;
import tcpwalk.capture.decode.FrameDecoder;
import tcpwalk.capture.file.CaptureReader;
import tcpwalk.capture.file.ReadResult;
import tcpwalk.capture.live.CaptureException;
import tcpwalk.capture.live.FrameFilter;
import tcpwalk.tcp.Connection;
import tcpwalk.tcp.ConnectionTable;
import tcpwalk.tcp.findings.Alarm;
import tcpwalk.tcp.findings.Findings;
import tcpwalk.tcp.findings.Thresholds;
import tcpwalk.wire.Segment;

/**
 * One pass over capture files: reads and decodes on a thread of its own, tracks on the caller's, and hands each
 * connection over when nothing more will be added to it.
 */
final class Analysis {

    private final CaptureReader reader;
    private final CaptureQuality quality;
    private final Findings findings;
    private final ConnectionTable table;
    private final Handover handover = new Handover();
    private FrameSink decoder;
    private ReadResult result;
    private Throwable failure;

    /**
     * @param limit      how many connections to hold at once
     * @param thresholds from where on alarms are raised
     * @param journaled  which connections keep their steps
     */
    Analysis(CaptureReader reader, CaptureQuality quality, boolean verifyChecksums, int limit,
            Thresholds thresholds, Predicate<Connection> journaled, ConnectionTable.Listener ended) {
        this.reader = reader;
        this.quality = quality;
        findings = new Findings(thresholds, alarm -> { });
        table = new ConnectionTable(limit, journaled, findings, ended);
        decoder = new FrameDecoder(new TableFeed(table, handover), quality,
                verifyChecksums ? Long.MAX_VALUE : FrameDecoder.EARLY_CHECKSUMS);
    }

    /** Lets only those frames count that a BPF expression matches. */
    void filter(String expression) throws CaptureException {
        decoder = FrameFilter.before(decoder, expression);
    }

    /** Reads everything, or until {@link #cancel()}; then hands over what is left. */
    void run() {
        Thread reading = new Thread(this::read, "tcpwalk-reader");
        reading.setDaemon(true);
        reading.start();
        try {
            track();
        } finally {
            // Where tracking has failed, nobody takes any more.
            reading.interrupt();
        }
        table.finish();
    }

    private void read() {
        try {
            result = reader.read(decoder);
            decoder.pause();
        } catch (RuntimeException | Error e) {
            failure = e;
        }
        handover.end();
    }

    private void track() {
        for (Handover.Load load = handover.next(); load != null; load = handover.next()) {
            table.observe(load.segments());
            if (load.quoted() != null) {
                attach(load.quoted());
            }
            handover.giveBack(load);
        }
        if (failure != null) {
            throw new IllegalStateException("the reading failed", failure);
        }
    }

    private void attach(QuotedSegment quoted) {
        Segment segment = quoted.segment();
        Connection connection = table.find(segment);
        if (connection != null) {
            connection.event(segment.frame(), segment.time(), null, QuotedErrors.sentence(quoted));
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

    CaptureReader reader() {
        return reader;
    }

    CaptureQuality quality() {
        return quality;
    }

    ConnectionTable table() {
        return table;
    }

    /** Floods and scans, which many connections show together. */
    List<Alarm> alarms() {
        return findings.alarms();
    }

    /** How the reading went; only after {@link #run()}. */
    ReadResult result() {
        return result;
    }

    /** The name of a connection's capturing interface, or null. */
    String interfaceName(Connection connection) {
        CaptureInterface captured = reader.interfaceAt(connection.interfaceIndex());
        return captured == null ? null : captured.name();
    }
}
