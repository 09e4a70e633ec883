package tcpwalk.craft.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tcpwalk.testnet.KernelServer;
import tcpwalk.testnet.KernelTrace;
import tcpwalk.testnet.Namespace;
import tcpwalk.testnet.RootOnly;
import tcpwalk.testnet.SegmentLog;
import tcpwalk.testnet.TestNetwork;
import tcpwalk.wire.EndpointAddress;
import tcpwalk.wire.IpAddress;
import tcpwalk.wire.Segment;

@RootOnly
class InjectorTest {

    private TestNetwork network;

    @BeforeEach
    void build() {
        network = TestNetwork.veth();
    }

    @AfterEach
    void remove() {
        network.close();
    }

    @ParameterizedTest
    @CsvSource({"10.99.0.2, LINK", "10.99.0.2, RAW", "fd99::2, LINK", "fd99::2, RAW"})
    void aHandMadeSynIsAnsweredByTheKernel(String destination, Via via) throws Exception {
        try (var server = KernelServer.in(network.server()).start(IpAddress.parse(destination));
                var log = SegmentLog.on(network.client(), TestNetwork.LINK)) {
            network.client().call(() -> {
                Route route = RouteLookup.to(IpAddress.parse(destination)).find();
                try (var guard = PortGuard.open(route, 0); var injector = Injector.open(route, via)) {
                    ByteBuffer syn = PortGuardTest.syn(guard.address(), server.address());
                    injector.send(syn);

                    Segment answer = log.await(segment -> segment.isSyn() && segment.isAck());
                    assertThat(answer.ack()).isEqualTo(1001);
                    assertThat(answer.destination()).isEqualTo(guard.address());
                    assertThat(syn.remaining()).as("the caller's buffer stays as it is").isEqualTo(syn.limit());
                }
                return null;
            });
        }
    }

    @Test
    void aLinkLocalPeerIsReachedBothWays() throws Exception {
        IpAddress peer = network.server().call(() -> RouteLookup.to(IpAddress.parse("fe80::1")).over(TestNetwork.LINK)
                .find().source());
        try (var log = SegmentLog.on(network.client(), TestNetwork.LINK)) {
            network.client().call(() -> {
                Route route = RouteLookup.to(peer).over(TestNetwork.LINK).find();
                for (Via via : Via.values()) {
                    try (var guard = PortGuard.open(route, 0); var injector = Injector.open(route, via)) {
                        injector.send(PortGuardTest.syn(guard.address(), new EndpointAddress(peer, 9)));
                        log.await(segment -> segment.isRst() && segment.destinationPort() == guard.address().port());
                    }
                }
                return null;
            });
        }
    }

    @ParameterizedTest
    @EnumSource(Via.class)
    void aPacketBeyondTheMtuIsRefused(Via via) throws Exception {
        network.client().call(() -> {
            Route route = RouteLookup.to(TestNetwork.SERVER).find();
            ByteBuffer packet = ByteBuffer.allocate(1600).put(0, (byte) 0x45);
            packet.put(16, TestNetwork.SERVER.bytes());
            try (var injector = Injector.open(route, via)) {
                assertThatThrownBy(() -> injector.send(packet))
                        .hasMessage("1600 bytes do not fit into the 1500 of veth0")
                        .extracting("fault").isEqualTo(LinkFault.PACKET_TOO_LONG);
            }
            return null;
        });
    }

    @Test
    void anInterfaceThatGoesDownIsNamed() throws Exception {
        network.client().call(() -> {
            Route route = RouteLookup.to(TestNetwork.SERVER).find();
            try (var link = Injector.open(route, Via.LINK); var raw = Injector.open(route, Via.RAW)) {
                network.client().ip("link set veth0 down");
                assertThatThrownBy(() -> link.send(packetTo(TestNetwork.SERVER)))
                        .extracting("fault").isEqualTo(LinkFault.INTERFACE_DOWN);
                // The kernel forgets the routes of an interface that goes down.
                assertThatThrownBy(() -> raw.send(packetTo(TestNetwork.SERVER)))
                        .extracting("fault").isIn(LinkFault.NO_ROUTE, LinkFault.INTERFACE_DOWN);
            }
            return null;
        });
    }

