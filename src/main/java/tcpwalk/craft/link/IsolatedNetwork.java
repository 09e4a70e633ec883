package tcpwalk.craft.link;

import com.sun.jna.Native;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import tcpwalk.wire.IpAddress;

/**
 * A network without a way out: a namespace that has no name and no interface but its own loopback, and that the kernel
 * takes away with the last thread and socket in it, however the process ends. Nothing sent inside can reach a machine.
 */
public final class IsolatedNetwork {

    /** Set aside for tests of devices (RFC 2544 §C.2.2): here, addresses that exist and never answer. */
    private static final String SILENT = "198.18.0.0/15";
    private static final int FIRST_SILENT = 0xc612_0000;
    /** How many silent addresses there are. */
    public static final int SILENT_ADDRESSES = 1 << 17;
    private static final int CLONE_NEWNET = 0x4000_0000;

    private IsolatedNetwork() {
    }

    /** Runs {@code body}, and every thread that it starts, inside; its exception becomes the caller's. */
    public static <T> T call(Callable<T> body) throws Exception {
        FutureTask<T> task = new FutureTask<>(() -> {
            enter();
            return body.call();
        });
        Thread thread = new Thread(task, "isolated network");
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private static void enter() throws IOException {
        if (LibC.unshare(CLONE_NEWNET) < 0) {
            SystemCallException cause = new SystemCallException("unshare", Native.getLastError());
            throw new LinkException(LinkFault.of(cause.errno()), "cannot make a network namespace", cause);
        }
        // A child process is in the namespace of the thread that starts it.
        ip("link", "set", "lo", "up");
        ip("route", "add", SILENT, "dev", "lo");
    }

    private static void ip(String... words) throws IOException {
        String[] command = new String[words.length + 1];
        command[0] = "ip";
        System.arraycopy(words, 0, command, 1, words.length);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        try {
            if (process.waitFor() != 0) {
                throw new IOException(String.join(" ", command) + ": " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    /** One of the addresses that never answer, by its number from 0. */
    public static IpAddress silentAddress(int number) {
        return new IpAddress(4, 0, FIRST_SILENT + Math.floorMod(number, SILENT_ADDRESSES) & 0xffff_ffffL);
    }
}
