package tcpwalk.kernel;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * The kernel's tracing file system: where it is, and the instances below it that are tcpwalk's.
 *
 * @param root    the mount point
 * @param mounted whether nobody had mounted it before
 */
record Tracefs(Path root, boolean mounted) {

    private static final Path STANDARD = Path.of("/sys/kernel/tracing");
    private static final Path MOUNTS = Path.of("/proc/self/mounts");
    private static final Path LOCKDOWN = Path.of("/sys/kernel/security/lockdown");
    private static final String PREFIX = "tcpwalk-";
    private static final int PATIENCE_SECONDS = 10;
    private static final AtomicInteger COUNT = new AtomicInteger();

    /** Finds it, or mounts it where it belongs. */
    static Tracefs find() throws TracingException {
        for (Path root : candidates(MOUNTS)) {
            if (Files.isWritable(root.resolve("instances"))) {
                return new Tracefs(root, false);
            }
        }
        try {
            if (isMounted(MOUNTS)) {
                throw Files.isReadable(STANDARD) ? new FileSystemException(STANDARD.toString(), null,
                        "no instances can be made there") : new AccessDeniedException(STANDARD.toString());
            }
            mount();
        } catch (IOException e) {
            throw e instanceof TracingException known ? known : refused(e);
        }
        return new Tracefs(STANDARD, true);
    }

    /** Where it may be: what is mounted, and where opening a path mounts it by itself. */
    static List<Path> candidates(Path mounts) {
        List<Path> places = new ArrayList<>(List.of(STANDARD));
        try (Stream<String> lines = Files.lines(mounts)) {
            lines.map(line -> line.split(" ")).filter(words -> words.length > 2 && words[2].equals("tracefs"))
                    .forEach(words -> places.add(Path.of(words[1])));
        } catch (IOException e) {
            // Without a list of mounts the usual places remain.
            places.add(STANDARD);
        }
        places.add(Path.of("/sys/kernel/debug/tracing"));
        return places;
    }

    private static boolean isMounted(Path mounts) throws IOException {
        try (Stream<String> lines = Files.lines(mounts)) {
            return lines.anyMatch(line -> line.contains(" tracefs "));
        }
    }

    private static void mount() throws IOException {
        Process mount = new ProcessBuilder("mount", "-t", "tracefs", "nodev", STANDARD.toString())
                .redirectErrorStream(true).start();
        String words = new String(mount.getInputStream().readAllBytes()).lines().findFirst()
                .orElse("mount says nothing").replaceFirst("^mount: ", "").replaceFirst("\\.$", "");
        try {
            if (!mount.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || mount.exitValue() != 0) {
                throw new TracingException("tracefs is not mounted, and cannot be: " + words,
                        "run it with sudo, on the host and not in a container: mount -t tracefs nodev " + STANDARD,
                        null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Makes an instance of our own, after taking away what tcpwalks that were killed have left. */
    Path createInstance() throws TracingException {
        removeStale();
        String name = PREFIX + ProcessHandle.current().pid() + '-' + COUNT.incrementAndGet();
        try {
            return Files.createDirectory(root.resolve("instances").resolve(name));
        } catch (IOException e) {
            throw refused(e);
        }
    }

    /** The kernel refuses to remove an instance that anybody reads, so that nobody can lose one that is in use. */
    void removeStale() throws TracingException {
        try (Stream<Path> instances = Files.list(root.resolve("instances"))) {
            for (Path instance : (Iterable<Path>) instances::iterator) {
                if (isStale(instance.getFileName().toString())) {
                    removeUnlessBusy(instance);
                }
            }
        } catch (IOException e) {
            throw refused(e);
        }
    }

    static boolean isStale(String name) {
        String[] words = name.split("-");
        return name.startsWith(PREFIX) && words.length == 3 && words[1].matches("\\d{1,9}")
                && ProcessHandle.of(Long.parseLong(words[1])).isEmpty();
    }

    private static void removeUnlessBusy(Path instance) throws IOException {
        try {
            Files.delete(instance);
        } catch (NoSuchFileException | DirectoryNotEmptyException gone) {
            // Another tcpwalk was faster, or it is none of ours.
            return;
        } catch (FileSystemException busy) {
            if (busy instanceof AccessDeniedException) {
                throw busy;
            }
        }
    }

    /** In the user's words why the file system does not let us. */
    static TracingException refused(IOException cause) {
        String lockdown = lockdown(LOCKDOWN);
        if (!lockdown.isEmpty() && !lockdown.contains("[none]")) {
            return new TracingException("the kernel is locked down (" + lockdown + ") and does not tell what it does",
                    "boot without lockdown; disabling Secure Boot usually ends it", cause);
        }
        if (cause instanceof AccessDeniedException) {
            return new TracingException("only root may read what the kernel traces", "run it with sudo", cause);
        }
        if (cause instanceof NoSuchFileException missing && missing.getFile().contains("inet_sock_set_state")) {
            return new TracingException("this kernel has no tracepoint sock:inet_sock_set_state",
                    "it takes Linux 4.16 or newer, with CONFIG_FTRACE and CONFIG_EVENT_TRACING", cause);
        }
        String reason = cause instanceof FileSystemException system && system.getReason() != null
                ? system.getFile() + ": " + system.getReason() : String.valueOf(cause.getMessage());
        return new TracingException("the kernel's trace cannot be used: " + reason,
                "in a container, run it on the host", cause);
    }

    /** The kernel's list of lockdown modes, the one in force in brackets; empty where it has none. */
    static String lockdown(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            return "";
        }
    }
}
