package tcpwalk.testnet;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A network namespace of its own name. Code runs in it on threads that have entered it: every socket that such a
 * thread, or a thread that it starts, opens belongs to the namespace, in Java and through JNA alike.
 *
 * <p>Beware: {@code /proc/net} and {@code /sys/class/net} still show the process's first namespace.
 */
public final class Namespace implements AutoCloseable {

    private final String name;

    private Namespace(String name) {
        this.name = name;
    }

    static Namespace create(String name) {
        Command.run("ip", "netns", "add", name);
        Namespace namespace = new Namespace(name);
        namespace.ip("link set lo up");
        // Link-local addresses, too, are usable at once, without a second of duplicate address detection.
        namespace.sysctl("net.ipv6.conf.default.accept_dad", "0");
        return namespace;
    }

    public String name() {
        return name;
    }

    /** Runs lines of the {@code ip} command inside. */
    public void ip(String... lines) {
        Command.feed(String.join("\n", lines) + "\n", "ip", "-n", name, "-batch", "-");
    }

    /** Whether {@link #nftables} can be used on this machine. */
    public static boolean hasNftables() {
        return Files.isExecutable(Path.of("/usr/sbin/nft"));
    }

    /** Loads an nftables ruleset inside. */
    public void nftables(String ruleset) {
        Command.feed(ruleset, "ip", "netns", "exec", name, "nft", "-f", "-");
    }

    /** Sets a kernel parameter of the namespace, for instance {@code net.ipv4.tcp_syn_retries}. */
    public void sysctl(String key, String value) {
        try {
            // /proc/sys/net, unlike /proc/net, is that of the thread's own namespace.
            call(() -> Files.writeString(Path.of("/proc/sys", key.split("\\.")), value));
        } catch (Exception e) {
            throw new IllegalStateException(key, e);
        }
    }

    /** Starts another program inside. */
    public ProcessBuilder process(String... words) {
        String[] command = new String[words.length + 4];
        System.arraycopy(new String[] {"ip", "netns", "exec", name}, 0, command, 0, 4);
        System.arraycopy(words, 0, command, 4, words.length);
        return new ProcessBuilder(command);
    }

    /** Starts a thread inside. */
    public <T> CompletableFuture<T> start(String threadName, Callable<T> body) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                enter();
                result.complete(body.call());
            } catch (Throwable e) {
                result.completeExceptionally(e);
            }
        }, threadName);
        thread.setDaemon(true);
        thread.start();
        return result;
    }

    /** Runs {@code body} inside and waits for it; its exception becomes the caller's. */
    public <T> T call(Callable<T> body) throws Exception {
        try {
            return start(Thread.currentThread().getName() + " in " + name, body).get(60, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e.getCause() instanceof Error error ? error : new AssertionError(e);
        } catch (TimeoutException e) {
            throw new AssertionError("still running after a minute in " + name, e);
        }
    }

    /** Like {@link #call}, on a thread that has given up every capability, so that the kernel treats it as a user's. */
    public <T> T callUnprivileged(Callable<T> body) throws Exception {
        return call(() -> {
            // Version 3 of the interface; no process number means this thread. Three empty sets of 64 bits follow.
            byte[] header = ByteBuffer.allocate(8).order(ByteOrder.nativeOrder()).putInt(0x20080522).array();
            Syscalls.checked("capset", Syscalls.capset(header, new byte[24]));
            return body.call();
        });
    }

    private void enter() {
        int fd = Syscalls.checked("open", Syscalls.open("/run/netns/" + name, Syscalls.O_CLOEXEC));
        try {
            Syscalls.checked("setns", Syscalls.setns(fd, Syscalls.CLONE_NEWNET));
        } finally {
            Syscalls.close(fd);
        }
    }

    @Override
    public void close() {
        Command.run("ip", "netns", "del", name);
    }
}
