package tcpwalk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tcpwalk.testnet.KernelCounters;
import tcpwalk.testnet.KernelServer;
import tcpwalk.testnet.KernelSocket;
import tcpwalk.testnet.Namespace;
import tcpwalk.testnet.RootOnly;
import tcpwalk.testnet.SegmentLog;
import tcpwalk.testnet.TestNetwork;
import tcpwalk.walk.WalkLibrary;
import tcpwalk.wire.EndpointAddress;
import tcpwalk.wire.Segment;

/** The walk command: what it offers, other people's peers, scripts of one's own, and what is said of one not met. */
class WalkCommandTest {

    @TempDir
    private Path directory;

    private Path script(String... lines) throws Exception {
        return Files.write(directory.resolve("own.walk"), List.of(lines));
    }

    private static Result walk(Namespace namespace, String... words) throws Exception {
        List<String> all = new ArrayList<>(List.of("walk"));
        all.addAll(List.of(words));
        return namespace.call(() -> Result.of(all.toArray(new String[0])));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh"})
    void theListNamesEveryWalkWithALine(String language) {
        Result result = Result.of("walk", "--list", "--lang", language);
        assertThat(result.status()).isZero();
        List<String> lines = result.out().lines().toList();
        assertThat(lines).hasSizeGreaterThanOrEqualTo(WalkLibrary.names().size());
        for (String name : WalkLibrary.names()) {
            assertThat(lines).anyMatch(line -> line.matches(name + " +\\S.*")
                    && language.equals("zh") == line.matches(".*\\p{IsHan}.*"));
        }
    }

    @Test
    void theGrammarAndTheScriptsArePrinted() {
        assertThat(Result.of("walk", "--grammar").out()).isEqualTo(WalkLibrary.grammar());
        assertThat(Result.of("walk", "half-close", "--print").out()).isEqualTo(WalkLibrary.source("half-close"));
    }

    @Test
    void mistakesOnTheCommandLine() throws Exception {
        assertThat(Result.of("walk")).satisfies(result -> {
            assertThat(result.status()).isEqualTo(ExitCode.USAGE.number());
            assertThat(result.err()).contains("which walk?", "--list");
        });
        assertThat(Result.of("walk", "half-colse").err()).contains("there is no walk 'half-colse'", "--list");
        assertThat(Result.of("walk", directory.toString())).satisfies(result -> {
            assertThat(result.status()).isEqualTo(ExitCode.UNREADABLE.number());
            assertThat(result.err()).contains("is no walk script");
        });
        assertThat(Result.of("walk", "teardown", "--watch").err()).contains("--watch belongs to the walk keep-alive");
        assertThat(Result.of("walk", "simultaneous-open", "192.0.2.1:80").err()).contains("the peer opens");
        Result wrong = Result.of("walk", script("> S", "< S. akc 1").toString());
        assertThat(wrong.status()).isEqualTo(ExitCode.USAGE.number());
        assertThat(wrong.err()).contains("own.walk:2:6: expected as, within", "not 'akc'\n  < S. akc 1\n       ^\n");
    }

    /** These belong to an endpoint that judges for itself; here they would be taken and change nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"--ecn", "--retries=5"})
    void whatTheScriptSaysIsNoOption(String option) {
        Result result = Result.of("walk", "handshake", option);
        assertThat(result.status()).isEqualTo(ExitCode.USAGE.number());
        assertThat(result.err()).contains("Unknown option: '" + option + "'", "tcpwalk walk --help");
    }

    @Test
    @RootOnly
    void aScriptOfOnesOwnIsPlayedAgainstAnybody() throws Exception {
        Path own = script("title: Mine", "> S <mss 700> as syn", "< S. ack 1 as answer", "> .", "> P. (5)", "< . ack 6",
                "< P. 1:6(5) ack 6 as echo", "> . ", "= ESTABLISHED / ESTABLISHED", "-- mine alone",
                "> F.", "<? . ack 7", "< F. ack 7", "> .", "learnt: {echo.length} bytes came back from {walk.peer}.");
        try (var network = TestNetwork.veth();
                var server = KernelServer.in(network.server()).echo().start(TestNetwork.SERVER)) {
            Result result = walk(network.client(), own.toString(), server.address().toString());
            assertThat(result.status()).as(result.err()).isZero();
            assertThat(result.out()).startsWith("Mine\n").contains("mss 700", "mine alone",
                    "• 5 bytes came back from " + server.address() + ".", "Every expectation was met.");
            assertThat(server.received()).containsExactly("abcde");
        }
    }

    @Test
    @RootOnly
    void whatCameInsteadIsSaidAndThePeerIsReset() throws Exception {
        Path own = script("> S", "< S. ack 1", "> .", "> P. (5)", "< . ack 7 within 300ms");
        try (var network = TestNetwork.veth(); var log = SegmentLog.on(network.server(), TestNetwork.LINK);
                var server = KernelServer.in(network.server()).start(TestNetwork.SERVER)) {
            Result result = walk(network.client(), own.toString(), server.address().toString(), "--brief");
            assertThat(result.status()).isEqualTo(ExitCode.REFUSED.number());
            assertThat(result.err()).contains("own.walk:5: < . ack 7 within 300ms",
                    "Expected '. ack 7'; nothing came within 300 ms.");
            assertThat(result.out()).doesNotContain("Every expectation");
            assertThat(log.await(Segment::isRst).source().address()).isEqualTo(TestNetwork.CLIENT);
        }
    }

    @Test
    @RootOnly
    void aRefusalIsWhatCameInstead() throws Exception {
        try (var network = TestNetwork.veth()) {
            Result result = walk(network.client(), "handshake", TestNetwork.SERVER + ":9", "--brief");
            assertThat(result.status()).isEqualTo(ExitCode.REFUSED.number());
            assertThat(result.err()).contains("handshake:12: < S. seq 0 ack 1",
                    "Expected 'S. seq 0 ack 1'; 'R. 0:0(0) ack 1 win 0' came instead.");
        }
    }

    @Test
    @RootOnly
    void silenceIsAnExitCodeOfItsOwn() throws Exception {
        Path own = script("> S", "< S. within 200ms");
        try (var network = TestNetwork.veth()) {
            network.server().nftables("table inet t {\nchain c {\ntype filter hook input priority 0\n"
                    + "tcp dport 9 drop\n}\n}\n");
            Result result = walk(network.client(), own.toString(), TestNetwork.SERVER + ":9", "--brief");
            assertThat(result.status()).isEqualTo(ExitCode.NO_ANSWER.number());
            assertThat(result.err()).contains("nothing came within 200 ms");
        }
    }

    /** On a server whose kernel was told to hurry, as its owner would. */
    @Test
    @RootOnly
    void halfOpenAgainstAServerThatRepeatsTwice() throws Exception {
        try (var network = TestNetwork.veth();
                var server = KernelServer.in(network.server()).start(TestNetwork.SERVER)) {
            network.server().sysctl("net.ipv4.tcp_synack_retries", "2");
            Result result = walk(network.client(), "half-open", server.address().toString(), "--brief");
            assertThat(result.status()).as(result.err()).isZero();
            assertThat(result.err()).contains("here the script has the peer 'syn-retries 2'");
            assertThat(result.out()).containsPattern("came again 2 times.* 3(\\.\\d)? s after");
            assertThat(KernelCounters.of(network.server()).get("TCPSynRetrans")).isEqualTo(2);
        }
    }

    @Test
    @RootOnly
    void deadPeerAgainstAServerWhoseKernelKeepsAlive() throws Exception {
        try (var network = TestNetwork.veth();
                var listener = KernelSocket.in(network.server(), 4).keepAlive(1, 3)) {
            EndpointAddress address = new EndpointAddress(TestNetwork.SERVER, 7001);
            listener.bind(address).listen();
            Result result = walk(network.client(), "dead-peer", address.toString(), "--brief");
            assertThat(result.status()).as(result.err()).isZero();
            KernelCounters counters = KernelCounters.of(network.server());
            assertThat(counters.get("TCPKeepAlive")).isEqualTo(3);
            assertThat(counters.get("TCPAbortOnTimeout")).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @RootOnly
    @CsvSource({"handshake", "out-of-window", "keep-alive", "reset"})
    void overIpv6(String name) throws Exception {
        try (var network = TestNetwork.veth()) {
            Path own = script(WalkLibrary.source(name).replaceAll("(?m)^wait 1s$", "wait 600ms").split("\n"));
            Result result = walk(network.client(), own.toString(), "-6", "--brief");
            assertThat(result.status()).as(result.err()).isZero();
            assertThat(result.out()).contains("[::1]:");
        }
    }

    @Test
    @RootOnly
    void theFramesAreWrittenAndAnalyzeReadsTheSameStory() throws Exception {
        Path file = directory.resolve("walk.pcap");
        try (var network = TestNetwork.veth()) {
            Result result = walk(network.client(), "simultaneous-close", "--write", file.toString(),
                    "--format", "ndjson");
            assertThat(result.status()).as(result.err()).isZero();
            assertThat(result.out().lines()).hasSize(1);
            assertThat(result.out()).contains("\"schema\":\"tcpwalk.connection/1\"", "\"simultaneous-close\"",
                    "\"path\":[\"CLOSED\",\"SYN-SENT\",\"ESTABLISHED\",\"FIN-WAIT-1\",\"CLOSING\",\"TIME-WAIT\"]");
            assertThat(Result.of("analyze", file.toString()).out()).contains("simultaneous-close");
        }
    }

    @Test
    @RootOnly
    void aSignalResetsThePeerAndPrintsWhatWasSeen() throws Exception {
        Path own = script("> S", "< S. ack 1", "> .", "wait 1m");
        try (var network = TestNetwork.veth(); var log = SegmentLog.on(network.server(), TestNetwork.LINK);
                var server = KernelServer.in(network.server()).start(TestNetwork.SERVER)) {
            Process process = network.client().process(System.getProperty("java.home") + "/bin/java", "-cp",
                    System.getProperty("java.class.path"), "tcpwalk.cli.Main", "walk", own.toString(),
                    server.address().toString(), "--brief").redirectError(ProcessBuilder.Redirect.DISCARD).start();
            StringBuilder out = new StringBuilder();
            try (BufferedReader lines = process.inputReader()) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    out.append(line).append('\n');
                    if (line.contains("[ACK]")) {
                        process.toHandle().destroy();
                    }
                }
            }
            Segment ack = log.await(segment -> segment.isAck() && !segment.isSyn());
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();

            assertThat(log.await(Segment::isRst).seq()).as("acceptable at once").isEqualTo(ack.seq());
            assertThat(out.toString()).contains("[RST,ACK]", "reset by client").doesNotContain("Every expectation");
        }
    }

    @Test
    @RootOnly
    void twoConnectionsAreTwoObjects() throws Exception {
        try (var network = TestNetwork.veth()) {
            Result result = walk(network.client(), "old-duplicate", "--format", "ndjson");
            assertThat(result.status()).as(result.err()).isZero();
            assertThat(result.out().lines()).hasSize(2).allSatisfy(line -> assertThat(line).startsWith("{\"schema\""));
        }
    }

    @Test
    @RootOnly
    void inChinese() throws Exception {
        try (var network = TestNetwork.veth()) {
            Result result = walk(network.client(), script(WalkLibrary.source("refused").split("\n")).toString(),
                    "--lang", "zh");
            assertThat(result.status()).as(result.err()).isZero();
            assertThat(result.out()).contains("拒绝连接：没有监听者", "这次运行说明了什么", "每一项预期都已实现。");
        }
    }

    @Test
    @RootOnly
    void withoutPrivilege() throws Exception {
        try (var network = TestNetwork.veth()) {
            Result result = network.client().callUnprivileged(() -> Result.of("walk", "refused"));
            assertThat(result.status()).isEqualTo(ExitCode.ENVIRONMENT.number());
            assertThat(result.err()).contains("sudo").doesNotContain("\tat ");
        }
    }
}
