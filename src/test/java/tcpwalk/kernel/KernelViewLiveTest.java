package tcpwalk.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tcpwalk.tcp.Connection;
import tcpwalk.tcp.Side;
import tcpwalk.tcp.TcpState;
import tcpwalk.testnet.KernelServer;
import tcpwalk.testnet.KernelSocket;
import tcpwalk.testnet.RootOnly;
import tcpwalk.testnet.TestNetwork;
import tcpwalk.wire.EndpointAddress;
import tcpwalk.wire.Segment;

/** Real sockets in namespaces, watched at one end of their link: what they go through is what the wire shows. */
@RootOnly
class KernelViewLiveTest {

    private static final EndpointAddress SERVER = new EndpointAddress(TestNetwork.SERVER, 8080);
    private static final EndpointAddress SERVER_6 = new EndpointAddress(TestNetwork.SERVER_6, 8080);

    private TestNetwork network;
    private Watched watched;

    private record Pair(KernelSocket client, KernelSocket server) {
    }

    private void watch() throws Exception {
        network = TestNetwork.veth();
        watched = new Watched(network.client());
    }

    private void watchFarApart(Duration delay) throws Exception {
        network = TestNetwork.impaired();
        network.link().toServer().delay(delay);
        network.link().toClient().delay(delay);
        watched = new Watched(network.client());
    }

    @AfterEach
    void close() throws Exception {
        watched.close();
        network.close();
    }

    private KernelSocket listener(EndpointAddress at) {
        return KernelSocket.in(network.server(), at.address().version()).bind(at).listen();
    }

    private KernelSocket client(EndpointAddress to) {
        KernelSocket client = KernelSocket.in(network.client(), to.address().version());
        assertThat(client.connect(to)).isZero();
        return client;
    }

    private Pair open(EndpointAddress at) {
        try (KernelSocket listener = listener(at)) {
            KernelSocket client = client(at);
            return new Pair(client, listener.accept());
        }
    }

    private static void exchange(Pair pair) {
        pair.client().send(100);
        pair.server().receive(100);
        pair.server().send(700);
        pair.client().receive(700);
    }

    private static void close(KernelSocket first, KernelSocket second) {
        first.shutdownOutput();
        second.receiveAll();
        second.close();
        first.receiveAll();
        first.close();
    }

    private void allAgree(int transitions, int ends) throws Exception {
        watched.awaitAgreed(transitions);
        KernelSummary summary = watched.finish();
        assertThat(summary).as(watched.rows().toString())
                .isEqualTo(new KernelSummary(ends, transitions, transitions, 0, 0, 0, 0));
        assertThat(watched.rows()).noneMatch(KernelRow::isDivergence);
    }

    @Test
    void anOrdinaryConnectionAgreesInEveryTransitionOfBothEnds() throws Exception {
        watch();
        Pair pair = open(SERVER);
        exchange(pair);
        close(pair.client(), pair.server());

        allAgree(10, 2);
        Connection connection = watched.connections().get(0);
        assertThat(watched.view().word(connection, Side.CLIENT).path()).containsExactly(TcpState.SYN_SENT,
                TcpState.ESTABLISHED, TcpState.FIN_WAIT_1, TcpState.FIN_WAIT_2, TcpState.TIME_WAIT);
        assertThat(watched.view().word(connection, Side.SERVER).path()).containsExactly(TcpState.SYN_RECEIVED,
                TcpState.ESTABLISHED, TcpState.CLOSE_WAIT, TcpState.LAST_ACK, TcpState.CLOSED);
    }

    @Test
    void theProcessBehindBothEndsIsNamed() throws Exception {
        watch();
        Pair pair = open(SERVER);
        close(pair.client(), pair.server());

        allAgree(10, 2);
        for (Side side : Side.values()) {
            Task user = watched.view().word(watched.connections().get(0), side).user();
            assertThat(user.name()).isNotBlank().doesNotStartWith("swapper");
            assertThat(user.acting()).isTrue();
        }
    }

