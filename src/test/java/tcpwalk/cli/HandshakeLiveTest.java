package tcpwalk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tcpwalk.testnet.KernelServer;
import tcpwalk.testnet.KernelTrace;
import tcpwalk.testnet.Namespace;
import tcpwalk.testnet.RootOnly;
import tcpwalk.testnet.SegmentLog;
import tcpwalk.testnet.TestNetwork;
import tcpwalk.testnet.Transition;
import tcpwalk.wire.EndpointAddress;
import tcpwalk.wire.IpAddress;
import tcpwalk.wire.Segment;

/** The handshake command against servers of real kernels. */
@RootOnly
class HandshakeLiveTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    static Result handshake(Namespace namespace, EndpointAddress to, String... options) throws Exception {
        List<String> words = new ArrayList<>(List.of("handshake", to.toString()));
        words.addAll(List.of(options));
        return namespace.call(() -> Result.of(words.toArray(new String[0])));
    }

    /** Apart from the server's own kernel: it may reset when it repeated its FIN and our ACK of that comes too late. */
    private static void assertNobodyReset(SegmentLog log, KernelServer server) {
        assertThat(log.matching(segment -> segment.isRst() && !segment.source().equals(server.address()))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"10.99.0.2, link", "10.99.0.2, raw", "fd99::2, link", "fd99::2, raw"})
    void theServersKernelPassesEveryStateAndNobodyResets(String address, String via) throws Exception {
        try (var trace = KernelTrace.open(); var network = TestNetwork.veth();
                var log = SegmentLog.on(network.server(), TestNetwork.LINK);
                var server = KernelServer.in(network.server()).echo().start(IpAddress.parse(address))) {
            Result result = handshake(network.client(), server.address(), "--send", "hello", "--via", via, "--brief");

            assertThat(result.status()).as(result.err()).isZero();
            assertThat(result.out()).contains("SYN-SENT", "ESTABLISHED", "FIN-WAIT-1", "TIME-WAIT", "closed by client");
            int port = server.address().port();
            trace.await(PATIENCE, step -> step.isOf(port) && step.arrow().equals("LAST_ACK -> CLOSE"));
            assertThat(trace.transitions(step -> step.isOf(port) && !step.from().equals(step.to())))
                    .extracting(Transition::to)
                    .containsExactly("LISTEN", "SYN_RECV", "ESTABLISHED", "CLOSE_WAIT", "LAST_ACK", "CLOSE");
            assertThat(server.received()).containsExactly("hello");
            assertNobodyReset(log, server);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void loopbackNeedsNothingElse(String address) throws Exception {
        try (var trace = KernelTrace.open(); var network = TestNetwork.veth();
                var log = SegmentLog.on(network.client(), "lo");
                var server = KernelServer.in(network.client()).start(IpAddress.parse(address))) {
            Result result = handshake(network.client(), server.address(), "--brief");

            assertThat(result.status()).as(result.err()).isZero();
            trace.await(PATIENCE, step -> step.isOf(server.address().port()) && step.to().equals("CLOSE"));
            assertNobodyReset(log, server);
        }
    }

    @ParameterizedTest
    @CsvSource({"-4, 127.0.0.1", "-6, ::1"})
    void withoutATargetAServerOfOurOwnAnswers(String option, String address) throws Exception {
        try (var network = TestNetwork.veth()) {
            Result result = network.client().call(() -> Result.of("handshake", option, "--brief"));

            assertThat(result.status()).as(result.err()).isZero();
            assertThat(result.err()).contains("a server of our own on", address);
            assertThat(result.out()).contains("len 5", "TIME-WAIT");
        }
    }

    @Test
    void ownAddressOfAnotherInterfaceIsReachedOverLoopback() throws Exception {
        try (var network = TestNetwork.veth();
                var server = KernelServer.in(network.client()).start(TestNetwork.CLIENT)) {
            Result result = handshake(network.client(), server.address(), "--brief");

            assertThat(result.status()).as(result.err()).isZero();
            assertThat(result.out()).contains("via lo");
        }
    }

    @Test
    void linkLocalTargetNamesItsInterface() throws Exception {
        try (var network = TestNetwork.veth();
                var server = KernelServer.in(network.server()).start(IpAddress.parse("::"))) {
            network.server().ip("addr add fe80::77/64 dev " + TestNetwork.LINK + " nodad");
            String target = "[fe80::77%" + TestNetwork.LINK + "]:" + server.address().port();
            Result result = network.client().call(() -> Result.of("handshake", target, "--brief"));

            assertThat(result.status()).as(result.err()).isZero();
            assertThat(result.out()).contains("fe80::77", "TIME-WAIT");
        }
    }

    @Test
    void theWholeExchangeIsWrittenAsANanosecondCapture(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("walk.pcap");
        try (var network = TestNetwork.veth();
                var server = KernelServer.in(network.server()).banner("x".repeat(5000)).start(TestNetwork.SERVER)) {
            Result result = handshake(network.client(), server.address(), "--read", "300ms", "--write", file.toString(),
                    "--format", "ndjson");

            assertThat(result.status()).as(result.err()).isZero();
            byte[] bytes = Files.readAllBytes(file);
            assertThat(bytes).startsWith(0x4d, 0x3c, 0xb2, 0xa1);
            assertThat(bytes.length).as("whole frames, the banner included").isGreaterThan(5000);
            assertThat(result.out().lines()).hasSize(1);
            assertThat(result.out()).contains("\"bytes\":5000", "\"outcome\":\"closed\"", "\"timeline\":[");

            Result again = handshake(network.client(), server.address(), "--write", file.toString());
            assertThat(again.status()).isEqualTo(ExitCode.USAGE.number());
            assertThat(again.err()).contains("exists already");
        }
    }

    @Test
    void optionsReachTheWire() throws Exception {
        try (var network = TestNetwork.veth(); var log = SegmentLog.on(network.server(), TestNetwork.LINK);
                var server = KernelServer.in(network.server()).start(TestNetwork.SERVER)) {
            Result result = handshake(network.client(), server.address(), "--isn", "0xfffffffe", "--source-port",
                    "40123", "--mss", "700", "--window", "5000", "--wscale", "off", "--no-sack", "--no-timestamps",
                    "--ecn", "--ttl", "3", "--send", "one", "--send", "two", "--close", "half", "--brief");

            assertThat(result.status()).as(result.err()).isZero();
            assertThat(server.received()).containsExactly("onetwo");
            Segment syn = log.await(Segment::isSyn);
            assertThat(syn.toString()).isEqualTo("SEW 4294967294:4294967294(0) win 5000 <mss 700>");
            assertThat(syn.sourcePort()).isEqualTo(40123);
        }
    }

    @Test
    void aLargeFileGoesThrough(@TempDir Path directory) throws Exception {
        byte[] content = new byte[3_000_000];
        Arrays.fill(content, (byte) 'a');
        Path file = Files.write(directory.resolve("data"), content);
        try (var network = TestNetwork.veth();
                var server = KernelServer.in(network.server()).start(TestNetwork.SERVER)) {
            Result result = handshake(network.client(), server.address(), "--send", "@" + file, "--format", "ndjson");

            assertThat(result.status()).as(result.err()).isZero();
            assertThat(server.received().get(0)).hasSize(content.length);
        }
    }

    @Test
    void severalWalksEndInASummary() throws Exception {
        try (var network = TestNetwork.veth();
                var server = KernelServer.in(network.server()).start(TestNetwork.SERVER)) {
            Result result = handshake(network.client(), server.address(), "--count", "3", "--interval", "10ms",
                    "--close", "rst", "--brief");

            assertThat(result.status()).as(result.err()).isZero();
            assertThat(result.out()).contains("3 walks, 3 SYNs sent, 3 answered (3 accepted, 0 refused), 0%")
                    .containsPattern("min/median/max: \\d+\\.\\d{3}/\\d+\\.\\d{3}/\\d+\\.\\d{3} ms");
        }
    }

    @Test
    void timeWaitSaysWhenItWouldEnd() throws Exception {
        try (var network = TestNetwork.veth();
                var server = KernelServer.in(network.server()).start(TestNetwork.SERVER)) {
            Result result = handshake(network.client(), server.address(), "--brief");

            assertThat(result.err()).contains("TIME-WAIT: 2 MSL (60 s, as on Linux)")
                    .containsPattern("end at \\d\\d:\\d\\d:\\d\\d");
        }
    }
}
