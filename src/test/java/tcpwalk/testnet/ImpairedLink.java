package tcpwalk.testnet;

import java.util.function.Predicate;
import tcpwalk.wire.Segment;

/**
 * A link between two namespaces that this process carries. Each direction is impaired on its own, by the segments that
 * pass it; frames other than TCP always arrive.
 *
 * <pre>network.link().toServer().drop(1, Segment::isSyn);</pre>
 */
public final class ImpairedLink implements AutoCloseable {

    private final TapDevice clientEnd;
    private final TapDevice serverEnd;
    private final LinkDirection toServer;
    private final LinkDirection toClient;

    private ImpairedLink(TapDevice clientEnd, TapDevice serverEnd) {
        this.clientEnd = clientEnd;
        this.serverEnd = serverEnd;
        toServer = new LinkDirection("link to server", clientEnd, serverEnd);
        toClient = new LinkDirection("link to client", serverEnd, clientEnd);
    }

    static ImpairedLink between(Namespace client, Namespace server, String name) {
        ImpairedLink link = new ImpairedLink(TapDevice.create(client, name), TapDevice.create(server, name));
        link.toServer.start();
        link.toClient.start();
        return link;
    }

    public LinkDirection toServer() {
        return toServer;
    }

    public LinkDirection toClient() {
        return toClient;
    }

    /** Whatever the direction, loses every segment that matches. */
    public void dropAll(Predicate<Segment> matching) {
        toServer.dropAll(matching);
        toClient.dropAll(matching);
    }

    @Override
    public void close() {
        toServer.close();
        toClient.close();
        clientEnd.close();
        serverEnd.close();
    }
}