    @Test
    void halfCloseAndALongReplyAgree() throws Exception {
        watch();
        Pair pair = open(SERVER);
        pair.client().shutdownOutput();
        pair.server().receiveAll();
        pair.server().send(30_000);
        pair.client().receive(30_000);
        close(pair.server(), pair.client());

        allAgree(10, 2);
    }

    @Test
    void aServerThatClosesFirstOverIpv6Agrees() throws Exception {
        watch();
        Pair pair = open(SERVER_6);
        exchange(pair);
        close(pair.server(), pair.client());

        allAgree(10, 2);
    }

    @Test
    void anIpv4ConnectionOfAnIpv6SocketAgrees() throws Exception {
        watch();
        try (var server = KernelServer.in(network.server()).banner("hi").start(TestNetwork.SERVER)) {
            KernelSocket client = client(server.address());
            client.receive(2);
            client.shutdownOutput();
            client.receiveAll();
            client.close();

            allAgree(10, 2);
        }
    }

    @Test
    void aResetByTheClientAgrees() throws Exception {
        watch();
        Pair pair = open(SERVER);
        exchange(pair);
        pair.client().abort();
        pair.server().receiveAll();
        pair.server().close();

        allAgree(6, 2);
    }

    @Test
    void aCloseWithUnreadDataAgrees() throws Exception {
        watch();
        Pair pair = open(SERVER);
        pair.client().send(100);
        pair.server().receive(50);
        pair.server().close();
        pair.client().receiveAll();
        pair.client().close();

        allAgree(6, 2);
    }

    @Test
    void aRefusedConnectionAgrees() throws Exception {
        watch();
        KernelSocket client = KernelSocket.in(network.client(), 4);
        assertThat(client.connect(SERVER)).isEqualTo(KernelSocket.ECONNREFUSED);
        client.close();

        allAgree(2, 1);
    }

    @Test
    void aSimultaneousCloseAgrees() throws Exception {
        watchFarApart(Duration.ofMillis(15));
        Pair pair = open(SERVER);
        exchange(pair);
        pair.client().shutdownOutput();
        pair.server().shutdownOutput();

        allAgree(10, 2);
        assertThat(watched.view().word(watched.connections().get(0), Side.CLIENT).path()).contains(TcpState.CLOSING);
    }

