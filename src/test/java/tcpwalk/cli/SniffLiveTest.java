package tcpwalk.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tcpwalk.testnet.KernelSocket;
import tcpwalk.testnet.RootOnly;
import tcpwalk.testnet.TestNetwork;
import tcpwalk.wire.EndpointAddress;
import tcpwalk.wire.IpAddress;

/** {@code sniff} on the traffic of real kernels. */
@RootOnly
@Timeout(60)
class SniffLiveTest {

    private static final int MARK_PORT = 4747;
    private static final String FILTER = "tcp or udp port " + MARK_PORT;

    @TempDir
    private Path directory;
    @AutoClose
    private final TwoHosts hosts = new TwoHosts();

    @Test
    void eachEventIsALineAsItHappens() throws Exception {
        try (var sniff = LiveSniff.start(hosts.client(), "--iface", "veth0")) {
            KernelSocket client = hosts.open();
            sniff.out().await(line -> line.matches("\\S+  10.99.0.1:\\d+ → 10.99.0.2:8080 +opened +SYN-SENT +LISTEN +"
                    + "SYN from client"));
            sniff.out().await(line -> line.matches(".* established +ESTABLISHED +ESTABLISHED\\? +ACK from client.*"));
            KernelSocket server = hosts.accept();
            client.shutdownOutput();
            sniff.out().await(line -> line.matches(".* half-closed +FIN-WAIT-1 +CLOSE-WAIT\\? +FIN from client.*"));
            server.close();
            sniff.out().await(line -> line.matches(".* closed +TIME-WAIT +CLOSED\\? +.*closed by client.*"));
            client.close();
            hosts.abort();
            sniff.out().await(line -> line.matches(".* reset +CLOSED +CLOSED\\? +RST from client: .* aborted.*"));
            hosts.refuse();
            sniff.out().await(line -> line.matches(".*:8081 +refused .*RST from server: nothing listens on the port"));

            assertThat(sniff.stop()).isZero();
            assertThat(sniff.err().all()).anyMatch(line -> line.contains("3 connections: 1 closed, 1 reset, 1 refused"))
                    .anyMatch(line -> line.matches("tcpwalk: veth0: \\d+ packets passed the filter, none lost"));
        }
    }

    /** What the README shows, but for times and ports, and for where a narrow terminal breaks lines. */
    @Test
    void theReadmeShowsWhatIsPrinted() throws Exception {
        String readme = Files.readString(Path.of("README.md"));
        int at = readme.indexOf("$ sudo scripts/tcpwalk sniff --iface eth0\n");
        String sample = readme.substring(readme.indexOf('\n', at) + 1, readme.indexOf("\n```", at));
        try (var sniff = LiveSniff.start(hosts.client(), "--iface", "veth0")) {
            hosts.converse();
            sniff.out().await(" closed ");
            hosts.refuse();
            sniff.out().await(" refused ");
            sniff.stop();

            assertThat(masked(String.join("\n", sniff.out().all()))).isEqualTo(masked(sample));
        }
    }

    private static String masked(String text) {
        return text.replaceAll("\n {14}", " ").replaceAll(" +", " ").replaceAll("[\\d.]+ ([mµn]?s)\\b", "TIME")
                .replaceAll("\\d+:\\d+:\\d+\\.\\d+", "CLOCK").replaceAll("10.99.0.1:\\d+", "10.99.0.1:PORT");
    }

    @Test
    void whatIsSeenIsWhatAnalyzeFindsInTheFile() throws Exception {
        Path file = directory.resolve("seen.pcap");
        try (var sniff = LiveSniff.start(hosts.client(), "--iface", "10.99.0.1", "--format", "ndjson", "--timeline",
                "--write", file.toString(), FILTER)) {
            hosts.converse();
            hosts.abort();
            hosts.refuse();
            try (KernelSocket open = hosts.open(); KernelSocket accepted = hosts.accept()) {
                accepted.send(3000);
                open.receive(3000);
                assertThat(sniff.stop()).isZero();
            }
            List<String> seen = sniff.out().all().stream().map(line -> line.replace("\"interface\":\"veth0\"",
                    "\"interface\":null")).sorted(Comparator.comparing(SniffLiveTest::id)).toList();
            List<String> analyzed = Result.of("analyze", "--format", "ndjson", "--timeline", file.toString()).out()
                    .lines().toList();

            assertThat(seen).hasSize(4).isEqualTo(analyzed);
            assertThat(seen.get(0)).contains("\"outcome\":\"closed\"", "\"timeline\":[{\"frame\":1,");
        }
    }

    private static int id(String line) {
        return Integer.parseInt(line.replaceFirst(".*?\"id\":(\\d+),.*", "$1"));
    }