    private static ByteBuffer packetTo(IpAddress destination) {
        return ByteBuffer.allocate(40).put(0, (byte) 0x45).put(16, destination.bytes());
    }

    @Test
    void aFirewallThatForbidsThePacketIsNoLackOfPrivilege() throws Exception {
        assumeTrue(Namespace.hasNftables(), "nftables is not installed");
        network.client().nftables("""
                table ip t {
                    chain c {
                        type filter hook output priority 0
                        ip daddr 10.99.0.2 drop
                    }
                }
                """);
        network.client().call(() -> {
            Route route = RouteLookup.to(TestNetwork.SERVER).find();
            try (var raw = Injector.open(route, Via.RAW); var link = Injector.open(route, Via.LINK)) {
                assertThatThrownBy(() -> raw.send(packetTo(TestNetwork.SERVER)))
                        .hasMessage("a rule of this machine forbids packets to 10.99.0.2")
                        .extracting("fault").isEqualTo(LinkFault.PROHIBITED);
                // Frames pass by the firewall.
                link.send(packetTo(TestNetwork.SERVER));
            }
            return null;
        });
    }

    @Test
    void loopbackTakesNoFrames() throws Exception {
        network.client().call(() -> {
            Route route = RouteLookup.to(IpAddress.parse("127.0.0.1")).find();
            assertThat(Via.suiting(route.link())).isEqualTo(Via.RAW);
            assertThatThrownBy(() -> Injector.open(route, Via.LINK)).hasMessage("lo takes no Ethernet frames")
                    .extracting("fault").isEqualTo(LinkFault.NOT_ETHERNET);
            return null;
        });
    }

    @ParameterizedTest
    @EnumSource(Via.class)
    void aUserWithoutPrivilegeIsTold(Via via) throws Exception {
        network.client().callUnprivileged(() -> {
            Route route = RouteLookup.to(TestNetwork.SERVER).find();
            assertThatThrownBy(() -> Injector.open(route, via)).isInstanceOf(LinkException.class)
                    .extracting("fault").isEqualTo(LinkFault.NO_PERMISSION);
            return null;
        });
    }

    @ParameterizedTest
    @CsvSource({"10.99.0.77, ARP", "fd99::77, neighbour solicitation"})
    void aSilentNeighbourIsNamed(String nobody, String protocol) throws Exception {
        network.client().call(() -> {
            Route route = RouteLookup.to(IpAddress.parse(nobody)).find();
            assertThatThrownBy(() -> NeighbourResolver.resolve(route, TimeUnit.MILLISECONDS.toNanos(20)))
                    .hasMessage(nobody + " does not answer " + protocol + " on veth0")
                    .extracting("fault").isEqualTo(LinkFault.NEIGHBOUR_SILENT);
            return null;
        });
    }

    @Test
    void theKernelsPermanentNeighbourNeedsNoQuestion() throws Exception {
        network.client().ip("neigh add 10.99.0.77 lladdr 02:00:00:00:00:77 nud permanent dev veth0");
        network.client().call(() -> {
            Route route = RouteLookup.to(IpAddress.parse("10.99.0.77")).find();
            assertThat(NeighbourResolver.resolve(route)).hasToString("02:00:00:00:00:77");
            return null;
        });
    }

    @Test
    void theServersKernelRecordsItsHalfOpenConnectionOnlyWhenTheThirdAckArrives() throws Exception {
        try (var trace = KernelTrace.open();
                var server = KernelServer.in(network.server()).start(TestNetwork.SERVER);
                var log = SegmentLog.on(network.client(), TestNetwork.LINK)) {
            network.client().call(() -> {
                Route route = RouteLookup.to(TestNetwork.SERVER).find();
                try (var guard = PortGuard.open(route, 0); var injector = Injector.open(route, Via.LINK)) {
                    injector.send(PortGuardTest.syn(guard.address(), server.address()));
                    log.await(segment -> segment.isSyn() && segment.isAck());
                    assertThat(trace.transitions(transition -> transition.isOf(server.address().port())))
                            .extracting("to").containsExactly("LISTEN");
                }
                return null;
            });
        }
    }
}
