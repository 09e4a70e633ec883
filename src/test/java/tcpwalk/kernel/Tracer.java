package tcpwalk.kernel;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** A process of its own that traces, gives up being root, and goes on: says what it traced of itself, then waits. */
final class Tracer {

    private static final int NOBODY = 65_534;

    static {
        Native.register(Tracer.class, NativeLibrary.getInstance(null));
    }

    private Tracer() {
    }

    static native int setresgid(int real, int effective, int saved);

    static native int setresuid(int real, int effective, int saved);

    static native int getuid();

    public static void main(String[] arguments) throws Exception {
        AtomicInteger changes = new AtomicInteger();
        int port;
        SocketTrace trace;
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = server.getLocalPort();
            trace = SocketTrace.open(new SocketTrace.Listener() {
                @Override
                public void changed(SocketChange change) {
                    if (change.local().port() == port && !change.isOfListener()) {
                        changes.incrementAndGet();
                    }
                }

                @Override
                public void lost(long events) {
                    throw new IllegalStateException("lost " + events);
                }
            });
            int refused = setresgid(NOBODY, NOBODY, NOBODY) + setresuid(NOBODY, NOBODY, NOBODY);
            try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port);
                    Socket accepted = server.accept()) {
                client.shutdownOutput();
                accepted.getInputStream().read();
            }
            boolean complete = trace.sync(Duration.ofSeconds(5));
            System.out.println(refused + " " + getuid() + " " + complete + " " + changes);
        }
        if (System.in.read() < 0 || arguments.length > 0) {
            trace.close();
        }
        System.out.println("closed");
    }
}