    @Test
    void keepAlivesChangeNothing() throws Exception {
        watch();
        Pair pair = open(SERVER);
        pair.client().keepAlive(1, 3);
        exchange(pair);
        int[] probes = {0};
        watched.seeing(segment -> {
            probes[0]++;
            return true;
        });
        long deadline = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        while (probes[0] < 2 && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        close(pair.client(), pair.server());

        allAgree(10, 2);
    }

    @Test
    void connectionsThatReuseTheirPortsAreToldApart() throws Exception {
        watch();
        EndpointAddress from = new EndpointAddress(TestNetwork.CLIENT, 40_000);
        try (KernelSocket listener = listener(SERVER)) {
            for (int i = 0; i < 3; i++) {
                KernelSocket client = KernelSocket.in(network.client(), 4).bind(from);
                assertThat(client.connect(SERVER)).isZero();
                KernelSocket server = listener.accept();
                // The server keeps TIME-WAIT, so that the client's port is free at once.
                close(server, client);
            }
        }

        allAgree(30, 6);
        assertThat(watched.connections()).hasSize(3);
    }

    @Test
    void manyConnectionsAtOnceAgree() throws Exception {
        watch();
        try (KernelSocket listener = listener(SERVER)) {
            for (int i = 0; i < 100; i++) {
                KernelSocket client = client(SERVER);
                Pair pair = new Pair(client, listener.accept());
                exchange(pair);
                close(i % 2 == 0 ? pair.client() : pair.server(), i % 2 == 0 ? pair.server() : pair.client());
            }
        }

        allAgree(1000, 200);
    }

    @Test
    void aResetLostBehindTheTapShowsThatTheKernelIsStillThere() throws Exception {
        network = TestNetwork.impaired();
        watched = new Watched(network.client());
        Pair pair = open(SERVER);
        exchange(pair);
        network.link().toServer().drop(1, Segment::isRst);
        pair.client().abort();

        KernelRow row = watched.await(each -> each.kind() == KernelRow.Kind.WIRE_AHEAD);
        assertThat(row.side()).isEqualTo(Side.SERVER);
        assertThat(row.sentence()).startsWith("the wire lets one presume CLOSED; the kernel is still in ESTABLISHED");
        assertThat(watched.finish().diverged()).isEqualTo(1);
    }

    @Test
    void aLostThirdAcknowledgmentShowsThatTheKernelHasNoSocketYet() throws Exception {
        network = TestNetwork.impaired();
        watched = new Watched(network.client());
        try (KernelSocket listener = listener(SERVER)) {
            close(client(SERVER), listener.accept());
            watched.awaitAgreed(10);
            network.link().toServer().drop(1, segment -> segment.isAck() && segment.sequenceLength() == 0);
            KernelSocket client = client(SERVER);

            KernelRow row = watched.await(each -> each.kind() == KernelRow.Kind.WIRE_AHEAD);
            assertThat(row.side()).isEqualTo(Side.SERVER);
            assertThat(row.wire()).isEqualTo(TcpState.ESTABLISHED);
            assertThat(row.sentence()).contains("has made no socket of it yet");
            // The SYN,ACK comes again after a second and is answered.
            close(client, listener.accept());
            watched.awaitAgreed(20);
            KernelSummary summary = watched.finish();
            assertThat(summary.agreed()).isEqualTo(20);
            assertThat(summary.diverged()).as(watched.rows().toString()).isEqualTo(1);
        }
    }

    @Test
    void aFinThatWaitsBehindDataIsShownBeforeTheWireCan() throws Exception {
        watch();
        Pair pair;
        try (KernelSocket listener = listener(SERVER)) {
            KernelSocket client = KernelSocket.in(network.client(), 4).receiveBuffer(4096);
            assertThat(client.connect(SERVER)).isZero();
            pair = new Pair(client, listener.accept());
        }
        pair.server().send(50_000);
        pair.server().close();

        KernelRow row = watched.await(each -> each.kind() == KernelRow.Kind.KERNEL_AHEAD);
        assertThat(row.kernel()).isEqualTo(TcpState.FIN_WAIT_1);
        assertThat(row.wire()).isEqualTo(TcpState.ESTABLISHED);
        assertThat(row.sentence()).isEqualTo("the kernel is in FIN-WAIT-1; the wire cannot show it yet: it has been"
                + " told to close, and its FIN waits behind data");
        pair.client().receiveAll();
        pair.client().close();
        assertThat(watched.await(each -> each.kind() == KernelRow.Kind.REJOINED).lasting())
                .isGreaterThan(EndJudge.TOLERANCE);
        watched.awaitAgreed(10);
        assertThat(watched.finish()).isEqualTo(new KernelSummary(2, 10, 10, 1, 0, 0, 0));
    }

    @Test
    void aSocketThatGivesUpInSilenceIsShownWhereNoWireCan() throws Exception {
        watch();
        Pair pair = open(SERVER);
        pair.client().option(KernelSocket.TCP_USER_TIMEOUT, 300);
        network.server().ip("link set " + TestNetwork.LINK + " down");
        pair.client().send(100);
        pair.client().receiveAll();

        KernelRow row = watched.await(each -> each.kind() == KernelRow.Kind.KERNEL_AHEAD);
        assertThat(row.kernel()).isEqualTo(TcpState.CLOSED);
        KernelSummary summary = watched.finish();
        assertThat(summary.diverged()).isEqualTo(1);
    }
}
