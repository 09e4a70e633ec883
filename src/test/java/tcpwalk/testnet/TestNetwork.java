package tcpwalk.testnet;

import java.util.concurrent.atomic.AtomicInteger;
import tcpwalk.wire.IpAddress;

/**
 * Two namespaces joined by one Ethernet link called {@value #LINK} at both ends: 10.99.0.1 and fd99::1 are the client,
 * 10.99.0.2 and fd99::2 the server.
 */
public final class TestNetwork implements AutoCloseable {

    public static final String LINK = "veth0";
    public static final IpAddress CLIENT = IpAddress.parse("10.99.0.1");
    public static final IpAddress SERVER = IpAddress.parse("10.99.0.2");
    public static final IpAddress CLIENT_6 = IpAddress.parse("fd99::1");
    public static final IpAddress SERVER_6 = IpAddress.parse("fd99::2");

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final Namespace client;
    private final Namespace server;
    private final ImpairedLink link;

    private TestNetwork(Namespace client, Namespace server, ImpairedLink link) {
        this.client = client;
        this.server = server;
        this.link = link;
    }

    /** Joined by a pair of virtual Ethernet interfaces, which lose nothing. */
    public static TestNetwork veth() {
        String name = uniqueName();
        Namespace client = Namespace.create(name + "c");
        Namespace server = Namespace.create(name + "s");
        Command.run("ip", "link", "add", LINK, "netns", client.name(), "type", "veth", "peer", LINK,
                "netns", server.name());
        return configured(client, server, null);
    }

    /** Joined by a link that this process carries, and can lose, delay, double or reorder frames on. */
    public static TestNetwork impaired() {
        String name = uniqueName();
        Namespace client = Namespace.create(name + "c");
        Namespace server = Namespace.create(name + "s");
        return configured(client, server, ImpairedLink.between(client, server, LINK));
    }

    private static String uniqueName() {
        return "tcpwalk-" + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet();
    }

    private static TestNetwork configured(Namespace client, Namespace server, ImpairedLink link) {
        // IPv6 addresses that are there before both ends are up answer only after a second.
        client.ip("link set " + LINK + " up");
        server.ip("link set " + LINK + " up");
        address(client, CLIENT, CLIENT_6);
        address(server, SERVER, SERVER_6);
        return new TestNetwork(client, server, link);
    }

    private static void address(Namespace namespace, IpAddress four, IpAddress six) {
        namespace.ip("addr add " + four + "/24 dev " + LINK, "addr add " + six + "/64 dev " + LINK + " nodad");
    }

    public Namespace client() {
        return client;
    }

    public Namespace server() {
        return server;
    }

    /** The link of an {@link #impaired()} network. */
    public ImpairedLink link() {
        if (link == null) {
            throw new IllegalStateException("a veth pair impairs nothing: use TestNetwork.impaired()");
        }
        return link;
    }

    @Override
    public void close() {
        if (link != null) {
            link.close();
        }
        client.close();
        server.close();
    }
}
