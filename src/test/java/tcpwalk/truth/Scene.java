package tcpwalk.truth;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import tcpwalk.testnet.FrameLog;
import tcpwalk.testnet.KernelSocket;
import tcpwalk.testnet.KernelTrace;
import tcpwalk.testnet.LinkDirection;
import tcpwalk.testnet.Namespace;
import tcpwalk.testnet.TestNetwork;
import tcpwalk.testnet.Transition;
import tcpwalk.wire.EndpointAddress;
import tcpwalk.wire.IpAddress;
import tcpwalk.wire.Segment;

/**
 * Where one scenario plays: two kernels, a scripted link between them, a tap at each end, and the record of what the
 * sockets went through. A scene has ports of its own, so that many can play at once before one trace.
 */
final class Scene implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int FIRST_PORT = 2000 + (int) (ProcessHandle.current().pid() % 2500) * 12;
    private static final AtomicInteger SCENES = new AtomicInteger();

    private final KernelTrace trace;
    private final TestNetwork network;
    private final FrameLog atClient;
    private final FrameLog atServer;
    private final List<KernelSocket> sockets = new ArrayList<>();
    private final int port = FIRST_PORT + 2 * SCENES.getAndIncrement();
    private int markers;
    private IpAddress clientHost = TestNetwork.CLIENT;
    private IpAddress serverHost = TestNetwork.SERVER;

    /** The two sockets of one connection. */
    record Pair(KernelSocket client, KernelSocket server) {
    }

    Scene(KernelTrace trace) throws Exception {
        this.trace = trace;
        network = TestNetwork.impaired();
        for (Namespace namespace : List.of(network.client(), network.server())) {
            namespace.sysctl("net.ipv4.tcp_fastopen", "3");
        }
        // Far enough apart that an answer is no coincidence, near enough that nothing takes long.
        delay(Duration.ofMillis(3));
        atClient = FrameLog.on(network.client(), TestNetwork.LINK);
        atServer = FrameLog.on(network.server(), TestNetwork.LINK);
    }

    /** Plays over IPv6 from now on. */
    Scene overIpv6() {
        clientHost = TestNetwork.CLIENT_6;
        serverHost = TestNetwork.SERVER_6;
        return this;
    }

    /** How long every frame takes, each way. */
    void delay(Duration delay) {
        toServer().delay(delay);
        toClient().delay(delay);
    }

    LinkDirection toServer() {
        return network.link().toServer();
    }

    LinkDirection toClient() {
        return network.link().toClient();
    }

    Namespace clientNamespace() {
        return network.client();
    }

    Namespace serverNamespace() {
        return network.server();
    }

    /** Loses everything from now on, both ways; what is on its way still arrives. */
    void cut() throws Exception {
        settle();
        network.link().dropAll(segment -> true);
    }

    EndpointAddress serverEnd() {
        return new EndpointAddress(serverHost, port);
    }

    /** A port of the client that a script may choose instead of the kernel. */
    EndpointAddress clientEnd() {
        return new EndpointAddress(clientHost, port + 1);
    }

    KernelSocket client() {
        return opened(KernelSocket.in(network.client(), clientHost.version()));
    }

    KernelSocket server() {
        return opened(KernelSocket.in(network.server(), serverHost.version()));
    }

    KernelSocket listener() {
        return server().bind(serverEnd()).listen();
    }

    private KernelSocket opened(KernelSocket socket) {
        sockets.add(socket);
        return socket;
    }

    /** Closes the listener; a process that is just being started may hold it for some time longer. */
    void closeListener(KernelSocket listener) {
        listener.close();
        await(step -> step.local().port() == port && step.arrow().equals("LISTEN -> CLOSE"));
    }

    KernelSocket accept(KernelSocket listener) {
        return opened(listener.accept());
    }

    /** A connection of the client to a listener. */
    Pair open(KernelSocket listener) {
        return open(listener, client());
    }

    Pair open(KernelSocket listener, KernelSocket client) {
        connect(client);
        return new Pair(client, accept(listener));
    }

    Pair open() {
        return open(listener());
    }

    KernelSocket connect(KernelSocket client) {
        int error = client.connect(serverEnd());
        if (error != 0) {
            throw new AssertionError("connect: errno " + error);
        }
        return client;
    }

    /** Data both ways. */
    void exchange(Pair pair) {
        pair.client().send(100);
        pair.server().receive(100);
        pair.server().send(700);
        pair.client().receive(700);
    }

    /** The client closes first, then the server, until the kernels are done with both. */
    void closeOrderly(Pair pair) {
        closeOrderly(pair, pair.client(), pair.server());
    }

    void closeOrderly(Pair pair, KernelSocket first, KernelSocket second) {
        first.shutdownOutput();
        second.receiveAll();
        second.close();
        first.receiveAll();
        awaitBothClosed();
        first.close();
    }

    void awaitBothClosed() {
        awaitClient("CLOSE");
        awaitServer("CLOSE");
    }

    /** Waits until a socket of the client's end has gone to a state, by the kernel's name. */
    void awaitClient(String state) {
        await(step -> isClients(step) && step.to().equals(state));
    }

    /** Waits until a connected socket of the server's end has gone to a state, by the kernel's name. */
    void awaitServer(String state) {
        await(step -> isServers(step) && step.to().equals(state));
    }

    /** Waits until that many sockets of an end have closed. */
    void awaitClosed(int clients, int servers) {
        trace.awaitCount(PATIENCE, clients, step -> isClients(step) && step.to().equals("CLOSE"));
        trace.awaitCount(PATIENCE, servers, step -> isServers(step) && step.to().equals("CLOSE"));
    }

    private void await(Predicate<Transition> matching) {
        trace.await(PATIENCE, matching);
    }

    private boolean isClients(Transition step) {
        return step.remote().port() == port;
    }

    private boolean isServers(Transition step) {
        return step.local().port() == port && step.remote().port() != 0;
    }

    /** Runs something that blocks beside the script. */
    <T> CompletableFuture<T> aside(Callable<T> body) {
        return network.client().start("aside", body);
    }

    /** Lets everything arrive that is on its way, in both directions. */
    void settle() throws Exception {
        mark(network.client(), TestNetwork.SERVER);
        mark(network.server(), TestNetwork.CLIENT);
        markers += 2;
        atClient.awaitMarkers(markers);
        atServer.awaitMarkers(markers);
    }

    private static void mark(Namespace from, IpAddress to) throws Exception {
        from.call(() -> {
            try (DatagramSocket socket = new DatagramSocket()) {
                socket.send(new DatagramPacket(new byte[1], 1, to.toInetAddress(), FrameLog.MARKER_PORT));
            }
            return null;
        });
    }

    /** Writes what was recorded as {@code NAME.client.pcap}, {@code NAME.server.pcap} and {@code NAME.states.tsv}. */
    List<Path> record(Path folder, String name) throws Exception {
        settle();
        Path client = folder.resolve(name + ".client.pcap");
        Path server = folder.resolve(name + ".server.pcap");
        List<String> lines = states();
        atClient.write(client);
        atServer.write(server);
        Files.write(folder.resolve(name + ".states.tsv"), lines);
        return List.of(client, server);
    }

    private List<String> states() {
        return trace.transitions(step -> isClients(step) || isServers(step)).stream()
                .map(Scene::line).collect(Collectors.toList());
    }

    private static String line(Transition step) {
        return String.join("\t", Long.toString(step.time()), step.local().address().toString(),
                Integer.toString(step.local().port()), step.remote().address().toString(),
                Integer.toString(step.remote().port()), step.from(), step.to());
    }

    static boolean isData(Segment segment) {
        return segment.length() > 0;
    }

    static boolean isBareSyn(Segment segment) {
        return segment.isSyn() && !segment.isAck();
    }

    static boolean isSynAck(Segment segment) {
        return segment.isSyn() && segment.isAck();
    }

    /** An acknowledgment and nothing else. */
    static boolean isPureAck(Segment segment) {
        return segment.isAck() && segment.sequenceLength() == 0 && !segment.isRst();
    }

    @Override
    public void close() {
        sockets.forEach(KernelSocket::close);
        atClient.close();
        atServer.close();
        network.close();
    }
}
