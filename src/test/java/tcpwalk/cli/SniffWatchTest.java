package tcpwalk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tcpwalk.testnet.KernelServer;
import tcpwalk.testnet.KernelSocket;
import tcpwalk.testnet.RootOnly;
import tcpwalk.testnet.TestNetwork;
import tcpwalk.testnet.Tmux;
import tcpwalk.wire.EndpointAddress;

/** The full screen of the real command, on the traffic of real kernels. */
@RootOnly
@Timeout(90)
class SniffWatchTest {

    private static final EndpointAddress WEB = new EndpointAddress(TestNetwork.SERVER, 80);

    @TempDir
    private Path directory;
    private TestNetwork network;
    private Tmux tmux;

    @BeforeEach
    void open() throws Exception {
        Tmux.requireInstalled();
        network = TestNetwork.veth();
        tmux = new Tmux(directory, 120, 30);
        Files.writeString(directory.resolve("tcpwalk"), "exec ip netns exec " + network.server().name() + " '"
                + System.getProperty("java.home") + "/bin/java' -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp '"
                + System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                + "' -Dtcpwalk.stdout.terminal=true tcpwalk.cli.Main \"$@\"\n");
    }

    @AfterEach
    void close() throws Exception {
        if (tmux != null) {
            tmux.close();
        }
        if (network != null) {
            network.close();
        }
    }

    @Test
    void aConnectionAppearsGrowsAndEndsAndTheSummaryIsOnTheMainScreen() throws Exception {
        tmux.enter("stty -a > before; sh tcpwalk sniff --iface veth0 --watch tcp");
        tmux.await("screen", screen -> screen.startsWith("veth0 'tcp'") && screen.contains("waiting for segments"));
        try (var server = KernelServer.in(network.server()).echo().start(TestNetwork.SERVER)) {
            var result = HandshakeLiveTest.handshake(network.client(), server.address(), "--send", "hello");
            assertThat(result.status()).as(result.err()).isZero();
            String screen = tmux.await("closed connection", text -> text.contains("TIME-WAIT     CLOSED")
                    && text.contains("[SYN] seq 0") && text.contains("Normal."));
            assertThat(screen).contains("10.99.0.1:", " → " + server.address() + " via veth0", "closed by client",
                    "sent 5 bytes and received 5 bytes", "▶ LISTEN");
            tmux.enter("/reset");
            tmux.await("nothing", text -> text.contains("0 match of") && text.contains("/reset"));
        }
        tmux.press("q");
        tmux.await("summary", text -> text.contains("1 connection: 1 closed") && text.stripTrailing().endsWith("$"));
        tmux.enter("stty -a > after; echo done");
        tmux.await("answer", text -> text.contains("\ndone"));
        assertThat(directory.resolve("after")).hasSameTextualContentAs(directory.resolve("before"));
    }

    /** The alarm stands above the keys, and again in the summary; here the clients' host drops what it is answered. */
    @Test
    void aFloodIsSaidWhileItLasts() throws Exception {
        network.client().nftables("table inet t {\nchain c {\ntype filter hook input priority 0\n"
                + "tcp sport 80 drop\n}\n}\n");
        tmux.enter("sh tcpwalk sniff --iface veth0 --watch --flood-half-open 20");
        tmux.await("screen", screen -> screen.contains("waiting for segments"));
        List<KernelSocket> sockets = new ArrayList<>();
        sockets.add(KernelSocket.in(network.server(), 4).bind(WEB).listen());
        try {
            for (int i = 0; i < 20; i++) {
                sockets.add(KernelSocket.in(network.client(), 4).connectLater(WEB));
            }
            // It goes on at each look at the screen.
            String screen = tmux.await("alarm", text -> {
                sockets.add(KernelSocket.in(network.client(), 4).connectLater(WEB));
                return text.contains("syn-flood: ");
            });
            List<String> lines = screen.lines().toList();
            assertThat(lines).hasSize(30).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(120));
            assertThat(lines.get(28)).startsWith("syn-flood: 10.99.0.2:80 was sent ");
            assertThat(lines.get(29)).startsWith("q quit");
        } finally {
            sockets.forEach(KernelSocket::close);
        }
        tmux.press("q");
        String summary = tmux.await("summary", text -> text.stripTrailing().endsWith("$"));
        assertThat(summary).contains("tcpwalk: syn-flood: 10.99.0.2:80 was sent ");
    }

    @Test
    void withoutATerminalItSaysWhatToDo() throws Exception {
        tmux.enter("sh tcpwalk sniff --iface veth0 --watch 2> said | cat; echo done");
        tmux.await("answer", text -> text.contains("\ndone"));
        assertThat(directory.resolve("said")).hasContent("tcpwalk: --watch needs a terminal: standard output is not a"
                + " terminal; without --watch there is a line for each event\n");
    }

    @Test
    void whatTheScreenCannotDoIsRefused() {
        Result result = Result.of("sniff", "--watch", "--format", "ndjson");
        assertThat(result.status()).isEqualTo(ExitCode.USAGE.number());
        assertThat(result.err()).contains("--watch shows everything itself");
    }

    @Test
    void theLocaleSaysWhetherTheScreenIsAscii() {
        assertThat(Terminal.isUtf8(Map.of("LANG", "de_DE.UTF-8"))).isTrue();
        assertThat(Terminal.isUtf8(Map.of("LANG", "C.utf8"))).isTrue();
        assertThat(Terminal.isUtf8(Map.of("LANG", "C.UTF-8", "LC_ALL", "de_DE.ISO-8859-1"))).isFalse();
        assertThat(Terminal.isUtf8(Map.of("LC_CTYPE", "", "LANG", "en_GB.UTF-8"))).isTrue();
        assertThat(Terminal.isUtf8(Map.of())).isFalse();
    }
}
