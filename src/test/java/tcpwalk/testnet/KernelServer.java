package tcpwalk.testnet;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import tcpwalk.wire.EndpointAddress;
import tcpwalk.wire.IpAddress;

/** A TCP server of a namespace's kernel, one connection after the other; what it does is set before it starts. */
public final class KernelServer implements AutoCloseable {

    private final Namespace namespace;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final List<String> received = new CopyOnWriteArrayList<>();
    private Closing closing = Closing.AFTER_PEER;
    private String banner = "";
    private boolean echo;
    private ServerSocket listener;

    /** When the server's end closes. */
    public enum Closing {
        /** When the peer has sent its FIN. */
        AFTER_PEER,
        /** As soon as the banner is out, so that the server sends the first FIN; reads on until the peer's FIN. */
        FIRST,
        /** By a RST, as soon as the banner is out. */
        RESET,
        /** Not before the server itself is closed. */
        NEVER
    }

    private KernelServer(Namespace namespace) {
        this.namespace = namespace;
    }

    public static KernelServer in(Namespace namespace) {
        return new KernelServer(namespace);
    }

    /** Sent to every client at once. */
    public KernelServer banner(String text) {
        banner = text;
        return this;
    }

    /** Sends back what it reads. */
    public KernelServer echo() {
        echo = true;
        return this;
    }

    public KernelServer closing(Closing closing) {
        this.closing = closing;
        return this;
    }

    /** Listens on a port that the kernel picks, and serves on threads of the namespace. */
    public KernelServer start(IpAddress address) throws Exception {
        listener = namespace.call(() -> {
            ServerSocket socket = new ServerSocket();
            InetAddress local = address.toInetAddress();
            socket.bind(new InetSocketAddress(local, 0), 100);
            return socket;
        });
        // The listener's namespace is the sockets' own, whichever thread accepts.
        Thread thread = new Thread(this::acceptAll, "kernel server");
        thread.setDaemon(true);
        thread.start();
        return this;
    }

    public EndpointAddress address() {
        return new EndpointAddress(IpAddress.of(listener.getInetAddress()), listener.getLocalPort());
    }

    /** What the connections that have ended sent, in that order. */
    public List<String> received() {
        return received;
    }

    private void acceptAll() {
        while (!listener.isClosed()) {
            try (Socket socket = listener.accept()) {
                open.add(socket);
                serve(socket);
            } catch (IOException e) {
                // A client's reset ends its connection, close() ends the loop.
                continue;
            }
        }
    }

    private void serve(Socket socket) throws IOException {
        socket.getOutputStream().write(banner.getBytes(StandardCharsets.UTF_8));
        switch (closing) {
            case RESET -> socket.setSoLinger(true, 0);
            case FIRST -> {
                socket.shutdownOutput();
                readAll(socket);
            }
            case AFTER_PEER -> readAll(socket);
            case NEVER -> {
                readAll(socket);
                awaitClose();
            }
        }
    }

    private void readAll(Socket socket) throws IOException {
        InputStream input = socket.getInputStream();
        StringBuilder text = new StringBuilder();
        byte[] buffer = new byte[4096];
        int length;
        try {
            while ((length = input.read(buffer)) >= 0) {
                text.append(new String(buffer, 0, length, StandardCharsets.UTF_8));
                if (echo) {
                    socket.getOutputStream().write(buffer, 0, length);
                }
            }
        } finally {
            received.add(text.toString());
        }
    }

    private synchronized void awaitClose() {
        while (!listener.isClosed()) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    @Override
    public synchronized void close() {
        try {
            listener.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        notifyAll();
    }
}
