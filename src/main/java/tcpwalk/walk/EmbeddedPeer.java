package tcpwalk.walk;

import java.io.IOException;
import tcpwalk.craft.link.KernelPeer;
import tcpwalk.walk.script.PeerOrder;
import tcpwalk.walk.script.PeerOrder.Verb;
import tcpwalk.walk.script.Script;
import tcpwalk.wire.EndpointAddress;

/** A peer of our own: a socket of this machine's kernel on loopback, whose application the script commands. */
public final class EmbeddedPeer implements Peer {

    private static final long NANOSECONDS_PER_MILLISECOND = 1_000_000L;
    private static final int MILLISECONDS_PER_SECOND = 1000;

    private final KernelPeer socket;

    private EmbeddedPeer(KernelPeer socket) {
        this.socket = socket;
    }

    /**
     * A peer for that script; it listens unless the script has it refuse or open.
     *
     * @param version 4 or 6
     */
    public static EmbeddedPeer start(Script script, int version) throws IOException {
        KernelPeer socket = KernelPeer.open(version == 6 ? 6 : 4);
        if (!script.ordersPeer(Verb.REFUSE) && !script.ordersPeer(Verb.CONNECT)) {
            try {
                socket.listen();
            } catch (IOException e) {
                socket.close();
                throw e;
            }
        }
        return new EmbeddedPeer(socket);
    }

    @Override
    public EndpointAddress address() {
        return socket.address();
    }

    @Override
    public boolean obey(PeerOrder order, EndpointAddress us) throws IOException {
        switch (order.verb()) {
            case REFUSE -> { }
            case CONNECT -> socket.connect(us);
            case SEND -> socket.send(number(order, 0));
            case SHUTDOWN -> socket.shutdownOutput();
            case CLOSE -> socket.closeConnection();
            case ABORT -> socket.abort();
            case SYN_RETRIES -> socket.synRetries(number(order, 0));
            case KEEP_ALIVE -> socket.keepAlive(seconds(order, 0), seconds(order, 1), number(order, 2));
            case USER_TIMEOUT -> socket.userTimeout(milliseconds(order, 0));
        }
        return true;
    }

    private static int number(PeerOrder order, int index) {
        return order.numbers().get(index).intValue();
    }

    private static int milliseconds(PeerOrder order, int index) {
        return (int) (order.numbers().get(index) / NANOSECONDS_PER_MILLISECOND);
    }

    /** The kernel counts keep-alive in whole seconds. */
    private static int seconds(PeerOrder order, int index) {
        return Math.max(1, milliseconds(order, index) / MILLISECONDS_PER_SECOND);
    }

    @Override
    public void close() {
        socket.close();
    }
}
