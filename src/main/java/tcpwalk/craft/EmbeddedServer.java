package tcpwalk.craft;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import tcpwalk.wire.EndpointAddress;
import tcpwalk.wire.IpAddress;

/**
 * A server of this machine's kernel on loopback, for a walk that has no other peer: sends back what it reads, and
 * closes when its peer has closed.
 */
public final class EmbeddedServer implements AutoCloseable {

    private static final IpAddress LOOPBACK = IpAddress.parse("127.0.0.1");
    private static final IpAddress LOOPBACK_6 = IpAddress.parse("::1");
    private static final int BACKLOG = 16;

    private final ServerSocket listener;

    private EmbeddedServer(ServerSocket listener) {
        this.listener = listener;
    }

    /**
     * Listens on a port that the kernel picks.
     *
     * @param version 4 or 6
     */
    public static EmbeddedServer start(int version) throws IOException {
        InetAddress loopback = (version == 6 ? LOOPBACK_6 : LOOPBACK).toInetAddress();
        ServerSocket listener = new ServerSocket();
        try {
            listener.bind(new InetSocketAddress(loopback, 0), BACKLOG);
        } catch (IOException e) {
            listener.close();
            throw e;
        }
        EmbeddedServer server = new EmbeddedServer(listener);
        Thread thread = new Thread(server::serve, "embedded server");
        thread.setDaemon(true);
        thread.start();
        return server;
    }

    public EndpointAddress address() {
        return new EndpointAddress(IpAddress.of(listener.getInetAddress()), listener.getLocalPort());
    }

    private void serve() {
        byte[] buffer = new byte[8192];
        while (!listener.isClosed()) {
            try (Socket socket = listener.accept()) {
                echo(socket, buffer);
            } catch (IOException e) {
                // The peer reset its connection, which ends that one, or close() ended the listener and so the loop.
                continue;
            }
        }
    }

    private static void echo(Socket socket, byte[] buffer) throws IOException {
        InputStream input = socket.getInputStream();
        OutputStream output = socket.getOutputStream();
        for (int length = input.read(buffer); length >= 0; length = input.read(buffer)) {
            output.write(buffer, 0, length);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
