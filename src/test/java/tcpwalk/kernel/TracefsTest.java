package tcpwalk.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TracefsTest {

    @TempDir
    private Path folder;

    @Test
    void theFileSystemIsLookedForWhereItIsMounted() throws IOException {
        Path mounts = Files.writeString(folder.resolve("mounts"), """
                proc /proc proc rw 0 0
                nodev /somewhere/tracing tracefs rw,relatime 0 0
                """);
        assertThat(Tracefs.candidates(mounts)).startsWith(Path.of("/sys/kernel/tracing"))
                .contains(Path.of("/somewhere/tracing"), Path.of("/sys/kernel/debug/tracing"));
        assertThat(Tracefs.candidates(folder.resolve("missing"))).contains(Path.of("/sys/kernel/debug/tracing"));
    }

    @Test
    void whatDeadProcessesLeftIsTakenAway() throws IOException {
        Path instances = Files.createDirectories(folder.resolve("instances"));
        Path stale = Files.createDirectory(instances.resolve("tcpwalk-999999999-1"));
        Path alive = Files.createDirectory(instances.resolve("tcpwalk-" + ProcessHandle.current().pid() + "-77"));
        Path others = Files.createDirectory(instances.resolve("bpftrace-999999999-1"));
        Path inUse = Files.createDirectories(instances.resolve("tcpwalk-999999998-1/busy")).getParent();

        new Tracefs(folder, false).removeStale();

        assertThat(stale).doesNotExist();
        assertThat(alive).exists();
        assertThat(others).exists();
        assertThat(inUse).exists();
    }

    @Test
    void everyObstacleHasItsReasonAndWhatToDo() {
        TracingException user = Tracefs.refused(new AccessDeniedException("/sys/kernel/tracing/instances"));
        assertThat(user).hasMessage("only root may read what the kernel traces");
        assertThat(user.fix()).isEqualTo("run it with sudo");

        TracingException old = Tracefs.refused(new NoSuchFileException("events/sock/inet_sock_set_state/enable"));
        assertThat(old).hasMessage("this kernel has no tracepoint sock:inet_sock_set_state");
        assertThat(old.fix()).contains("Linux 4.16");

        TracingException container = Tracefs.refused(
                new FileSystemException("/sys/kernel/tracing/instances/x", null, "Read-only file system"));
        assertThat(container).hasMessage("the kernel's trace cannot be used: /sys/kernel/tracing/instances/x:"
                + " Read-only file system");
        assertThat(container.fix()).contains("container");
    }
}
