package tcpwalk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import tcpwalk.testnet.KernelSocket;
import tcpwalk.testnet.Namespace;
import tcpwalk.testnet.TestNetwork;
import tcpwalk.wire.EndpointAddress;

/** Two kernels and a network between them, a listener at the server, and what sockets do to each other there. */
final class TwoHosts implements AutoCloseable {

    static final EndpointAddress ADDRESS = new EndpointAddress(TestNetwork.SERVER, 8080);
    /** Where nothing listens. */
    static final EndpointAddress NOBODY = new EndpointAddress(TestNetwork.SERVER, 8081);

    private final TestNetwork network = TestNetwork.veth();
    private final KernelSocket listener = KernelSocket.in(network.server(), 4).bind(ADDRESS).listen();

    Namespace client() {
        return network.client();
    }

    KernelSocket socket() {
        return KernelSocket.in(network.client(), 4);
    }

    KernelSocket connect(KernelSocket client) {
        assertThat(client.connect(ADDRESS)).isZero();
        return client;
    }

    KernelSocket open() {
        return connect(socket());
    }

    KernelSocket accept() {
        return listener.accept();
    }

    /** Opens, asks, answers, and closes, the client first. */
    void converse() {
        try (KernelSocket client = open()) {
            try (KernelSocket server = accept()) {
                client.send(5);
                server.receive(5);
                server.send(7);
                client.receive(7);
                client.shutdownOutput();
                server.receiveAll();
            }
            client.receiveAll();
        }
    }

    /** Opens, and the client aborts. */
    void abort() {
        KernelSocket client = open();
        try (KernelSocket server = accept()) {
            client.abort();
            assertThat(server.receiveAll()).isEqualTo(KernelSocket.ECONNRESET);
        }
    }

    void refuse() {
        try (KernelSocket client = socket()) {
            assertThat(client.connect(NOBODY)).isEqualTo(KernelSocket.ECONNREFUSED);
        }
    }

    @Override
    public void close() {
        listener.close();
        network.close();
    }
}
