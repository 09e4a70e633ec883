package tcpwalk.truth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import tcpwalk.testnet.KernelSocket;
import tcpwalk.testnet.KeptFrame;
import tcpwalk.wire.Segment;

/** Who resets whom, when, and whether it takes effect; and old segments that come back. */
final class Resets {

    static final List<Scenario> ALL = List.of(
            new Scenario("client-aborts", Resets::clientAborts),
            new Scenario("server-aborts-ipv6", Resets::serverAborts),
            new Scenario("closed-with-unread-data", Resets::unreadData),
            new Scenario("data-after-close", Resets::dataAfterClose),
            new Scenario("reset-lost-then-data", Resets::resetLost),
            new Scenario("reset-crosses-data", Resets::resetCrossesData),
            new Scenario("reset-crosses-fin", Resets::resetCrossesFin),
            new Scenario("resets-cross", Resets::resetsCross),
            new Scenario("abort-in-fin-wait-2", Resets::abortInFinWait2),
            new Scenario("abort-in-close-wait", Resets::abortInCloseWait),
            new Scenario("abort-in-last-ack", Resets::abortInLastAck),
            new Scenario("no-linger-in-fin-wait-2", Resets::noLinger),
            new Scenario("abort-before-the-third-ack-arrives", Resets::abortBeforeThirdAck),
            new Scenario("half-open-discovered", Resets::halfOpen),
            new Scenario("old-syn-replayed-into-the-same-connection", Resets::sameSynReplayed),
            new Scenario("old-syn-replayed-into-the-next-connection", Resets::oldSynReplayed),
            new Scenario("old-syn-replayed-after-close", Resets::oldSynAfterClose),
            new Scenario("old-syn-replayed-after-the-listener-closed", Resets::oldSynNobodyListens),
            new Scenario("old-reset-replayed-into-the-next-connection", Resets::oldResetReplayed),
            new Scenario("old-fin-replayed-in-time-wait", Resets::oldFinInTimeWait),
            new Scenario("reset-after-lost-data", Resets::resetAfterLostData));

    private Resets() {
    }

    private static Scene.Pair opened(Scene scene) {
        Scene.Pair pair = scene.open();
        scene.exchange(pair);
        return pair;
    }

    private static void clientAborts(Scene scene) {
        Scene.Pair pair = opened(scene);
        pair.client().abort();
        scene.awaitBothClosed();
    }

    private static void serverAborts(Scene scene) {
        Scene.Pair pair = opened(scene.overIpv6());
        pair.server().abort();
        scene.awaitBothClosed();
    }

    private static void unreadData(Scene scene) throws Exception {
        Scene.Pair pair = opened(scene);
        pair.client().send(100);
        scene.settle();
        pair.server().close();
        scene.awaitBothClosed();
    }

    private static void dataAfterClose(Scene scene) {
        Scene.Pair pair = opened(scene);
        pair.client().close();
        pair.server().receiveAll();
        pair.server().send(100);
        assertThat(pair.server().receiveAll()).isIn(0, KernelSocket.ECONNRESET, 32);
        scene.awaitBothClosed();
    }

    private static void resetLost(Scene scene) {
        Scene.Pair pair = opened(scene);
        scene.toServer().drop(1, Segment::isRst);
        pair.client().abort();
        scene.awaitClient("CLOSE");
        pair.server().send(100);
        scene.awaitServer("CLOSE");
    }

    private static void resetCrossesData(Scene scene) throws Exception {
        scene.delay(Duration.ofMillis(20));
        Scene.Pair pair = opened(scene);
        KeptFrame second = scene.toServer().copy(2, Segment::isRst);
        pair.client().abort();
        pair.server().send(100);
        scene.awaitBothClosed();
        second.await();
    }

    private static void resetCrossesFin(Scene scene) {
        scene.delay(Duration.ofMillis(20));
        Scene.Pair pair = opened(scene);
        KeptFrame second = scene.toServer().copy(2, Segment::isRst);
        pair.client().abort();
        pair.server().shutdownOutput();
        scene.awaitBothClosed();
        second.await();
    }

    private static void resetsCross(Scene scene) {
        scene.delay(Duration.ofMillis(20));
        Scene.Pair pair = opened(scene);
        pair.client().abort();
        pair.server().abort();
        scene.awaitBothClosed();
    }

