package tcpwalk.craft.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tcpwalk.testnet.KernelServer;
import tcpwalk.testnet.Namespace;
import tcpwalk.testnet.RootOnly;
import tcpwalk.testnet.SegmentLog;
import tcpwalk.testnet.TestNetwork;
import tcpwalk.wire.EndpointAddress;
import tcpwalk.wire.IpAddress;
import tcpwalk.wire.Segment;
import tcpwalk.wire.TcpFlags;

@RootOnly
class PortGuardTest {

    private static final IpAddress LOOPBACK = IpAddress.parse("127.0.0.1");
    private static TestNetwork network;

    @BeforeAll
    static void build() {
        network = TestNetwork.veth();
    }

    @AfterAll
    static void remove() {
        network.close();
    }

    record Way(IpAddress destination, Via via, boolean local) {
        Namespace serverSide() {
            return local ? network.client() : network.server();
        }

        String link() {
            return local ? "lo" : TestNetwork.LINK;
        }
    }

    static Stream<Way> ways() {
        return Stream.of(new Way(TestNetwork.SERVER, Via.LINK, false), new Way(TestNetwork.SERVER, Via.RAW, false),
                new Way(TestNetwork.SERVER_6, Via.LINK, false), new Way(TestNetwork.SERVER_6, Via.RAW, false),
                new Way(LOOPBACK, Via.RAW, true), new Way(IpAddress.parse("::1"), Via.RAW, true),
                new Way(TestNetwork.CLIENT, Via.RAW, true), new Way(TestNetwork.CLIENT_6, Via.RAW, true));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void theKernelResetsAnUnguardedPortAndNotAGuardedOne(Way way) throws Exception {
        assertQuiet(way, route -> PortGuard.open(route, 0));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void aGuardOpenedWithoutTheRightToFilterKeepsTheKernelAsQuiet(Way way) throws Exception {
        assertQuiet(way, route -> network.client().callUnprivileged(() -> PortGuard.open(route, 0)));
    }

    private interface Guarding {
        PortGuard open(Route route) throws Exception;
    }

    private static void assertQuiet(Way way, Guarding guarding) throws Exception {
        try (var server = KernelServer.in(way.serverSide()).start(way.destination());
                var log = SegmentLog.on(network.client(), way.link())) {
            network.client().call(() -> {
                Route route = RouteLookup.to(way.destination()).find();
                try (var guard = guarding.open(route); var injector = Injector.open(route, way.via())) {
                    int guarded = guard.address().port();
                    int unguarded = guarded == 65535 ? 1024 : guarded + 1;
                    injector.send(syn(guard.address(), server.address()));
                    log.await(segment -> segment.isSyn() && segment.isAck() && segment.destinationPort() == guarded);
                    injector.send(syn(new EndpointAddress(route.source(), unguarded), server.address()));
                    log.await(segment -> segment.isRst() && segment.sourcePort() == unguarded);

                    assertThat(log.matching(segment -> segment.isRst() && segment.sourcePort() == guarded)).isEmpty();
                }
                return null;
            });
        }
    }

    static ByteBuffer syn(EndpointAddress source, EndpointAddress destination) {
        ByteBuffer packet = ByteBuffer.allocate(80);
        Segment syn = new Segment().between(source, destination).seq(1000).flags(TcpFlags.SYN).window(64240);
        PacketEncoder.encode(syn, packet);
        return packet.flip();
    }

    @Test
    void aPortInUseIsNamed() throws Exception {
        network.client().call(() -> {
            Route route = RouteLookup.to(TestNetwork.SERVER).find();
            try (var taken = new ServerSocket(0, 1, TestNetwork.CLIENT.toInetAddress())) {
                assertThatThrownBy(() -> PortGuard.open(route, taken.getLocalPort()))
                        .hasMessage("source port " + taken.getLocalPort() + " is in use on 10.99.0.1")
                        .extracting("fault").isEqualTo(LinkFault.PORT_IN_USE);
            }
            return null;
        });
    }

    @Test
    void anAddressOfAnotherMachineIsNamed() {
        assertThatThrownBy(() -> PortGuard.open(IpAddress.parse("192.0.2.1"), 0, 0))
                .hasMessage("192.0.2.1 is not an address of this machine")
                .extracting("fault").isEqualTo(LinkFault.ADDRESS_NOT_LOCAL);
    }

    @Test
    void aPortBelow1024NeedsAPrivilege() throws Exception {
        network.client().callUnprivileged(() -> {
            Route route = RouteLookup.to(TestNetwork.SERVER).find();
            assertThatThrownBy(() -> PortGuard.open(route, 999)).hasMessage("source port 999 is privileged")
                    .extracting("fault").isEqualTo(LinkFault.NO_PERMISSION);
            return null;
        });
    }

    @Test
    void aLinkLocalAddressIsGuardedOnItsLink() throws Exception {
        network.client().call(() -> {
            Route route = RouteLookup.to(IpAddress.parse("fe80::2")).over(TestNetwork.LINK).find();
            assertThat(route.source().toString()).startsWith("fe80::");
            try (var guard = PortGuard.open(route, 0)) {
                assertThat(guard.address().port()).isPositive();
            }
            return null;
        });
    }

    @Test
    void thePortIsFreeAgainOnceItsProcessIsKilled() throws Exception {
        Process holder = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-cp",
                System.getProperty("java.class.path"), Holder.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        int port;
        try (BufferedReader output = holder.inputReader()) {
            port = Integer.parseInt(output.readLine());
            assertThatThrownBy(() -> new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close())
                    .isInstanceOf(java.net.BindException.class);
        } finally {
            holder.destroyForcibly().waitFor();
        }
        try (var again = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(again.getLocalPort()).isEqualTo(port);
        }
    }

    /** A process that guards a port until it is killed. */
    static final class Holder {
        public static void main(String[] args) throws Exception {
            System.out.println(PortGuard.open(LOOPBACK, 0, 0).address().port());
            System.out.flush();
            Thread.currentThread().join();
        }
    }
}
