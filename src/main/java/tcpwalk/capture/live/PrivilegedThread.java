package tcpwalk.capture.live;

import com.sun.jna.Native;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ExecutionException;

/**
 * A thread that keeps a few capabilities while the rest of the process gives root up, for what must be done as root
 * later: an interface that comes back is opened anew. Linux knows capabilities by thread.
 */
public final class PrivilegedThread implements Executor, AutoCloseable {

    /** To open packet sockets. */
    public static final int CAP_NET_RAW = 13;
    /** Version 3 of the interface: 64 bits, in two halves. */
    private static final int VERSION_3 = 0x2008_0522;

    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread daemon = new Thread(task, "privileged");
        daemon.setDaemon(true);
        return daemon;
    });

    private final long kept;

    private PrivilegedThread(long kept) {
        this.kept = kept;
    }

    /** To be called before {@link InvokingUser#become()}; {@link #restrict()} then follows it. */
    public static PrivilegedThread keeping(int... capabilities) throws CaptureException {
        long kept = 0;
        for (int each : capabilities) {
            kept |= 1L << each;
        }
        PrivilegedThread privileged = new PrivilegedThread(kept);
        privileged.call("prctl", () -> CredentialFunctions.prctl(CredentialFunctions.PR_SET_KEEPCAPS, 1, 0, 0, 0));
        return privileged;
    }

    /** Gives up all but the capabilities that were asked for, and makes these usable again. */
    public void restrict() throws CaptureException {
        byte[] header = ByteBuffer.allocate(8).order(ByteOrder.nativeOrder()).putInt(VERSION_3).array();
        int low = (int) kept;
        int high = (int) (kept >>> 32);
        // Effective, permitted, inheritable: low halves first.
        byte[] sets = ByteBuffer.allocate(24).order(ByteOrder.nativeOrder()).putInt(low).putInt(low).putInt(0)
                .putInt(high).putInt(high).putInt(0).array();
        call("capset", () -> CredentialFunctions.capset(header, sets));
    }

    /** A system call on the thread: 0 if it succeeds. */
    @FunctionalInterface
    private interface SystemCall {
        int run();
    }

    private void call(String name, SystemCall call) throws CaptureException {
        Future<Integer> error = thread.submit(() -> call.run() == 0 ? 0 : Native.getLastError());
        try {
            if (error.get() != 0) {
                throw new CaptureException(CaptureFault.OTHER, "cannot keep a privilege: " + name + ": errno "
                        + error.get());
            }
        } catch (ExecutionException e) {
            throw new CaptureException(CaptureFault.OTHER, "cannot keep a privilege: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CaptureException(CaptureFault.OTHER, "interrupted", e);
        }
    }

    @Override
    public void execute(Runnable task) {
        thread.execute(task);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
