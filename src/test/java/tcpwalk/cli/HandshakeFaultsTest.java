package tcpwalk.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static tcpwalk.cli.HandshakeLiveTest.handshake;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tcpwalk.craft.link.Injector;
import tcpwalk.craft.link.PacketEncoder;
import tcpwalk.craft.link.RouteLookup;
import tcpwalk.craft.link.Via;
import tcpwalk.testnet.KernelServer;
import tcpwalk.testnet.RootOnly;
import tcpwalk.testnet.SegmentLog;
import tcpwalk.testnet.Signal;
import tcpwalk.testnet.TestNetwork;
import tcpwalk.wire.EndpointAddress;
import tcpwalk.wire.IpAddress;
import tcpwalk.wire.Segment;
import tcpwalk.wire.TcpFlags;

/** Everything that can go wrong, each with its own message and exit code. */
@RootOnly
class HandshakeFaultsTest {

    private static final EndpointAddress CLOSED_PORT = new EndpointAddress(TestNetwork.SERVER, 9);
    private static final EndpointAddress CLOSED_PORT_6 = new EndpointAddress(TestNetwork.SERVER_6, 9);

    private static void expect(Result result, ExitCode code, String... phrases) {
        assertThat(result.status()).as("%s%n%s", result.err(), result.out()).isEqualTo(code.number());
        assertThat(result.err()).contains(phrases).doesNotContain("\tat ");
    }

    private static String onInput(String family, String rule) {
        return "table " + family + " t {\nchain c {\ntype filter hook input priority 0\n" + rule + "\n}\n}\n";
    }

    @Test
    void refusedPort() throws Exception {
        try (var network = TestNetwork.veth()) {
            Result result = handshake(network.client(), CLOSED_PORT, "--brief");
            expect(result, ExitCode.REFUSED, "10.99.0.2:9 refused the connection", "nothing listens on port 9");
            assertThat(result.out()).contains("[RST,ACK]", "CLOSED");
        }
    }

    @Test
    void filteredPort() throws Exception {
        try (var network = TestNetwork.veth()) {
            network.server().nftables(onInput("inet", "tcp dport 9 drop"));
            Result result = handshake(network.client(), CLOSED_PORT, "--retries", "1", "--brief");
            expect(result, ExitCode.NO_ANSWER, "did not answer", "2 SYNs at 0.0, 1.0 s", "firewall");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "icmp type host-unreachable, host unreachable",
        "icmp type admin-prohibited, administratively prohibited",
        "icmp type port-unreachable, port unreachable"})
    void icmpErrors(String reject, String meaning) throws Exception {
        try (var network = TestNetwork.veth()) {
            network.server().nftables(onInput("ip", "tcp dport 9 reject with " + reject));
            Result result = handshake(network.client(), CLOSED_PORT, "--brief");
            expect(result, ExitCode.NO_ANSWER, "cannot be reached", "10.99.0.2 reports", meaning);
            assertThat(result.out()).contains("ICMP from 10.99.0.2").contains(meaning.split(" "));
        }
    }

    @Test
    void icmpErrorsOverIpv6() throws Exception {
        try (var network = TestNetwork.veth()) {
            network.server().nftables(onInput("ip6", "tcp dport 9 reject with icmpv6 type admin-prohibited"));
            Result result = handshake(network.client(), CLOSED_PORT_6, "--brief");
            expect(result, ExitCode.NO_ANSWER, "fd99::2 reports", "administratively prohibited");
        }
    }

    @Test
    void resetAfterTheHandshake() throws Exception {
        try (var network = TestNetwork.veth(); var server = KernelServer.in(network.server())
                .closing(KernelServer.Closing.RESET).start(TestNetwork.SERVER)) {
            Result result = handshake(network.client(), server.address(), "--read", "5s", "--brief");
            expect(result, ExitCode.REFUSED, "reset the connection in ESTABLISHED", "RFC 5961", "Likely reason");
        }
    }

