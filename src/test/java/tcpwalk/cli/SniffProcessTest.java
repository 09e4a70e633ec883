package tcpwalk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tcpwalk.testnet.KernelSocket;
import tcpwalk.testnet.RootOnly;
import tcpwalk.testnet.Signal;
import tcpwalk.testnet.TestNetwork;
import tcpwalk.wire.EndpointAddress;

/** {@code sniff} as a process of its own: signals, pipes, and whose it is. */
@RootOnly
@Timeout(60)
class SniffProcessTest {

    private static final EndpointAddress NOBODY = new EndpointAddress(TestNetwork.SERVER, 8081);
    private static final String USER = "65534";
    private static final long CAP_NET_RAW = 1 << 13;

    /** Nobody but root can look into it. */
    @TempDir
    private static Path roots;
    @TempDir
    private Path directory;
    private TestNetwork network;
    private Process process;
    private BufferedReader out;
    private BufferedReader err;
    private final List<String> said = new ArrayList<>();

    /** A checkout of root's own, as after {@code sudo -i}: its libraries first, then what is tested. */
    @BeforeAll
    static void pack() throws IOException {
        assertThat(Files.getPosixFilePermissions(roots)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
        String classes = Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().getPath()).toString();
        ToolProvider jar = ToolProvider.findFirst("jar").orElseThrow();
        assertThat(jar.run(System.out, System.err, "--create", "--file", roots.resolve("tcpwalk.jar").toString(),
                "-C", classes, ".")).isZero();
        for (String library : System.getProperty("java.class.path").split(":")) {
            if (library.endsWith(".jar")) {
                Files.copy(Path.of(library), roots.resolve(Path.of(library).getFileName()));
            }
        }
    }

    @BeforeEach
    void build() {
        network = TestNetwork.veth();
    }

    @AfterEach
    void remove() throws InterruptedException {
        process.destroyForcibly().waitFor();
        network.close();
    }

