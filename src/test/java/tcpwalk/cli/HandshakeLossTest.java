package tcpwalk.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static tcpwalk.cli.HandshakeLiveTest.handshake;

import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import tcpwalk.testnet.ImpairedLink;
import tcpwalk.testnet.KernelServer;
import tcpwalk.testnet.KernelTrace;
import tcpwalk.testnet.RootOnly;
import tcpwalk.testnet.TestNetwork;
import tcpwalk.testnet.Transition;
import tcpwalk.wire.IpAddress;
import tcpwalk.wire.Segment;

/** A link that loses exactly one segment, each time another one: the walk gets through all the same. */
@RootOnly
class HandshakeLossTest {

    private static void recovers(IpAddress address, Consumer<ImpairedLink> impairment, String... options)
            throws Exception {
        try (var trace = KernelTrace.open(); var network = TestNetwork.impaired();
                var server = KernelServer.in(network.server()).echo().start(address)) {
            impairment.accept(network.link());
            Result result = handshake(network.client(), server.address(), options);

            assertThat(result.status()).as("%s%n%s", result.err(), result.out()).isZero();
            int port = server.address().port();
            trace.await(Duration.ofSeconds(10), step -> step.isOf(port) && step.to().equals("CLOSE"));
            // Java shuts a socket down and then closes it, so that the kernel may report LAST_ACK -> LAST_ACK.
            assertThat(trace.transitions(step -> step.isOf(port) && !step.from().equals(step.to())))
                    .extracting(Transition::to)
                    .containsExactly("LISTEN", "SYN_RECV", "ESTABLISHED", "CLOSE_WAIT", "LAST_ACK", "CLOSE");
            assertThat(server.received()).containsExactly("hello");
        }
    }

    private static void recovers(Consumer<ImpairedLink> impairment) throws Exception {
        recovers(TestNetwork.SERVER, impairment, "--send", "hello", "--brief");
    }

    private static boolean isBareAck(Segment segment) {
        return segment.isAck() && !segment.isSyn() && !segment.isFin() && segment.length() == 0;
    }

    @Test
    void lostSyn() throws Exception {
        recovers(link -> link.toServer().drop(1, Segment::isSyn));
    }

    @Test
    void lostSynAck() throws Exception {
        recovers(link -> link.toClient().drop(1, Segment::isSyn));
    }

    @Test
    void lostSynAckOverIpv6() throws Exception {
        recovers(TestNetwork.SERVER_6, link -> link.toClient().drop(1, Segment::isSyn), "--send", "hello", "--brief");
    }

    @Test
    void lostThirdAck() throws Exception {
        recovers(link -> link.toServer().drop(1, HandshakeLossTest::isBareAck));
    }

    @Test
    void lostThirdAckAndNothingToSend() throws Exception {
        try (var trace = KernelTrace.open(); var network = TestNetwork.impaired();
                var server = KernelServer.in(network.server()).start(TestNetwork.SERVER)) {
            network.link().toServer().drop(1, HandshakeLossTest::isBareAck);
            Result result = handshake(network.client(), server.address(), "--read", "3s", "--brief");

            assertThat(result.status()).as("%s%n%s", result.err(), result.out()).isZero();
            trace.await(Duration.ofSeconds(10), step -> step.isOf(server.address().port())
                    && step.arrow().equals("LAST_ACK -> CLOSE"));
        }
    }

    @Test
    void lostData() throws Exception {
        recovers(link -> link.toServer().drop(1, segment -> segment.length() > 0));
    }

    @Test
    void lostAnswer() throws Exception {
        recovers(link -> link.toClient().drop(1, segment -> segment.length() > 0));
    }

    @Test
    void lostFin() throws Exception {
        recovers(link -> link.toServer().drop(1, Segment::isFin));
    }

    @Test
    void lostFinOfThePeer() throws Exception {
        recovers(link -> link.toClient().drop(1, Segment::isFin));
    }

    @Test
    void lostLastAck() throws Exception {
        boolean[] finSeen = new boolean[1];
        recovers(link -> {
            link.toClient().drop(99, segment -> finSeen[0] |= segment.isFin());
            link.toServer().drop(1, segment -> finSeen[0] && isBareAck(segment));
        });
    }

    @Test
    void everythingComesTwiceAndOutOfOrder() throws Exception {
        recovers(link -> {
            for (int i = 1; i < 10; i++) {
                link.toServer().duplicate(i, segment -> true);
                link.toClient().duplicate(i, segment -> true);
            }
            link.toClient().reorder(3, segment -> true);
        });
    }

    @Test
    void peerClosesFirst() throws Exception {
        try (var trace = KernelTrace.open(); var network = TestNetwork.impaired();
                var server = KernelServer.in(network.server()).banner("bye\n").closing(KernelServer.Closing.FIRST)
                        .start(TestNetwork.SERVER)) {
            Result result = handshake(network.client(), server.address(), "--read", "5s", "--brief");

            assertThat(result.status()).as("%s%n%s", result.err(), result.out()).isZero();
            assertThat(result.out()).contains("CLOSE-WAIT", "LAST-ACK", "closed by server");
            trace.await(Duration.ofSeconds(10), step -> step.isOf(server.address().port())
                    && step.to().equals("FIN_WAIT2"));
        }
    }

    @Test
    void bothCloseAtOnce() throws Exception {
        try (var trace = KernelTrace.open(); var network = TestNetwork.impaired();
                var server = KernelServer.in(network.server()).closing(KernelServer.Closing.FIRST)
                        .start(TestNetwork.SERVER)) {
            network.link().toServer().delay(Duration.ofMillis(100));
            network.link().toClient().delay(Duration.ofMillis(100));
            Result result = handshake(network.client(), server.address(), "--read", "50ms", "--brief");

            assertThat(result.status()).as("%s%n%s", result.err(), result.out()).isZero();
            assertThat(result.out()).contains("CLOSING");
            trace.await(Duration.ofSeconds(10), step -> step.isOf(server.address().port())
                    && step.to().equals("CLOSING"));
        }
    }

    @Test
    void halfCloseReceivesWhatComesLater() throws Exception {
        try (var network = TestNetwork.impaired();
                var server = KernelServer.in(network.server()).echo().start(TestNetwork.SERVER)) {
            network.link().toClient().delay(Duration.ofMillis(200));
            Result result = handshake(network.client(), server.address(), "--send", "late", "--close", "half",
                    "--format", "ndjson");

            assertThat(result.status()).as(result.err()).isZero();
            assertThat(server.received()).containsExactly("late");
            assertThat(result.out()).contains("FIN-WAIT-2");
        }
    }
}