    @Test
    void asManyPacketsAsTcpdumpCounts() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/tcpdump")), "SKIPPED: needs tcpdump");
        Path file = directory.resolve("seen.pcap");
        // Without a short snap length, its buffer has room for a handful of packets only, and it loses some.
        Process tcpdump = hosts.client().process("tcpdump", "-i", "veth0", "-n", "-l", "--immediate-mode", "-s", "256",
                "-B", "16384", FILTER).start();
        try (var says = new BufferedReader(new InputStreamReader(tcpdump.getErrorStream()));
                var prints = new BufferedReader(new InputStreamReader(tcpdump.getInputStream()));
                var sniff = LiveSniff.start(hosts.client(), "--iface", "veth0", "--write", file.toString(), FILTER)) {
            while (!says.readLine().startsWith("listening on")) {
                continue;
            }
            for (int i = 0; i < 20; i++) {
                hosts.converse();
            }
            mark();
            int printed = 1;
            while (!prints.readLine().contains("." + MARK_PORT + ": UDP")) {
                printed++;
            }
            assertThat(sniff.stop()).isZero();

            assertThat(sniff.err().await("passed the filter")).contains("veth0: " + printed + " packets passed");
            assertThat(sniff.err().await("connections: 20 closed")).contains("tcpwalk: " + printed + " packets in");
            assertThat(Result.of("analyze", file.toString()).out()).startsWith(printed + " packets");
        } finally {
            tcpdump.destroy();
            assertThat(tcpdump.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    private void mark() throws Exception {
        hosts.client().call(() -> {
            try (var socket = new DatagramSocket()) {
                socket.send(new DatagramPacket(new byte[1], 1, TestNetwork.SERVER.toInetAddress(), MARK_PORT));
            }
            return null;
        });
    }

    @Test
    void timelinesComeWhenConnectionsHaveSettled() throws Exception {
        try (var sniff = LiveSniff.start(hosts.client(), "--iface", "veth0", "--timeline", "--brief")) {
            hosts.converse();
            sniff.out().await(line -> line.matches("10.99.0.1:\\d+ → 10.99.0.2:8080 via veth0 .*closed by client.*"));
            sniff.out().await("──[SYN] seq 0");
            hosts.open().close();

            assertThat(sniff.stop()).isZero();
            assertThat(sniff.out().all().stream().filter(line -> line.contains(" via veth0"))).hasSize(2);
        }
    }

    @Test
    void anInterfaceThatGoesAwayEndsTheRun() throws Exception {
        try (var sniff = LiveSniff.start(hosts.client(), "--iface", "veth0")) {
            hosts.client().ip("link del veth0");

            assertThat(sniff.end()).isEqualTo(ExitCode.ENVIRONMENT.number());
            assertThat(sniff.err().all()).anyMatch(line -> line.startsWith("tcpwalk: veth0: capture ended: "))
                    .anyMatch(line -> line.contains(" connections"));
        }
    }

    @Test
    void anInterfaceThatComesBackIsListenedOnAgain() throws Exception {
        try (var sniff = LiveSniff.start(hosts.client(), "--iface", "veth0", "--retry", "tcp")) {
            hosts.converse();
            sniff.out().await(" closed ");
            hosts.client().ip("link set veth0 down");
            sniff.err().await("; waiting for it");
            hosts.client().ip("link set veth0 up");
            sniff.err().await("veth0 is there: capturing");
            hosts.abort();
            sniff.out().await(" reset ");

            assertThat(sniff.stop()).isZero();
            assertThat(sniff.err().await("passed the filter")).doesNotContain("veth0: 0 packets");
        }
    }

    @Test
    void anInterfaceThatIsNotYetThereIsWaitedFor() throws Exception {
        try (var sniff = LiveSniff.start(hosts.client(), "--iface", "later0", "--retry")) {
            assertThat(sniff.err().await("waiting for it")).contains("later0 does not exist");
            hosts.client().ip("link add later0 type veth peer later1", "link set later1 up", "link set later0 up");
            sniff.err().await("later0 is there: capturing");

            assertThat(sniff.stop()).isZero();
        }
    }

    @Test
    void aFullDiskEndsTheWritingAndNotTheSniffing() throws Exception {
        Path small = Files.createDirectory(directory.resolve("small"));
        run("mount", "-t", "tmpfs", "-o", "size=64k", "tcpwalk-test", small.toString());
        try (var sniff = LiveSniff.start(hosts.client(), "--iface", "veth0", "--snaplen", "0", "--write",
                small.resolve("seen.pcap").toString())) {
            try (KernelSocket client = hosts.open(); KernelSocket server = hosts.accept()) {
                client.send(200_000);
                server.receive(200_000);
            }
            assertThat(sniff.err().await("no longer writing")).contains("No space left on device; the capture goes on");
            hosts.abort();
            sniff.out().await(" reset ");

            assertThat(sniff.stop()).isEqualTo(ExitCode.ENVIRONMENT.number());
        } finally {
            run("umount", small.toString());
        }
    }

    private static void run(String... words) throws Exception {
        assertThat(new ProcessBuilder(words).inheritIO().start().waitFor()).isZero();
    }

    @Test
    void whatIsLostIsSaidAtOnceAndFindingsOfThatTimeAreDoubtful() throws Exception {
        try (var sniff = LiveSniff.start(hosts.client(), "--iface", "veth0", "--buffer", "64k", "--payload",
                "--fail-on", "acked-unseen-segment,no-answer")) {
            try (KernelSocket client = hosts.open(); KernelSocket server = hosts.accept()) {
                sniff.out().block();
                for (int i = 0; i < 8000; i++) {
                    client.send(1);
                    server.receive(1);
                }
                sniff.out().unblock();
                assertThat(sniff.err().await(" packets lost (")).startsWith("tcpwalk: veth0: ")
                        .contains(" dropped by the kernel").endsWith("missing may be this capture's own gap");
                // The kernel's buffer may still be full: what comes when it no longer is shows the gap.
                while (!sniff.out().has("doubtful, since this capture lost packets")) {
                    client.send(1);
                    server.receive(1);
                }
            }

            assertThat(sniff.stop()).isZero();
            assertThat(sniff.err().all()).anyMatch(line -> line.contains("are marked doubtful"));
        }
    }

    @Test
    void payloadIsShownOnlyWhenAskedForAndEscaped() throws Exception {
        try (var sniff = LiveSniff.start(hosts.client(), "--iface", "veth0", "--payload")) {
            hosts.converse();
            assertThat(sniff.out().await("→ data")).endsWith("→ data       5 B \"\\x00\\x00\\x00\\x00\\x00\"");
            assertThat(sniff.out().await("← data")).contains("7 B");
        }
        try (var sniff = LiveSniff.start(hosts.client(), "--iface", "veth0")) {
            hosts.converse();
            sniff.out().await(" closed ");
            assertThat(sniff.out().all()).noneMatch(line -> line.contains("data "));
        }
    }

    @Test
    void aFindingAskedForFailsTheRun() throws Exception {
        try (var sniff = LiveSniff.start(hosts.client(), "--iface", "veth0", "--fail-on", "refused", "--outcome",
                "refused")) {
            hosts.converse();
            hosts.refuse();
            sniff.out().await(" refused ");

            assertThat(sniff.stop()).isEqualTo(ExitCode.FINDING.number());
            assertThat(sniff.out().all()).hasSize(1);
        }
    }

    @Test
    void itEndsAfterSoManyPackets() throws Exception {
        try (var sniff = LiveSniff.start(hosts.client(), "--iface", "veth0", "--count", "3", "tcp")) {
            hosts.converse();

            assertThat(sniff.end()).isZero();
            assertThat(sniff.err().all()).anyMatch(line -> line.contains("tcpwalk: 3 packets in"));
        }
    }

    @Test
    void severalInterfacesAreTakenTogether() throws Exception {
        try (var sniff = LiveSniff.start(hosts.client(), "--iface", "veth0,lo", "tcp")) {
            hosts.converse();
            hosts.socket().connect(new EndpointAddress(IpAddress.parse("127.0.0.1"), 9));
            sniff.out().await("127.0.0.1:9 ");
            sniff.out().await(" closed ");

            assertThat(sniff.stop()).isZero();
            assertThat(sniff.err().all()).anyMatch(line -> line.startsWith("tcpwalk: lo: 4 packets passed"));
        }
    }

    @Test
    void withoutARouteTheCandidatesAreNamed() throws Exception {
        try (var sniff = LiveSniff.begin(hosts.client())) {
            assertThat(sniff.end()).isEqualTo(ExitCode.ENVIRONMENT.number());
            assertThat(sniff.err().all()).singleElement().asString()
                    .startsWith("tcpwalk: there is no default route: say where to listen with --iface, one of ")
                    .endsWith(", any");
        }
        hosts.client().ip("route add default via 10.99.0.2");
        try (var sniff = LiveSniff.start(hosts.client())) {
            assertThat(sniff.err().all().get(0)).startsWith("tcpwalk: no --iface given: listening on veth0, ");
        }
    }

    @Test
    void wrongWordsAreAnswered() throws Exception {
        try (var sniff = LiveSniff.begin(hosts.client(), "--iface", "veth0", "tcp prot 80")) {
            assertThat(sniff.end()).isEqualTo(ExitCode.USAGE.number());
        }
        try (var sniff = LiveSniff.begin(hosts.client(), "--iface", "nowhere")) {
            assertThat(sniff.end()).isEqualTo(ExitCode.ENVIRONMENT.number());
            assertThat(sniff.err().all()).singleElement().asString().contains("nowhere does not exist");
        }
        for (String option : new String[] {"--keep=3", "--buffer=63k", "--payload --timeline"}) {
            String[] words = ("--iface veth0 " + option).split(" ");
            try (var sniff = LiveSniff.begin(hosts.client(), words)) {
                assertThat(sniff.end()).as(option).isEqualTo(ExitCode.USAGE.number());
            }
        }
    }
}
