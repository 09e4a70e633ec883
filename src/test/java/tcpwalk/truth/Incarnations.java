package tcpwalk.truth;

import tcpwalk.testnet.KernelSocket;
import tcpwalk.testnet.KeptFrame;

/** Connections of a scene between the same two ports, one after the other (RFC 9293 §3.4.1). */
final class Incarnations {

    private final Scene scene;
    private final KernelSocket listener;
    private int opened;

    Incarnations(Scene scene) {
        this.scene = scene;
        listener = scene.listener();
    }

    KernelSocket listener() {
        return listener;
    }

    /** Opens the next one and sends data both ways. */
    Scene.Pair open() {
        Scene.Pair pair = scene.open(listener, scene.client().bind(scene.clientEnd()));
        scene.exchange(pair);
        opened++;
        return pair;
    }

    /** Opens the next one, and the client aborts it. */
    void openAndAbort() {
        open().client().abort();
        awaitClosed();
    }

    /** Closes the latest, in this order, and waits until the kernels are done with all that there were. */
    void close(KernelSocket first, KernelSocket second) {
        first.shutdownOutput();
        second.receiveAll();
        second.close();
        awaitClosed();
    }

    private void awaitClosed() {
        scene.awaitClosed(opened, opened);
    }

    /** Aborts one, opens the next, and in the midst of that a frame of the first arrives again. */
    void replayIntoTheNext(KeptFrame old) throws Exception {
        openAndAbort();
        Scene.Pair next = open();
        old.release();
        scene.settle();
        scene.exchange(next);
        close(next.client(), next.server());
    }
}
