package tcpwalk.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import tcpwalk.capture.CaptureQuality;
import tcpwalk.capture.Frame;
import tcpwalk.capture.QuotedSegment;
import tcpwalk.capture.SegmentSink;
import tcpwalk.capture.decode.FrameDecoder;
import tcpwalk.capture.live.CaptureException;
import tcpwalk.capture.live.CaptureSettings;
import tcpwalk.capture.live.LiveCapture;
import tcpwalk.craft.link.IsolatedNetwork;
import tcpwalk.craft.link.LinkException;
import tcpwalk.render.Prose;
import tcpwalk.tcp.ConnectionTable;
import tcpwalk.tcp.findings.Alarm;
import tcpwalk.tcp.findings.Findings;
import tcpwalk.tcp.findings.Thresholds;
import tcpwalk.walk.flood.FloodText;
import tcpwalk.walk.flood.FloodWalk;
import tcpwalk.wire.Segment;

/** The walk {@code syn-flood}: shows a flood in a network of its own, watched by the detectors that watch real ones. */
final class FloodShow implements SegmentSink {

    private static final String LOOPBACK = "lo";
    /** A slot of the buffer is as long as this, so that a burst finds slots enough. */
    private static final int HEADERS_ONLY = 128;
    private static final int BUFFER = 8 << 20;
    private static final int CONNECTIONS = 10_000;
    private static final List<String> LESSONS = List.of("lesson.queue", "lesson.cookies", "lesson.count");

    private final Prose prose;
    private final PrintWriter out;
    private final FloodText text;
    private final ConnectionTable table = new ConnectionTable(CONNECTIONS, connection -> false,
            new Findings(Thresholds.DEFAULT, this::raise), connection -> { });
    private final FrameDecoder decoder = new FrameDecoder(this, new CaptureQuality(), 0);
    private final Frame frame = new Frame();

    FloodShow(Prose prose, PrintWriter out, Locale language) {
        this.prose = prose;
        this.out = out;
        text = new FloodText(language);
    }

    /** Shows all of it; needs the privilege to make a network namespace, and to capture in it. */
    void run() throws Exception {
        prose.heading(text.say("title"));
        prose.paragraph(text.say("purpose", "syns", "" + FloodWalk.SYNS));
        prose.gap();
        try {
            IsolatedNetwork.call(() -> {
                flood();
                return null;
            });
        } catch (LinkException e) {
            throw LiveWalk.failure(e);
        } catch (CaptureException e) {
            throw LiveWalk.failure(e);
        } catch (IOException e) {
            throw new Failure(ExitCode.ENVIRONMENT, "the flood cannot be shown here: " + e.getMessage(), e);
        }
        prose.gap();
        prose.heading(text.say("learnt"));
        for (String lesson : LESSONS) {
            prose.item(text.say(lesson, "backlog", "" + FloodWalk.BACKLOG));
        }
        out.flush();
    }

    private void flood() throws IOException, InterruptedException {
        CaptureSettings settings = CaptureSettings.on(LOOPBACK).immediate(true).snapshotLength(HEADERS_ONLY)
                .bufferBytes(BUFFER).filter("tcp");
        try (LiveCapture capture = LiveCapture.start(settings, (linkType, time, length, bytes) -> decoder
                .accept(frame.next(time, 0).holding(linkType, bytes, 0, bytes.limit(), length)))) {
            new FloodWalk(this::tell).run();
        }
    }

    /** On the capture's thread. */
    @Override
    public Segment segment(Segment segment) {
        table.observe(segment);
        return segment;
    }

    @Override
    public void quoted(QuotedSegment quoted) {
        // An ICMP error is no part of a flood.
    }

    private void raise(Alarm alarm) {
        tell("alarm", "alarm", alarm.finding().kind() + " " + alarm.subject() + ": " + alarm.finding().text());
    }

    private synchronized void tell(String key, String... values) {
        try {
            if (key.startsWith("cookies.")) {
                prose.gap();
                prose.heading(text.say(key, values));
            } else {
                prose.item(text.say(key, values));
            }
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