    private void start(Map<String, String> environment, String shell, String... options) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java") + " -XX:TieredStopAtLevel=1 -cp '" + roots
                + "/*' tcpwalk.cli.Main sniff --iface veth0 "
                + String.join(" ", options);
        // Whoever runs the tests in the background may have them ignore SIGINT, and a JVM goes on ignoring it.
        ProcessBuilder builder = network.client().process("env", "--default-signal=INT,TERM", "sh", "-c",
                shell.replace("SNIFF", java));
        builder.environment().putAll(environment);
        process = builder.start();
        out = process.inputReader();
        err = process.errorReader();
        awaitError("listening on");
    }

    private String awaitError(String part) throws IOException {
        String line;
        while ((line = err.readLine()) != null) {
            said.add(line);
            if (line.contains(part)) {
                return line;
            }
        }
        throw new AssertionError("it never said '" + part + "', but " + said);
    }

    private void refuse() {
        try (KernelSocket client = KernelSocket.in(network.client(), 4)) {
            assertThat(client.connect(NOBODY)).isEqualTo(KernelSocket.ECONNREFUSED);
        }
    }

    private void awaitLine(String part) throws IOException {
        String line = out.readLine();
        while (line != null && !line.contains(part)) {
            line = out.readLine();
        }
        assertThat(line).as(part).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void aSignalEndsItWithTheSummary(String signal, int status) throws Exception {
        start(Map.of(), "exec SNIFF");
        refuse();
        awaitLine(" refused ");
        Signal.send(signal, process.toHandle());

        awaitError("1 connection: 1 refused");
        awaitError("passed the filter, none lost");
        assertThat(process.waitFor()).isEqualTo(status);
    }

    @Test
    void aReaderThatHasHadEnoughEndsItQuietly() throws Exception {
        start(Map.of(), "{ SNIFF; echo status $? >&2; } | head -1");
        refuse();
        awaitLine(" opened ");
        // The pipe's end is noticed by the next line that finds nobody.
        while (process.isAlive() && !err.ready()) {
            refuse();
        }
        assertThat(awaitError("status")).isEqualTo("status 0");
        assertThat(said).hasSize(2);
    }

    /** Every thread's users and its effective capabilities. */
    private List<String> credentials() throws IOException {
        try (var tasks = Files.list(Path.of("/proc", String.valueOf(process.pid()), "task"))) {
            List<String> credentials = new ArrayList<>();
            for (Path task : tasks.toList()) {
                credentials.add(Files.readAllLines(task.resolve("status")).stream()
                        .filter(line -> line.matches("(Uid|Gid|Groups|CapEff|CapPrm):.*"))
                        .map(line -> line.replaceAll("\\s+", " ").strip()).collect(Collectors.joining(";")));
            }
            return credentials;
        }
    }

    private void letTheUserWriteHere() throws Exception {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
    }

    @Test
    void startedBySudoItBecomesTheUserAndTheFilesAreTheirs() throws Exception {
        letTheUserWriteHere();
        Path file = directory.resolve("seen.pcap");
        start(Map.of("SUDO_UID", USER, "SUDO_GID", USER, "SUDO_USER", "no such user"), "exec SNIFF", "--write",
                file.toString());
        assertThat(said.get(said.size() - 1)).contains("as no such user");
        refuse();
        awaitLine(" refused ");

        assertThat(credentials()).hasSizeGreaterThan(5).containsOnly(("Uid: ID ID ID ID;Gid: ID ID ID ID;Groups: ID;"
                + "CapPrm: 0000000000000000;CapEff: 0000000000000000").replace("ID", USER));
        assertThat(Files.getAttribute(file, "unix:uid")).isEqualTo(Integer.parseInt(USER));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--timeline", "--format ndjson"})
    void whatItLoadsLaterMayLieWhereTheUserCannotRead(String options) throws Exception {
        start(Map.of("SUDO_UID", USER, "SUDO_GID", USER), "exec SNIFF", options);
        refuse();
        awaitLine("RST");
        Signal.send("INT", process.toHandle());
        awaitError("1 connection: 1 refused");
    }

    @Test
    void ifAskedToRetryOneThreadMayStillOpenInterfacesAndNothingElse() throws Exception {
        start(Map.of("SUDO_UID", USER, "SUDO_GID", USER), "exec SNIFF", "--retry");
        assertThat(credentials()).allMatch(each -> each.startsWith("Uid: 65534 65534 65534 65534;"))
                .filteredOn(each -> !each.endsWith("CapEff: 0000000000000000")).singleElement().asString()
                .endsWith(String.format("CapPrm: %016x;CapEff: %016x", CAP_NET_RAW, CAP_NET_RAW));
        network.client().ip("link set veth0 down");
        awaitError("; waiting for it");
        network.client().ip("link set veth0 up");
        awaitError("veth0 is there: capturing");
        refuse();
        awaitLine(" refused ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--stay-root", ""})
    void rootStaysIfAskedOrIfThereIsNoOneToBecome(String option) throws Exception {
        start(option.isEmpty() ? Map.of() : Map.of("SUDO_UID", USER, "SUDO_GID", USER), "exec SNIFF", option);
        assertThat(credentials()).allMatch(each -> each.startsWith("Uid: 0 0 0 0;"));
    }

    @Test
    void whoeverWaitsForNothingCostsNothing() throws Exception {
        start(Map.of(), "exec SNIFF");
        long before = cpuTicks();
        assertThat(process.waitFor(2, TimeUnit.SECONDS)).isFalse();

        // A tick is a hundredth of a second: two seconds of waiting may take five per cent of one processor.
        assertThat(cpuTicks() - before).isLessThan(10);
    }

    private long cpuTicks() throws IOException {
        String[] fields = Files.readString(Path.of("/proc", String.valueOf(process.pid()), "stat"))
                .replaceFirst(".*\\) ", "").split(" ");
        return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
    }
}
