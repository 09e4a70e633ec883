package tcpwalk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tcpwalk.testnet.KernelSocket;
import tcpwalk.testnet.RootOnly;

/** {@code sniff --kernel} on real sockets. */
@RootOnly
@Timeout(60)
class SniffKernelTest {

    @AutoClose
    private final TwoHosts hosts = new TwoHosts();

    @Test
    void theKernelsWordStandsAmongTheEvents() throws Exception {
        try (var sniff = LiveSniff.start(hosts.client(), "--iface", "veth0", "--kernel")) {
            hosts.converse();
            sniff.out().await(line -> line.matches(".* closed +TIME-WAIT +CLOSED\\? .*"));
            sniff.out().await(line -> line.matches("\\S+  10.99.0.1:\\d+ → 10.99.0.2:8080 +kernel +TIME-WAIT +CLOSED +"
                    + "\\d+ states as the wire shows: .*LAST-ACK, CLOSED \\(\\S+\\[\\d+\\]\\)"));
            assertThat(sniff.stop()).isZero();
            assertThat(sniff.err().all()).contains(
                    "tcpwalk: kernel: 10 transitions of 2 ends compared: 10 agreed, 0 diverged");
        }
    }

    @Test
    void aDivergenceIsALineOfItsOwn() throws Exception {
        try (var sniff = LiveSniff.start(hosts.client(), "--iface", "veth0", "--kernel");
                KernelSocket client = hosts.connect(hosts.socket().receiveBuffer(4096))) {
            KernelSocket server = hosts.accept();
            server.send(50_000);
            server.close();
            sniff.out().await(line -> line.matches(".* kernel +- +FIN-WAIT-1 +server \\(\\S+\\[\\d+\\]\\): the kernel"
                    + " is in FIN-WAIT-1; the wire cannot show it yet: it has been told to close, and its FIN waits"
                    + " behind data"));
            client.receiveAll();
            sniff.out().await("the wire and the kernel agree again, after");
            assertThat(sniff.stop()).isZero();
        }
    }

    @Test
    void theKernelsWordIsInTheObjectOfAnEndedConnection() throws Exception {
        try (var sniff = LiveSniff.start(hosts.client(), "--iface", "veth0", "--kernel", "--format", "ndjson")) {
            hosts.converse();
            String object = sniff.out().await("\"outcome\":\"closed\"");
            assertThat(object).containsPattern("\"kernel\":\\{\"client\":\\{\"state\":\"TIME-WAIT\",\"path\":\\["
                    + "\"SYN-SENT\",\"ESTABLISHED\",\"FIN-WAIT-1\",\"FIN-WAIT-2\",\"TIME-WAIT\"\\],"
                    + "\"process\":\"[^\"]+\",\"pid\":\\d+,\"compared\":5,\"agreed\":5\\},"
                    + "\"server\":\\{\"state\":\"CLOSED\",");
        }
    }

    @Test
    void theKernelSpeaksBetweenTheSegmentsOfATimeline() throws Exception {
        try (var sniff = LiveSniff.start(hosts.client(), "--iface", "veth0", "--kernel", "--timeline", "--brief")) {
            hosts.converse();
            sniff.out().await(line -> line.matches(
                    " +-?\\d+\\.\\d+ +CLOSED +○ kernel: SYN-SENT, by \\S+\\[\\d+\\] +LISTEN"));
            sniff.out().await(line -> line.matches(".*kernel: LAST-ACK, by \\S+\\[\\d+\\] ○ .*"));
            sniff.out().await(line -> line.matches(".*○ kernel: TIME-WAIT .*"));
        }
    }

    @Test
    void withoutTheOptionNothingOfItIsSeen() throws Exception {
        try (var sniff = LiveSniff.start(hosts.client(), "--iface", "veth0", "--format", "ndjson")) {
            hosts.converse();
            assertThat(sniff.out().await("\"outcome\":\"closed\"")).doesNotContain("kernel");
            assertThat(sniff.stop()).isZero();
            assertThat(sniff.err().all()).noneMatch(line -> line.contains("kernel:"));
        }
    }

    /** What a process of its own says on standard error until it listens. */
    private List<String> said(String shell, Map<String, String> environment) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java") + " -XX:TieredStopAtLevel=1 -cp "
                + System.getProperty("java.class.path") + " tcpwalk.cli.Main sniff --iface veth0 --kernel"
                + " --duration 1s";
        ProcessBuilder builder = hosts.client().process("sh", "-c", shell.replace("SNIFF", java));
        builder.environment().putAll(environment);
        Process process = builder.start();
        List<String> said = new ArrayList<>();
        try (BufferedReader err = process.errorReader()) {
            String line = err.readLine();
            while (line != null) {
                said.add(line);
                if (line.contains("listening on")) {
                    hosts.converse();
                }
                line = err.readLine();
            }
        }
        assertThat(process.waitFor()).as(said.toString()).isZero();
        return said;
    }

    @Test
    void whoeverRanSudoHearsTheKernelToo() throws Exception {
        assertThat(said("SNIFF", Map.of("SUDO_UID", "65534", "SUDO_GID", "65534")))
                .anyMatch(line -> line.contains("listening on veth0 as user 65534"))
                .contains("tcpwalk: kernel: 10 transitions of 2 ends compared: 10 agreed, 0 diverged");
    }

    @Test
    void whereTheKernelCannotBeHeardTheRunSaysSoAndGoesOn() throws Exception {
        List<String> said = said("mount -t tmpfs none /sys/kernel && exec SNIFF", Map.of());

        assertThat(said).anyMatch(line -> line.startsWith("tcpwalk: --kernel: tracefs is not mounted, and cannot be:")
                && line.endsWith("Going on without"));
        assertThat(said).anyMatch(line -> line.contains("1 connection: 1 closed"));
    }
}
