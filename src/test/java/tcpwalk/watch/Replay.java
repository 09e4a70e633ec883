package tcpwalk.watch;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import tcpwalk.capture.CaptureQuality;
import tcpwalk.capture.QuotedSegment;
import tcpwalk.capture.SegmentSink;
import tcpwalk.capture.decode.FrameDecoder;
import tcpwalk.capture.file.CaptureReader;
import tcpwalk.render.TextStyle;
import tcpwalk.tcp.ConnectionTable;
import tcpwalk.tcp.findings.Findings;
import tcpwalk.timeline.Timelines;
import tcpwalk.watch.model.Traffic;
import tcpwalk.watch.terminal.TerminalException;
import tcpwalk.wire.EndpointAddress;
import tcpwalk.wire.IpAddress;
import tcpwalk.wire.Segment;
import tcpwalk.wire.SegmentNotation;

/**
 * A program that shows recorded connections on the watch screen, as if they had just happened, and one that goes on:
 * a segment of {@value #PAYLOAD} bytes every {@value #PAUSE_MILLIS} ms. Its word is the last line it prints.
 */
public final class Replay {

    static final EndpointAddress TALKER = new EndpointAddress(IpAddress.parse("192.0.2.7"), 50_000);
    static final EndpointAddress LISTENER = new EndpointAddress(IpAddress.parse("198.51.100.20"), 443);
    static final int PAYLOAD = 100;
    static final int PAUSE_MILLIS = 150;

    private final AtomicBoolean quit = new AtomicBoolean();
    private final AtomicLong packets = new AtomicLong();
    private final Watch watch;
    private final ConnectionTable table;
    private long frame;

    private Replay(TextStyle style) throws TerminalException {
        watch = Watch.open("eth0 'tcp'", style, connection -> Timelines.of(connection, "eth0"),
                () -> new Traffic(packets.get(), 0), () -> quit.set(true));
        table = new ConnectionTable(10_000, watch::keepsSteps, new Findings(), watch::ended);
    }

    /** Arguments: {@code ascii} or {@code colour} or {@code plain}, then capture files. */
    public static void main(String[] args) throws Exception {
        TextStyle style = TextStyle.plain(80);
        style = args[0].equals("ascii") ? style.withAscii() : args[0].equals("colour") ? style.withColour() : style;
        PrintStream out = System.out;
        try {
            Replay replay = new Replay(style);
            CountDownLatch said = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> replay.interrupt(said)));
            replay.run(List.of(args).subList(1, args.length));
            out.println("seen " + replay.packets + " segments");
            said.countDown();
        } catch (TerminalException e) {
            out.println("no terminal: " + e.getMessage());
        }
    }

    /** As the command does: a signal ends the run, and waits until its last word is said. */
    private void interrupt(CountDownLatch said) {
        quit.set(true);
        try {
            said.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(List<String> files) throws InterruptedException {
        try (watch) {
            for (String file : files) {
                recorded(Path.of(file));
            }
            talk();
        }
    }

    private void recorded(Path file) {
        List<Segment> segments = new ArrayList<>();
        CaptureQuality quality = new CaptureQuality();
        new CaptureReader(List.of(file), quality).read(new FrameDecoder(new SegmentSink() {
            @Override
            public Segment segment(Segment segment) {
                segments.add(segment.copy());
                return segment;
            }

            @Override
            public void quoted(QuotedSegment quoted) {
                quit.set(true);
            }
        }, quality, 0));
        long shift = now() - segments.get(segments.size() - 1).time();
        segments.forEach(segment -> observe(segment, segment.time() + shift));
        watch.tick(now());
    }

    private void talk() throws InterruptedException {
        say(TALKER, LISTENER, "S 0:0(0) win 64240 <mss 1460>");
        say(LISTENER, TALKER, "S. 0:0(0) ack 1 win 65160 <mss 1460>");
        say(TALKER, LISTENER, ". 1:1(0) ack 1 win 64240");
        for (int seq = 1; !quit.get(); seq += PAYLOAD) {
            say(TALKER, LISTENER, "P. " + seq + ":" + (seq + PAYLOAD) + "(" + PAYLOAD + ") ack 1 win 64240");
            say(LISTENER, TALKER, ". 1:1(0) ack " + (seq + PAYLOAD) + " win 65160");
            Thread.sleep(PAUSE_MILLIS);
            watch.tick(now());
        }
    }

    private void say(EndpointAddress from, EndpointAddress to, String line) {
        boolean talks = from.equals(TALKER);
        observe(SegmentNotation.parse(line, talks ? 1_000 : 2_000, talks ? 2_000 : 1_000).between(from, to), now());
    }

    private void observe(Segment segment, long time) {
        segment.seen(++frame, time, 0);
        watch.observed(table.observe(segment), segment);
        packets.incrementAndGet();
    }

    private static long now() {
        return System.currentTimeMillis() * 1_000_000;
    }
}