    @Test
    void peerThatNeverCloses() throws Exception {
        try (var network = TestNetwork.veth(); var log = SegmentLog.on(network.server(), TestNetwork.LINK);
                var server = KernelServer.in(network.server()).closing(KernelServer.Closing.NEVER)
                        .start(TestNetwork.SERVER)) {
            Result result = handshake(network.client(), server.address(), "--timeout", "500ms", "--brief");
            expect(result, ExitCode.NO_ANSWER, "did not close within 0.5 s", "half open");
            log.await(Segment::isRst);
        }
    }

    @Test
    void neighbourThatIsNotThere() throws Exception {
        try (var network = TestNetwork.veth()) {
            EndpointAddress nobody = new EndpointAddress(IpAddress.parse("10.99.0.77"), 80);
            expect(handshake(network.client(), nobody), ExitCode.NO_ANSWER, "10.99.0.77");
        }
    }

    @Test
    void noRoute() throws Exception {
        try (var network = TestNetwork.veth()) {
            EndpointAddress elsewhere = new EndpointAddress(IpAddress.parse("192.0.2.1"), 80);
            expect(handshake(network.client(), elsewhere), ExitCode.ENVIRONMENT, "no route", "192.0.2.1", "ip route");
        }
    }

    @Test
    void unknownInterfaceAndOneThatIsDown() throws Exception {
        try (var network = TestNetwork.veth()) {
            expect(handshake(network.client(), CLOSED_PORT, "--iface", "eth99"), ExitCode.ENVIRONMENT, "eth99");
            network.client().ip("link set " + TestNetwork.LINK + " down");
            expect(handshake(network.client(), CLOSED_PORT, "--iface", TestNetwork.LINK), ExitCode.ENVIRONMENT,
                    TestNetwork.LINK + " is down");
        }
    }

    @Test
    void sourcePortInUse() throws Exception {
        try (var network = TestNetwork.veth();
                var other = KernelServer.in(network.client()).start(TestNetwork.CLIENT)) {
            expect(handshake(network.client(), CLOSED_PORT, "--source-port", "" + other.address().port()),
                    ExitCode.ENVIRONMENT, "source port " + other.address().port() + " is in use", "--source-port");
        }
    }

    @Test
    void foreignSourceAddress() throws Exception {
        try (var network = TestNetwork.veth()) {
            expect(handshake(network.client(), CLOSED_PORT, "--source", "10.99.0.99"), ExitCode.ENVIRONMENT,
                    "10.99.0.99 is not an address of this machine");
        }
    }

    @Test
    void withoutPrivilege() throws Exception {
        try (var network = TestNetwork.veth()) {
            Result result = network.client().callUnprivileged(() -> Result.of("handshake", CLOSED_PORT.toString()));
            expect(result, ExitCode.ENVIRONMENT, "sudo");
        }
    }