    private static void abortInFinWait2(Scene scene) {
        Scene.Pair pair = opened(scene);
        pair.client().shutdownOutput();
        scene.awaitClient("FIN_WAIT2");
        pair.client().abort();
        scene.awaitBothClosed();
    }

    private static void abortInCloseWait(Scene scene) {
        Scene.Pair pair = opened(scene);
        pair.client().shutdownOutput();
        scene.awaitClient("FIN_WAIT2");
        pair.server().abort();
        scene.awaitBothClosed();
    }

    private static void abortInLastAck(Scene scene) throws Exception {
        Scene.Pair pair = opened(scene);
        pair.client().shutdownOutput();
        pair.server().receiveAll();
        scene.settle();
        KeptFrame fin = scene.toClient().hold(1, Segment::isFin);
        pair.server().shutdownOutput();
        fin.await();
        pair.server().abort();
        scene.awaitServer("CLOSE");
        fin.release();
        scene.awaitClient("CLOSE");
    }

    private static void noLinger(Scene scene) {
        Scene.Pair pair = opened(scene);
        pair.client().option(KernelSocket.TCP_LINGER2, -1);
        pair.client().shutdownOutput();
        scene.awaitClient("FIN_WAIT2");
        pair.client().close();
        scene.awaitBothClosed();
    }

    private static void abortBeforeThirdAck(Scene scene) throws Exception {
        scene.toServer().drop(1, Scene::isPureAck);
        scene.listener();
        KernelSocket client = scene.connect(scene.client());
        client.abort();
        scene.awaitClient("CLOSE");
        scene.settle();
    }

    /** RFC 9293 §3.5.1, Figure 9: one end has forgotten the connection and opens it again. */
    private static void halfOpen(Scene scene) {
        Incarnations connections = new Incarnations(scene);
        Scene.Pair first = connections.open();
        scene.toServer().drop(1, Segment::isRst);
        first.client().abort();
        scene.awaitClient("CLOSE");
        Scene.Pair second = connections.open();
        connections.close(second.client(), second.server());
    }

    private static void sameSynReplayed(Scene scene) throws Exception {
        KeptFrame syn = scene.toServer().copy(1, Scene::isBareSyn);
        Scene.Pair pair = opened(scene);
        syn.release();
        scene.settle();
        scene.exchange(pair);
        scene.closeOrderly(pair);
    }

    private static void oldSynReplayed(Scene scene) throws Exception {
        KeptFrame syn = scene.toServer().copy(1, Scene::isBareSyn);
        new Incarnations(scene).replayIntoTheNext(syn);
    }

    private static void oldResetReplayed(Scene scene) throws Exception {
        KeptFrame reset = scene.toServer().copy(1, Segment::isRst);
        new Incarnations(scene).replayIntoTheNext(reset);
    }

    private static void oldSynAfterClose(Scene scene) {
        KeptFrame syn = scene.toServer().copy(1, Scene::isBareSyn);
        Scene.Pair pair = opened(scene);
        scene.closeOrderly(pair);
        // The client, in TIME-WAIT, answers the SYN,ACK with an acknowledgment; the server's half-open socket resets.
        KeptFrame answer = scene.toServer().copy(1, segment -> true);
        syn.release();
        answer.await();
    }

    private static void oldSynNobodyListens(Scene scene) {
        KeptFrame syn = scene.toServer().copy(1, Scene::isBareSyn);
        Incarnations connections = new Incarnations(scene);
        connections.openAndAbort();
        scene.closeListener(connections.listener());
        KeptFrame reset = scene.toClient().copy(1, Segment::isRst);
        syn.release();
        reset.await();
    }

    private static void oldFinInTimeWait(Scene scene) throws Exception {
        Scene.Pair pair = opened(scene);
        KeptFrame fin = scene.toClient().copy(1, Segment::isFin);
        scene.closeOrderly(pair);
        KeptFrame reset = scene.toClient().copy(1, Segment::isRst);
        fin.release();
        reset.await();
    }

    private static void resetAfterLostData(Scene scene) {
        Scene.Pair pair = opened(scene);
        scene.toServer().drop(1, Scene::isData);
        pair.client().send(100);
        pair.client().abort();
        scene.awaitClient("CLOSE");
        pair.server().send(10);
        scene.awaitServer("CLOSE");
    }
}
