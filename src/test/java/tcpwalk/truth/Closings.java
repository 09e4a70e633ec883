package tcpwalk.truth;

import java.time.Duration;
import java.util.List;
import tcpwalk.testnet.KeptFrame;
import tcpwalk.wire.Segment;

/** How connections end when nobody resets them, and when nobody is left to. */
final class Closings {

    private static final Duration BEYOND_TIMEOUT = Duration.ofMillis(350);

    static final List<Scenario> ALL = List.of(
            new Scenario("client-fin-lost", Closings::clientFinLost),
            new Scenario("server-fin-lost", Closings::serverFinLost),
            new Scenario("last-ack-lost", Closings::lastAckLost),
            new Scenario("ack-of-fin-lost-half-open", Closings::ackOfFinLost),
            new Scenario("fin-and-ack-of-fin-lost", Closings::finWithAckLost),
            new Scenario("fin-doubled", Closings::finDoubled),
            new Scenario("ack-of-fin-later-than-the-next-fin", Closings::lateAckOfFin),
            new Scenario("last-ack-later-than-the-next-fin", Closings::lateLastAck),
            new Scenario("both-close", Closings::bothClose),
            new Scenario("both-close-client-fin-lost", Closings::bothCloseClientFinLost),
            new Scenario("both-close-both-fins-lost", Closings::bothCloseBothFinsLost),
            new Scenario("both-close-one-last-ack-lost", Closings::bothCloseAckLost),
            new Scenario("half-close-and-a-long-reply", Closings::halfClose),
            new Scenario("half-close-by-the-server", Closings::halfCloseByServer),
            new Scenario("server-closes-first-ipv6-fin-lost", Closings::ipv6FinLost),
            new Scenario("opened-and-closed-without-data", Closings::withoutData),
            new Scenario("orphan-in-fin-wait-2-forgets", Closings::orphanForgets),
            new Scenario("fin-never-acknowledged", Closings::finNeverAcknowledged),
            new Scenario("last-fin-never-acknowledged", Closings::lastFinNeverAcknowledged),
            new Scenario("port-reused-in-time-wait", Closings::portReused),
            new Scenario("client-fin-with-data-lost", Closings::finWithDataLost),
            new Scenario("data-and-fin-of-both-ends-lost", Closings::dataAndFinLost));

    private Closings() {
    }

    private static Scene.Pair opened(Scene scene) {
        Scene.Pair pair = scene.open();
        scene.exchange(pair);
        return pair;
    }

    private static void clientFinLost(Scene scene) {
        Scene.Pair pair = opened(scene);
        scene.toServer().drop(1, Segment::isFin);
        scene.closeOrderly(pair);
    }

    private static void serverFinLost(Scene scene) {
        Scene.Pair pair = opened(scene);
        scene.toClient().drop(1, Segment::isFin);
        scene.closeOrderly(pair);
    }

    private static void lastAckLost(Scene scene) throws Exception {
        Scene.Pair pair = opened(scene);
        pair.client().shutdownOutput();
        pair.server().receiveAll();
        scene.settle();
        scene.toServer().drop(1, Scene::isPureAck);
        pair.server().close();
        scene.awaitBothClosed();
    }

    private static void ackOfFinLost(Scene scene) {
        Scene.Pair pair = opened(scene);
        scene.toClient().drop(1, Scene::isPureAck);
        pair.client().shutdownOutput();
        scene.awaitClient("FIN_WAIT2");
        pair.server().send(300);
        pair.client().receive(300);
        pair.server().close();
        scene.awaitBothClosed();
    }

    private static void finWithAckLost(Scene scene) {
        Scene.Pair pair = opened(scene);
        scene.toClient().drop(1, segment -> true).drop(1, segment -> true);
        pair.client().shutdownOutput();
        pair.server().receiveAll();
        pair.server().close();
        scene.awaitBothClosed();
    }

    private static void finDoubled(Scene scene) {
        Scene.Pair pair = opened(scene);
        scene.toServer().duplicate(1, Segment::isFin);
        scene.toClient().duplicate(1, Segment::isFin);
        scene.closeOrderly(pair);
    }

    private static void lateAckOfFin(Scene scene) {
        Scene.Pair pair = opened(scene);
        KeptFrame again = scene.toServer().copy(2, Segment::isFin);
        scene.toClient().delay(1, Scene::isPureAck, BEYOND_TIMEOUT);
        pair.client().shutdownOutput();
        again.await();
        scene.awaitClient("FIN_WAIT2");
        scene.closeOrderly(pair);
    }

    private static void lateLastAck(Scene scene) throws Exception {
        Scene.Pair pair = opened(scene);
        pair.client().shutdownOutput();
        pair.server().receiveAll();
        scene.settle();
        KeptFrame again = scene.toClient().copy(2, Segment::isFin);
        scene.toServer().delay(1, Scene::isPureAck, BEYOND_TIMEOUT);
        pair.server().close();
        again.await();
        scene.awaitBothClosed();
    }

