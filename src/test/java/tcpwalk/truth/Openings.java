package tcpwalk.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.List;
import tcpwalk.testnet.KernelSocket;
import tcpwalk.testnet.KeptFrame;
import tcpwalk.testnet.Namespace;
import tcpwalk.wire.Segment;

/** How connections begin, and fail to. */
final class Openings {

    private static final Duration BEYOND_SYN_TIMEOUT = Duration.ofMillis(1100);

    static final List<Scenario> ALL = List.of(
            new Scenario("syn-lost", Openings::synLost),
            new Scenario("syn-ack-lost", Openings::synAckLost),
            new Scenario("third-ack-lost-in-silence", Openings::thirdAckLost),
            new Scenario("third-ack-and-first-data-lost", Openings::thirdAckAndDataLost),
            new Scenario("third-ack-lost-then-fin", Openings::thirdAckLostThenFin),
            new Scenario("syn-doubled", Openings::synDoubled),
            new Scenario("syn-ack-doubled", Openings::synAckDoubled),
            new Scenario("syn-retransmitted-and-both-arrive", Openings::bothSynsArrive),
            new Scenario("syn-ack-later-than-the-next-syn", Openings::synAckCrossesSyn),
            new Scenario("syn-filtered", Openings::synFiltered),
            new Scenario("syn-filtered-behind-the-tap", Openings::synFilteredBehindTheTap),
            new Scenario("port-closed", scene -> refused(scene)),
            new Scenario("port-closed-ipv6", scene -> refused(scene.overIpv6())),
            new Scenario("refusal-lost", Openings::refusalLost),
            new Scenario("both-open", Openings::bothOpen),
            new Scenario("both-open-one-syn-lost", Openings::bothOpenOneSynLost),
            new Scenario("both-open-ipv6-both-close", Openings::bothOpenBothClose),
            new Scenario("client-gone-before-syn-ack", Openings::clientGoneBeforeSynAck),
            new Scenario("listener-closed-before-third-ack", Openings::listenerClosedBeforeThirdAck),
            new Scenario("fast-open-with-cookie", Openings::fastOpen),
            new Scenario("fast-open-syn-lost", Openings::fastOpenSynLost),
            new Scenario("fast-open-server-closes-before-ack", Openings::fastOpenServerClosesFirst),
            new Scenario("fast-open-third-ack-lost", Openings::fastOpenThirdAckLost),
            new Scenario("sequence-numbers-wrap", Openings::sequenceNumbersWrap));

    private Openings() {
    }

    private static void walk(Scene scene) {
        Scene.Pair pair = scene.open();
        scene.exchange(pair);
        scene.closeOrderly(pair);
    }

    private static void synLost(Scene scene) {
        scene.toServer().drop(1, Scene::isBareSyn);
        walk(scene);
    }

    private static void synAckLost(Scene scene) {
        scene.toClient().drop(1, Scene::isSynAck);
        walk(scene);
    }

    private static void thirdAckLost(Scene scene) {
        scene.toServer().drop(1, Scene::isPureAck);
        walk(scene);
    }

    private static void thirdAckAndDataLost(Scene scene) {
        scene.toServer().drop(1, Scene::isPureAck).drop(1, Scene::isData);
        KernelSocket listener = scene.listener();
        KernelSocket client = scene.connect(scene.client());
        client.send(100);
        Scene.Pair pair = new Scene.Pair(client, scene.accept(listener));
        pair.server().receive(100);
        scene.closeOrderly(pair);
    }

    private static void thirdAckLostThenFin(Scene scene) {
        scene.toServer().drop(1, Scene::isPureAck);
        KernelSocket listener = scene.listener();
        KernelSocket client = scene.connect(scene.client());
        client.shutdownOutput();
        KernelSocket server = scene.accept(listener);
        server.receiveAll();
        server.close();
        client.receiveAll();
        scene.awaitBothClosed();
    }

    private static void synDoubled(Scene scene) {
        scene.toServer().duplicate(1, Scene::isBareSyn);
        walk(scene);
    }

    private static void synAckDoubled(Scene scene) {
        scene.toClient().duplicate(1, Scene::isSynAck);
        walk(scene);
    }

    private static void bothSynsArrive(Scene scene) {
        scene.toServer().delay(1, Scene::isBareSyn, BEYOND_SYN_TIMEOUT);
        KeptFrame challenge = scene.toClient().copy(2, Scene::isPureAck);
        Scene.Pair pair = scene.open();
        scene.exchange(pair);
        challenge.await();
        scene.closeOrderly(pair);
    }

    private static void synAckCrossesSyn(Scene scene) {
        scene.toClient().delay(1, Scene::isSynAck, BEYOND_SYN_TIMEOUT);
        walk(scene);
    }

    private static void synFiltered(Scene scene) {
        scene.listener();
        scene.toServer().dropAll(Scene::isBareSyn);
        giveUp(scene);
    }

    private static void synFilteredBehindTheTap(Scene scene) {
        scene.listener();
        assumeTrue(Namespace.hasNftables(), "no nft");
        scene.serverNamespace().nftables("table inet guard { chain in { type filter hook input priority 0; "
                + "tcp dport " + scene.serverEnd().port() + " drop;\n}\n}\n");
        giveUp(scene);
    }

