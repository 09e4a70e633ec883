package tcpwalk.walk.flood;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tcpwalk.craft.link.Injector;
import tcpwalk.craft.link.IsolatedNetwork;
import tcpwalk.craft.link.PacketEncoder;
import tcpwalk.craft.link.RouteLookup;
import tcpwalk.craft.link.Via;
import tcpwalk.timeline.Units;
import tcpwalk.wire.EndpointAddress;
import tcpwalk.wire.IpAddress;
import tcpwalk.wire.Segment;
import tcpwalk.wire.TcpFlags;

/**
 * Floods a listener of our own with SYNs from addresses that never answer, without and with SYN cookies, while an
 * honest client tries to connect before, during and after. To be run in an {@link IsolatedNetwork} only; bounded in
 * everything.
 */
public final class FloodWalk {

    /** The listener's backlog: how many half-open connections it remembers. */
    public static final int BACKLOG = 32;
    /** How many SYNs one flood consists of, in two waves. */
    public static final int SYNS = 300;
    private static final int FIRST_WAVE = 200;
    private static final int HONEST_PATIENCE_MILLISECONDS = 1500;
    /** One repeat of the SYN,ACK after a second, and two more seconds: then a half-open connection is forgotten. */
    private static final int SYN_ACK_RETRIES = 1;
    private static final long FORGETTING = TimeUnit.SECONDS.toNanos(10);
    private static final long POLL_MILLISECONDS = 50;
    private static final IpAddress LOOPBACK = IpAddress.parse("127.0.0.1");

    private final FloodTelling telling;
    private final SecureRandom random = new SecureRandom();
    private ServerSocket listener;
    private ListenQueue queue;
    private int sent;

    public FloodWalk(FloodTelling telling) {
        this.telling = telling;
    }

    /** Runs both floods; ten seconds in all. */
    public void run() throws IOException, InterruptedException {
        ListenQueue.set("tcp_synack_retries", SYN_ACK_RETRIES);
        try (ServerSocket socket = new ServerSocket();
                Injector injector = Injector.open(RouteLookup.to(LOOPBACK).find(), Via.RAW)) {
            socket.bind(new InetSocketAddress(LOOPBACK.toInetAddress(), 0), BACKLOG);
            listener = socket;
            queue = new ListenQueue(socket.getLocalPort());
            Thread server = new Thread(this::serve, "flooded server");
            server.setDaemon(true);
            server.start();
            telling.tell("listener", "address", LOOPBACK + ":" + socket.getLocalPort(), "backlog", "" + BACKLOG);
            flood("off", injector);
            flood("on", injector);
        }
    }

    private void serve() {
        while (!listener.isClosed()) {
            try (Socket socket = listener.accept()) {
                socket.shutdownOutput();
            } catch (IOException e) {
                // A client that went away, or the end of the walk, which the loop's condition sees.
                continue;
            }
        }
    }

    private void flood(String cookies, Injector injector) throws IOException, InterruptedException {
        ListenQueue.set("tcp_syncookies", cookies.equals("on") ? 1 : 0);
        telling.tell("cookies." + cookies);
        honestClient("before");
        Map<String, Long> before = ListenQueue.counters();
        send(FIRST_WAVE, injector);
        telling.tell("flood", "syns", "" + FIRST_WAVE, "halfOpen", "" + queue.halfOpen(), "backlog", "" + BACKLOG);
        honestClient("during");
        send(SYNS - FIRST_WAVE, injector);
        Map<String, Long> after = ListenQueue.counters();
        telling.tell("counted." + cookies, "syns", "" + SYNS, "halfOpen", "" + queue.halfOpen(),
                "dropped", "" + ListenQueue.growth("TCPReqQFullDrop", before, after),
                "cookies", "" + ListenQueue.growth("SyncookiesSent", before, after),
                "redeemed", "" + ListenQueue.growth("SyncookiesRecv", before, after));
        long start = System.nanoTime();
        awaitForgetting(start + FORGETTING);
        telling.tell("forgotten", "time", Units.duration(System.nanoTime() - start));
        honestClient("after");
    }

    /** SYNs as a flood has them: each from another address, and nobody there to answer the SYN,ACK. */
    private void send(int count, Injector injector) throws IOException {
        EndpointAddress target = new EndpointAddress(LOOPBACK, listener.getLocalPort());
        ByteBuffer packet = ByteBuffer.allocate(80);
        for (int i = 0; i < count; i++) {
            IpAddress forged = IsolatedNetwork.silentAddress(random.nextInt(IsolatedNetwork.SILENT_ADDRESSES));
            Segment syn = new Segment().between(new EndpointAddress(forged, 1024 + random.nextInt(60_000)), target)
                    .flags(TcpFlags.SYN).seq(random.nextInt()).window(0xffff);
            syn.options().mss(1460);
            PacketEncoder.encode(syn, packet.clear());
            injector.send(packet.flip());
            sent++;
        }
    }

    private void honestClient(String when) throws IOException {
        long start = System.nanoTime();
        try (Socket client = new Socket()) {
            client.connect(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK.bytes()), listener.getLocalPort()),
                    HONEST_PATIENCE_MILLISECONDS);
            telling.tell("served." + when, "time", Units.duration(System.nanoTime() - start));
        } catch (SocketTimeoutException e) {
            telling.tell("turned-away." + when, "time", Units.duration(System.nanoTime() - start));
        }
    }

    private void awaitForgetting(long deadline) throws IOException, InterruptedException {
        while (queue.halfOpen() > 0 && System.nanoTime() < deadline) {
            Thread.sleep(POLL_MILLISECONDS);
        }
    }

    /** How many SYNs were sent in all. */
    public int sent() {
        return sent;
    }
}