    @Test
    void resetByThisHost() throws Exception {
        try (var network = TestNetwork.veth(); var server = KernelServer.in(network.server()).start(TestNetwork.SERVER);
                var log = SegmentLog.on(network.client(), TestNetwork.LINK)) {
            // Another process that injects a reset in our name, as soon as it sees our third segment.
            var injecting = network.client().start("injector", () -> {
                Segment ack = log.await(segment -> segment.isAck() && !segment.isSyn());
                Segment reset = new Segment().between(ack.source(), ack.destination()).seq(ack.seq())
                        .flags(TcpFlags.RST);
                var packet = ByteBuffer.allocate(100);
                PacketEncoder.encode(reset, packet);
                var route = RouteLookup.to(TestNetwork.SERVER).find();
                try (var injector = Injector.open(route, Via.RAW)) {
                    injector.send(packet.flip());
                }
                return null;
            });
            Result result = handshake(network.client(), server.address(), "--read", "5s", "--brief");
            injecting.get(10, TimeUnit.SECONDS);
            expect(result, ExitCode.ENVIRONMENT, "This host itself reset the connection", "was not sent by tcpwalk");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM"})
    void signalResetsThePeerAndPrintsWhatWasSeen(String signal) throws Exception {
        try (var network = TestNetwork.veth(); var log = SegmentLog.on(network.server(), TestNetwork.LINK);
                var server = KernelServer.in(network.server()).start(TestNetwork.SERVER)) {
            // Whoever runs tests in the background has them ignore INT, and what they start as well.
            Process process = network.client().process("env", "--default-signal=INT,TERM", java(), "-cp",
                    System.getProperty("java.class.path"), "tcpwalk.cli.Main", "handshake",
                    server.address().toString(), "--read", "1m", "--brief")
                    .redirectError(ProcessBuilder.Redirect.DISCARD).start();
            Segment ack = log.await(segment -> segment.isAck() && !segment.isSyn());
            Signal.send(signal, process.toHandle());
            String out = new String(process.getInputStream().readAllBytes());
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();

            Segment reset = log.await(Segment::isRst);
            assertThat(reset.source()).isEqualTo(ack.source());
            assertThat(reset.seq()).as("acceptable at once").isEqualTo(ack.seq());
            assertThat(out).contains("SYN-SENT", "[RST,ACK]", "reset by client");
        }
    }

    private static String java() {
        return System.getProperty("java.home") + "/bin/java";
    }

    @Test
    void killLeavesNothingOnThisMachine() throws Exception {
        try (var network = TestNetwork.veth(); var log = SegmentLog.on(network.server(), TestNetwork.LINK);
                var server = KernelServer.in(network.server()).start(TestNetwork.SERVER)) {
            Process process = network.client().process(java(), "-cp", System.getProperty("java.class.path"),
                    "tcpwalk.cli.Main", "handshake", server.address().toString(), "--read", "1m", "--source-port",
                    "40555").redirectError(ProcessBuilder.Redirect.DISCARD).start();
            log.await(segment -> segment.isAck() && !segment.isSyn());
            process.destroyForcibly().waitFor();
            Result result = handshake(network.client(), server.address(), "--source-port", "40555", "--close", "rst",
                    "--timeout", "3s", "--brief");
            assertThat(result.err()).as("the port is free again").doesNotContain("in use");
        }
    }

    @Test
    void mistakesOnTheCommandLine() {
        List<List<String>> mistakes = List.of(
                List.of("handshake", "example.net"), List.of("handshake", "fd99::2:22"),
                List.of("handshake", "10.0.0.1:70000"), List.of("handshake", "10.0.0.1:80", "--ttl", "0"),
                List.of("handshake", "10.0.0.1:80", "--window", "70000", "--wscale", "off"),
                List.of("handshake", "10.0.0.1:80", "--isn", "4294967296"),
                List.of("handshake", "10.0.0.1:80", "--close", "softly"),
                List.of("handshake", "10.0.0.1:80", "--read", "soon"),
                List.of("handshake", "10.0.0.1:80", "-4", "-6"), List.of("handshake", "10.0.0.1:80", "--count", "0"));
        for (List<String> words : mistakes) {
            expect(Result.of(words.toArray(new String[0])), ExitCode.USAGE, "tcpwalk: ");
        }
        expect(Result.of("handshake", "fd99::2:22"), ExitCode.USAGE, "brackets");
        expect(Result.of("handshake", "example.net"), ExitCode.USAGE, "which port");
    }

    @Test
    void nameThatDoesNotResolve() {
        expect(Result.of("handshake", "no-such-host.invalid:80"), ExitCode.ENVIRONMENT, "does not resolve");
    }

    @Test
    void fileToSendThatIsNotThere() {
        expect(Result.of("handshake", "127.0.0.1:9", "--send", "@/no/such/file"), ExitCode.UNREADABLE, "no such file");
    }
}
