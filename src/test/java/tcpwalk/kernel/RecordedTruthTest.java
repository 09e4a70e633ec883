package tcpwalk.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tcpwalk.capture.CaptureQuality;
import tcpwalk.capture.QuotedSegment;
import tcpwalk.capture.SegmentSink;
import tcpwalk.capture.decode.FrameDecoder;
import tcpwalk.capture.file.CaptureReader;
import tcpwalk.tcp.Connection;
import tcpwalk.tcp.ConnectionTable;
import tcpwalk.tcp.TcpState;
import tcpwalk.wire.EndpointAddress;
import tcpwalk.wire.IpAddress;
import tcpwalk.wire.Segment;

/** Recorded sockets replayed: captures as if live, and the kernel's own record of the end at the tap. */
class RecordedTruthTest {

    private static final Path RECORDINGS = Path.of("captures/truth");
    private static final long STEP = 100_000_000;

    private final List<KernelRow> rows = new ArrayList<>();
    private final Comparison comparison = new Comparison(rows::add);

    /** Those at whose tap the kernel had a connected socket. */
    static Stream<Path> captures() throws IOException {
        List<Path> captures = new ArrayList<>();
        for (Path path : Files.list(RECORDINGS).filter(path -> path.toString().endsWith(".pcap")).sorted().toList()) {
            if (changes(path).stream().anyMatch(change -> !change.isOfListener())) {
                captures.add(path);
            }
        }
        return captures.stream();
    }

    private static List<SocketChange> changes(Path capture) throws IOException {
        String name = capture.getFileName().toString().replaceAll("(\\.client|\\.server)?\\.pcap$", "");
        List<SocketChange> changes = new ArrayList<>();
        for (String line : Files.readAllLines(RECORDINGS.resolve(name + ".states.tsv"))) {
            String[] field = line.split("\t");
            boolean client = List.of("10.99.0.1", "fd99::1").contains(field[1]);
            boolean far = capture.toString().endsWith(".client.pcap") && !client
                    || capture.toString().endsWith(".server.pcap") && client;
            if (!far) {
                changes.add(new SocketChange(Long.parseLong(field[0]), end(field[1], field[2]), end(field[3], field[4]),
                        state(field[5]), state(field[6]), new Task("test", 1, false)));
            }
        }
        return changes;
    }

    private static EndpointAddress end(String address, String port) {
        return new EndpointAddress(IpAddress.parse(address), Integer.parseInt(port));
    }

    private static TcpState state(String kernel) {
        return switch (kernel) {
            case "SYN_RECV" -> TcpState.SYN_RECEIVED;
            case "CLOSE" -> TcpState.CLOSED;
            default -> TcpState.valueOf(kernel.toUpperCase(Locale.ROOT).replaceAll("WAIT([12])", "WAIT_$1"));
        };
    }

    private static void replay(Path capture, Comparison comparison) throws IOException {
        long[] next = {Long.MIN_VALUE};
        List<SocketChange> changes = changes(capture);
        changes.forEach(comparison::changed);
        ConnectionTable table = new ConnectionTable(100_000, connection -> false, comparison::ended);
        CaptureQuality quality = new CaptureQuality();
        long[] last = {changes.get(changes.size() - 1).time()};
        new CaptureReader(List.of(capture), quality).read(new FrameDecoder(new SegmentSink() {
            @Override
            public Segment segment(Segment segment) {
                last[0] = Math.max(last[0], segment.time());
                if (segment.time() > next[0]) {
                    comparison.settle(segment.time() - STEP);
                    next[0] = segment.time() + STEP;
                }
                Connection connection = table.observe(segment);
                comparison.observed(connection, segment.time());
                return segment;
            }

            @Override
            public void quoted(QuotedSegment quoted) {
                // A quoted header opens no connection and moves none.
            }
        }, quality, 0));
        comparison.finish(last[0] + 10 * STEP);
        table.finish();
    }

    @ParameterizedTest
    @MethodSource("captures")
    void whatTheWireShowsIsWhatTheKernelTold(Path capture) throws IOException {
        replay(capture, comparison);

        KernelSummary summary = comparison.summary();
        assertThat(summary.ends()).isPositive();
        assertThat(summary.compared()).isPositive();
        assertThat(summary.diverged() - summary.unseen()).as(rows.toString()).isZero();
    }

    @Test
    void theyAgreeInAllThatAWireCanShow() throws IOException {
        long compared = 0;
        long agreed = 0;
        for (Path capture : captures().toList()) {
            Comparison each = new Comparison(row -> { });
            replay(capture, each);
            compared += each.summary().compared();
            agreed += each.summary().agreed();
        }
        // What differs are closes whose FIN never came out, and a time-out.
        assertThat(compared).isEqualTo(701);
        assertThat(agreed).isEqualTo(690);
    }
}