    private static void giveUp(Scene scene) {
        int error = scene.client().option(KernelSocket.TCP_SYNCNT, 1).connect(scene.serverEnd());
        assertThat(error).isEqualTo(KernelSocket.ETIMEDOUT);
        scene.awaitClient("CLOSE");
    }

    private static void refused(Scene scene) {
        assertThat(scene.client().connect(scene.serverEnd())).isEqualTo(KernelSocket.ECONNREFUSED);
        scene.awaitClient("CLOSE");
    }

    private static void refusalLost(Scene scene) {
        scene.toClient().drop(1, Segment::isRst);
        refused(scene);
    }

    private static Scene.Pair openBoth(Scene scene) {
        scene.delay(Duration.ofMillis(20));
        KernelSocket client = scene.client().bind(scene.clientEnd());
        KernelSocket server = scene.server().bind(scene.serverEnd());
        client.connectLater(scene.serverEnd());
        server.connectLater(scene.clientEnd());
        assertThat(client.awaitConnected()).isZero();
        assertThat(server.awaitConnected()).isZero();
        return new Scene.Pair(client, server);
    }

    private static void bothOpen(Scene scene) {
        Scene.Pair pair = openBoth(scene);
        scene.exchange(pair);
        scene.closeOrderly(pair);
    }

    private static void bothOpenOneSynLost(Scene scene) {
        scene.toServer().drop(1, Scene::isBareSyn);
        bothOpen(scene);
    }

    private static void bothOpenBothClose(Scene scene) {
        Scene.Pair pair = openBoth(scene.overIpv6());
        pair.client().shutdownOutput();
        pair.server().shutdownOutput();
        scene.awaitBothClosed();
    }

    private static void clientGoneBeforeSynAck(Scene scene) throws Exception {
        KeptFrame synAck = scene.toClient().hold(1, Scene::isSynAck);
        KeptFrame reset = scene.toServer().copy(1, Segment::isRst);
        scene.listener();
        KernelSocket client = scene.client().connectLater(scene.serverEnd());
        synAck.await();
        client.close();
        scene.awaitClient("CLOSE");
        synAck.release();
        reset.await();
    }

    private static void listenerClosedBeforeThirdAck(Scene scene) {
        KeptFrame thirdAck = scene.toServer().hold(1, Scene::isPureAck);
        KernelSocket listener = scene.listener();
        KernelSocket client = scene.connect(scene.client());
        thirdAck.await();
        scene.closeListener(listener);
        thirdAck.release();
        assertThat(client.receiveAll()).isEqualTo(KernelSocket.ECONNRESET);
        scene.awaitClient("CLOSE");
    }

    /** A connection that fetches the cookie, and is closed; the listener. */
    private static KernelSocket fetchCookie(Scene scene) {
        KernelSocket listener = scene.server().bind(scene.serverEnd()).option(KernelSocket.TCP_FASTOPEN, 5).listen();
        KernelSocket client = fastOpener(scene);
        client.send(10);
        Scene.Pair pair = new Scene.Pair(client, scene.accept(listener));
        pair.server().receive(10);
        scene.closeOrderly(pair);
        return listener;
    }

    /** A socket whose SYN goes with its first data. */
    private static KernelSocket fastOpener(Scene scene) {
        return scene.connect(scene.client().option(KernelSocket.TCP_FASTOPEN_CONNECT, 1));
    }

    private static void sendOpening(Scene scene, KernelSocket listener) {
        KernelSocket client = fastOpener(scene);
        client.send(200);
        Scene.Pair pair = new Scene.Pair(client, scene.accept(listener));
        pair.server().receive(200);
        pair.server().send(300);
        pair.client().receive(300);
        pair.client().shutdownOutput();
        pair.server().receiveAll();
        pair.server().close();
        scene.awaitClosed(2, 2);
    }

    private static void fastOpen(Scene scene) {
        sendOpening(scene, fetchCookie(scene));
    }

    private static void fastOpenSynLost(Scene scene) {
        KernelSocket listener = fetchCookie(scene);
        scene.toServer().drop(1, Scene::isBareSyn);
        sendOpening(scene, listener);
    }

    private static void fastOpenServerClosesFirst(Scene scene) {
        KernelSocket listener = fetchCookie(scene);
        KernelSocket client = fastOpener(scene);
        client.send(200);
        KernelSocket server = scene.accept(listener);
        server.receive(200);
        server.send(300);
        server.shutdownOutput();
        client.receiveAll();
        client.close();
        scene.awaitClosed(2, 2);
    }

    private static void fastOpenThirdAckLost(Scene scene) {
        KernelSocket listener = fetchCookie(scene);
        scene.toServer().drop(1, Scene::isPureAck);
        sendOpening(scene, listener);
    }

    private static void sequenceNumbersWrap(Scene scene) {
        Scene.Pair pair = scene.open(scene.listener(), scene.client().initialSequence(-50));
        scene.exchange(pair);
        scene.closeOrderly(pair);
    }
}
