package tcpwalk.truth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import tcpwalk.testnet.KernelSocket;
import tcpwalk.testnet.KeptFrame;

/** What happens to open connections: loss, delay, full windows, silence. */
final class Transfers {

    private static final Duration BEYOND_TIMEOUT = Duration.ofMillis(350);
    private static final int BULK = 120_000;

    static final List<Scenario> ALL = List.of(
            new Scenario("nothing-goes-wrong", Transfers::nothingGoesWrong),
            new Scenario("banner-server-closes-first", Transfers::banner),
            new Scenario("bulk-both-ways-over-a-bad-link", Transfers::bulk),
            new Scenario("data-lost-then-fin", Transfers::dataLostThenFin),
            new Scenario("fin-overtakes-data", Transfers::finOvertakesData),
            new Scenario("ack-later-than-the-retransmission", Transfers::lateAck),
            new Scenario("window-closes-and-opens", Transfers::zeroWindow),
            new Scenario("window-closed-when-the-sender-closes", Transfers::zeroWindowThenFin),
            new Scenario("keep-alive-answered", Transfers::keepAliveAnswered),
            new Scenario("keep-alive-given-up", Transfers::keepAliveGivenUp),
            new Scenario("sender-gives-up", Transfers::senderGivesUp),
            new Scenario("old-data-replayed-into-the-next-connection", Transfers::oldDataReplayed));

    private Transfers() {
    }

    private static void nothingGoesWrong(Scene scene) {
        Scene.Pair pair = scene.open();
        scene.exchange(pair);
        scene.closeOrderly(pair);
    }

    private static void banner(Scene scene) {
        Scene.Pair pair = scene.open();
        pair.server().send(40);
        pair.server().shutdownOutput();
        pair.client().receiveAll();
        pair.client().close();
        scene.awaitBothClosed();
    }

    private static void bulk(Scene scene) throws Exception {
        scene.toServer().drop(7, Scene::isData).drop(11, Scene::isData).reorder(20, Scene::isData)
                .duplicate(30, Scene::isData);
        scene.toClient().drop(5, Scene::isData).reorder(15, Scene::isData).drop(33, Scene::isData);
        Scene.Pair pair = scene.open();
        CompletableFuture<Integer> up = scene.aside(() -> pair.client().send(BULK));
        CompletableFuture<Integer> down = scene.aside(() -> pair.server().send(BULK));
        CompletableFuture<Void> read = scene.aside(() -> {
            pair.client().receive(BULK);
            return null;
        });
        pair.server().receive(BULK);
        read.get();
        assertThat(up.get() + down.get()).isZero();
        scene.closeOrderly(pair);
    }

    private static void dataLostThenFin(Scene scene) {
        Scene.Pair pair = scene.open();
        scene.exchange(pair);
        scene.toServer().drop(1, Scene::isData);
        pair.client().send(500);
        scene.closeOrderly(pair);
    }

    private static void finOvertakesData(Scene scene) {
        Scene.Pair pair = scene.open();
        scene.exchange(pair);
        scene.toServer().reorder(1, Scene::isData);
        pair.client().send(500);
        scene.closeOrderly(pair);
    }

    private static void lateAck(Scene scene) {
        Scene.Pair pair = scene.open();
        scene.exchange(pair);
        KeptFrame again = scene.toServer().copy(2, Scene::isData);
        scene.toClient().delay(1, Scene::isPureAck, BEYOND_TIMEOUT);
        pair.client().send(100);
        pair.server().receive(100);
        again.await();
        scene.closeOrderly(pair);
    }

    /** The server reads nothing, until its window is closed; then the script goes on. */
    private static CompletableFuture<Integer> fillWindow(Scene scene, Scene.Pair pair, int count) {
        KeptFrame closed = scene.toClient().copy(1, segment -> segment.isAck() && segment.window() == 0);
        KeptFrame probe = scene.toServer().copy(1, segment -> Scene.isPureAck(segment) && closed.isThere());
        CompletableFuture<Integer> sending = scene.aside(() -> pair.client().send(count));
        closed.await();
        probe.await();
        return sending;
    }

    private static Scene.Pair openNarrow(Scene scene) {
        KernelSocket listener = scene.server().bind(scene.serverEnd()).receiveBuffer(4096).listen();
        return scene.open(listener);
    }

    private static void zeroWindow(Scene scene) throws Exception {
        Scene.Pair pair = openNarrow(scene);
        CompletableFuture<Integer> sending = fillWindow(scene, pair, 20_000);
        pair.server().receive(20_000);
        assertThat(sending.get()).isZero();
        scene.closeOrderly(pair);
    }

    private static void zeroWindowThenFin(Scene scene) throws Exception {
        Scene.Pair pair = openNarrow(scene);
        CompletableFuture<Integer> sending = fillWindow(scene, pair, 9_000);
        assertThat(sending.get()).isZero();
        scene.closeOrderly(pair);
    }

    private static void keepAliveAnswered(Scene scene) {
        KernelSocket client = scene.client().keepAlive(1, 5);
        Scene.Pair pair = scene.open(scene.listener(), client);
        scene.exchange(pair);
        KeptFrame answer = scene.toClient().copy(3, Scene::isPureAck);
        answer.await();
        scene.closeOrderly(pair);
    }

    private static void keepAliveGivenUp(Scene scene) throws Exception {
        KernelSocket client = scene.client().keepAlive(1, 2);
        Scene.Pair pair = scene.open(scene.listener(), client);
        scene.exchange(pair);
        scene.cut();
        assertThat(pair.client().receiveAll()).isEqualTo(KernelSocket.ETIMEDOUT);
        scene.awaitClient("CLOSE");
    }

    private static void senderGivesUp(Scene scene) throws Exception {
        Scene.Pair pair = scene.open(scene.listener(), scene.client().option(KernelSocket.TCP_USER_TIMEOUT, 700));
        scene.exchange(pair);
        scene.cut();
        pair.client().send(100);
        assertThat(pair.client().receiveAll()).isEqualTo(KernelSocket.ETIMEDOUT);
        scene.awaitClient("CLOSE");
    }

    private static void oldDataReplayed(Scene scene) throws Exception {
        KeptFrame old = scene.toServer().copy(1, Scene::isData);
        new Incarnations(scene).replayIntoTheNext(old);
    }
}