    private static void closeBoth(Scene scene, Scene.Pair pair) {
        pair.client().shutdownOutput();
        pair.server().shutdownOutput();
        scene.awaitBothClosed();
    }

    private static Scene.Pair openedFarApart(Scene scene) {
        scene.delay(Duration.ofMillis(20));
        return opened(scene);
    }

    private static void bothClose(Scene scene) {
        closeBoth(scene, openedFarApart(scene));
    }

    private static void bothCloseClientFinLost(Scene scene) {
        Scene.Pair pair = openedFarApart(scene);
        scene.toServer().drop(1, Segment::isFin);
        closeBoth(scene, pair);
    }

    private static void bothCloseBothFinsLost(Scene scene) {
        Scene.Pair pair = openedFarApart(scene);
        scene.toServer().drop(1, Segment::isFin);
        scene.toClient().drop(1, Segment::isFin);
        closeBoth(scene, pair);
    }

    private static void bothCloseAckLost(Scene scene) throws Exception {
        Scene.Pair pair = openedFarApart(scene);
        scene.settle();
        scene.toClient().drop(1, Scene::isPureAck);
        closeBoth(scene, pair);
    }

    private static void halfClose(Scene scene) {
        Scene.Pair pair = opened(scene);
        pair.client().shutdownOutput();
        pair.server().receiveAll();
        pair.server().send(30_000);
        pair.client().receive(30_000);
        pair.server().close();
        scene.awaitBothClosed();
    }

    private static void halfCloseByServer(Scene scene) {
        Scene.Pair pair = opened(scene);
        pair.server().shutdownOutput();
        pair.client().receiveAll();
        pair.client().send(30_000);
        pair.server().receive(30_000);
        pair.client().close();
        scene.awaitBothClosed();
    }

    private static void ipv6FinLost(Scene scene) {
        Scene.Pair pair = opened(scene.overIpv6());
        scene.toClient().drop(1, Segment::isFin);
        scene.closeOrderly(pair, pair.server(), pair.client());
    }

    private static void withoutData(Scene scene) {
        Scene.Pair pair = scene.open();
        pair.client().close();
        pair.server().receiveAll();
        pair.server().close();
        scene.awaitBothClosed();
    }

    private static void orphanForgets(Scene scene) throws Exception {
        scene.clientNamespace().sysctl("net.ipv4.tcp_fin_timeout", "1");
        Scene.Pair pair = opened(scene);
        pair.client().close();
        pair.server().receiveAll();
        scene.awaitClient("CLOSE");
        // The kernel says CLOSE when it begins to wait; whether it still does shows only in its answers.
        KeptFrame reset = scene.toServer().copy(1, Segment::isRst);
        pair.server().send(10);
        reset.await();
        scene.awaitServer("CLOSE");
    }

    private static void finNeverAcknowledged(Scene scene) throws Exception {
        scene.clientNamespace().sysctl("net.ipv4.tcp_orphan_retries", "2");
        Scene.Pair pair = opened(scene);
        scene.cut();
        pair.client().close();
        scene.awaitClient("CLOSE");
    }

    private static void lastFinNeverAcknowledged(Scene scene) {
        scene.serverNamespace().sysctl("net.ipv4.tcp_orphan_retries", "2");
        Scene.Pair pair = opened(scene);
        pair.client().shutdownOutput();
        pair.server().receiveAll();
        scene.awaitClient("FIN_WAIT2");
        scene.toServer().dropAll(segment -> true);
        pair.server().close();
        scene.awaitBothClosed();
    }

    private static void portReused(Scene scene) {
        Incarnations connections = new Incarnations(scene);
        Scene.Pair first = connections.open();
        scene.closeOrderly(first, first.server(), first.client());
        Scene.Pair second = connections.open();
        connections.close(second.server(), second.client());
    }

    private static void finWithDataLost(Scene scene) {
        Scene.Pair pair = opened(scene);
        scene.toServer().drop(1, Scene::isData).drop(1, Segment::isFin);
        pair.client().send(4000);
        scene.closeOrderly(pair);
    }

    private static void dataAndFinLost(Scene scene) {
        Scene.Pair pair = openedFarApart(scene);
        scene.toServer().drop(1, Scene::isData).drop(1, Segment::isFin);
        scene.toClient().drop(1, Scene::isData).drop(1, Segment::isFin);
        pair.client().send(200);
        pair.server().send(200);
        pair.client().shutdownOutput();
        pair.server().shutdownOutput();
        pair.client().receiveAll();
        pair.server().receiveAll();
        scene.awaitBothClosed();
    }
}
