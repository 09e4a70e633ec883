package tcpwalk.kernel;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Removes a trace instance when this process is gone, by whatever signal, and though it may have given up being root: a
 * shell that stays root, waits for the end of its standard input, and then does this one thing.
 *
 * <p>Ownership of the instance would not do: removing a directory takes the right to write to the one above it, which
 * holds everybody's instances.
 */
final class Caretaker {

    /** Interrupts from the terminal reach every process in front of it; this one must see the end. */
    private static final String SCRIPT = """
            trap '' INT QUIT HUP TERM PIPE
            while read -r line; do :; done
            for attempt in 1 2 3 4 5; do
                rmdir "$1" && break
                test -d "$1" || break
                sleep 1
            done
            test -z "$2" || umount "$2"
            """;
    private static final int PATIENCE_SECONDS = 3;

    private final Process shell;

    private Caretaker(Process shell) {
        this.shell = shell;
    }

    /** Watches over an instance, and over the file system where we have mounted it. */
    static Caretaker of(Path instance, Tracefs tracefs) throws IOException {
        String mount = tracefs.mounted() ? tracefs.root().toString() : "";
        return new Caretaker(new ProcessBuilder("/bin/sh", "-c", SCRIPT, "tcpwalk-caretaker", instance.toString(),
                mount).redirectOutput(Redirect.DISCARD).redirectError(Redirect.DISCARD).start());
    }

    /** Has the instance removed now; nobody may hold one of its files open. */
    void dismiss() throws IOException {
        shell.getOutputStream().close();
        // Whoever interrupts us wants us to end, and this is how.
        boolean interrupted = Thread.interrupted();
        try {
            shell.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
