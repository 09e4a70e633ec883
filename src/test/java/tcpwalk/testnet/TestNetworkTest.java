package tcpwalk.testnet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tcpwalk.wire.EndpointAddress;
import tcpwalk.wire.IpAddress;
import tcpwalk.wire.Segment;

/** Two kernels' sockets over each kind of network: what tests of tcpwalk rely on. */
@RootOnly
class TestNetworkTest {

    private static Socket connect(EndpointAddress to) throws Exception {
        Socket socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(to.address().toInetAddress(), to.port()), 5000);
        return socket;
    }

    /** Sends, half-closes, and returns all that came back. */
    private static String exchange(TestNetwork network, KernelServer server, String text) throws Exception {
        return network.client().call(() -> {
            try (Socket socket = connect(server.address())) {
                socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
                socket.shutdownOutput();
                return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            }
        });
    }

    @ParameterizedTest
    @CsvSource({"10.99.0.2, false", "fd99::2, false", "10.99.0.2, true", "fd99::2, true"})
    void aServerInOneNamespaceServesAClientInTheOther(String address, boolean impaired) throws Exception {
        try (var network = impaired ? TestNetwork.impaired() : TestNetwork.veth();
                var server = KernelServer.in(network.server()).banner("hello ").echo()
                        .start(IpAddress.parse(address))) {
            assertThat(exchange(network, server, "walk")).isEqualTo("hello walk");
            assertThat(server.received()).containsExactly("walk");
        }
    }

    @Test
    void theKernelsTraceHasTheServersStatesInOrder() throws Exception {
        try (var trace = KernelTrace.open(); var network = TestNetwork.veth();
                var server = KernelServer.in(network.server()).start(TestNetwork.SERVER)) {
            int port = server.address().port();
            exchange(network, server, "walk");
            Transition last = trace.await(Duration.ofSeconds(5),
                    step -> step.isOf(port) && step.arrow().equals("LAST_ACK -> CLOSE"));

            assertThat(trace.transitions(step -> step.isOf(port))).extracting(Transition::to).containsExactly("LISTEN",
                    "SYN_RECV", "ESTABLISHED", "CLOSE_WAIT", "LAST_ACK", "CLOSE");
            assertThat(last.remote().address()).isEqualTo(TestNetwork.CLIENT);
            assertThat(Instant.ofEpochSecond(0, last.time())).isBetween(Instant.now().minusSeconds(10), Instant.now());
        }
    }

    @Test
    void anIpv6TransitionHasItsAddresses() throws Exception {
        try (var trace = KernelTrace.open(); var network = TestNetwork.veth();
                var server = KernelServer.in(network.server()).start(TestNetwork.SERVER_6)) {
            exchange(network, server, "");
            Transition opened = trace.await(Duration.ofSeconds(5),
                    step -> step.isOf(server.address().port()) && step.to().equals("ESTABLISHED"));

            assertThat(opened.local()).isEqualTo(server.address());
            assertThat(opened.remote().address()).isEqualTo(TestNetwork.CLIENT_6);
        }
    }

    @Test
    void theServerClosesFirstOrResetsAsAsked() throws Exception {
        try (var trace = KernelTrace.open(); var network = TestNetwork.veth();
                var first = KernelServer.in(network.server()).banner("bye")
                        .closing(KernelServer.Closing.FIRST).start(TestNetwork.SERVER);
                var reset = KernelServer.in(network.server()).closing(KernelServer.Closing.RESET)
                        .start(TestNetwork.SERVER)) {
            String read = network.client().call(() -> {
                try (Socket socket = connect(first.address())) {
                    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                }
            });
            assertThat(read).isEqualTo("bye");
            trace.await(Duration.ofSeconds(5),
                    step -> step.isOf(first.address().port()) && step.to().equals("FIN_WAIT2"));

            assertThat(network.client().<Boolean>call(() -> {
                try (Socket socket = connect(reset.address()); InputStream input = socket.getInputStream()) {
                    return input.read() >= 0;
                } catch (SocketException e) {
                    return e.getMessage().contains("reset");
                }
            })).as("a reset").isTrue();
        }
    }

    @Test
    void theNthMatchingSegmentIsLost() throws Exception {
        try (var network = TestNetwork.impaired(); var log = SegmentLog.on(network.server(), TestNetwork.LINK);
                var server = KernelServer.in(network.server()).start(TestNetwork.SERVER)) {
            network.link().toServer().drop(1, Segment::isSyn);
            assertThat(exchange(network, server, "after a second")).isEmpty();

            assertThat(network.link().toServer().dropped()).isEqualTo(1);
            assertThat(log.matching(segment -> segment.isSyn() && !segment.isAck())).hasSize(1);
        }
    }

    @Test
    void segmentsAreDelayedDoubledAndReordered() throws Exception {
        try (var network = TestNetwork.impaired(); var log = SegmentLog.on(network.server(), TestNetwork.LINK);
                var server = KernelServer.in(network.server()).start(TestNetwork.SERVER)) {
            network.link().toServer().delay(Duration.ofMillis(30));
            network.link().toServer().duplicate(1, Segment::isFin).reorder(1, segment -> segment.length() == 4);
            network.client().call(() -> {
                long before = System.nanoTime();
                try (Socket socket = connect(server.address())) {
                    assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(Duration.ofMillis(30).toNanos());
                    socket.getOutputStream().write("1234".getBytes(StandardCharsets.UTF_8));
                    socket.getOutputStream().write("12345".getBytes(StandardCharsets.UTF_8));
                    socket.shutdownOutput();
                    return socket.getInputStream().readAllBytes();
                }
            });

            assertThat(server.received()).containsExactly("123412345");
            assertThat(log.await(segment -> segment.length() == 4).frame())
                    .isGreaterThan(log.await(segment -> segment.length() == 5).frame());
            log.await(segment -> segment.isFin() && segment.destinationPort() == server.address().port()
                    && segment.frame() > log.await(Segment::isFin).frame());
        }
    }

    @Test
    void threadsStartedInANamespaceStayInIt() throws Exception {
        try (var network = TestNetwork.veth();
                var server = KernelServer.in(network.server()).banner("hi").start(TestNetwork.SERVER)) {
            String read = network.client().call(() -> {
                String[] result = new String[1];
                Thread thread = new Thread(() -> {
                    try (Socket socket = connect(server.address())) {
                        socket.shutdownOutput();
                        result[0] = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                    } catch (Exception e) {
                        result[0] = e.toString();
                    }
                });
                thread.start();
                thread.join();
                return result[0];
            });
            assertThat(read).isEqualTo("hi");
        }
    }

    @Test
    void nothingIsLeftBehind() throws Exception {
        String name;
        try (var network = TestNetwork.impaired(); var trace = KernelTrace.open()) {
            name = network.client().name();
            assertThat(trace.transitions(step -> step.isOf(0))).isEmpty();
            assertThat(Path.of("/run/netns", name)).exists();
        }
        assertThat(Path.of("/run/netns", name)).doesNotExist();
        try (var instances = Files.list(Path.of("/sys/kernel/tracing/instances"))) {
            assertThat(instances.map(path -> path.getFileName().toString()))
                    .noneMatch(instance -> instance.startsWith("tcpwalk-" + ProcessHandle.current().pid() + "-"));
        }
    }
}
