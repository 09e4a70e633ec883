package tcpwalk.capture.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What the kernel allows this process, as {@code /proc/thread-self/status} says.
 *
 * @param effective the effective capabilities, a bit each
 */
public record Privileges(long effective) {

    private static final Privileges NONE = new Privileges(0);
    private static final String EFFECTIVE = "CapEff:";
    private static final int NET_BIND_SERVICE = 10;
    private static final int NET_RAW = 13;

    /** Those of this process; none where the system does not say. */
    public static Privileges current() {
        try (var lines = Files.lines(Path.of("/proc/thread-self/status"))) {
            return read(lines);
        } catch (IOException e) {
            return NONE;
        }
    }

    static Privileges read(Stream<String> status) {
        return status.filter(line -> line.startsWith(EFFECTIVE)).findFirst()
                .map(line -> new Privileges(Long.parseUnsignedLong(line.substring(EFFECTIVE.length()).strip(), 16)))
                .orElse(NONE);
    }

    /** Whether the process may capture and inject: CAP_NET_RAW is all that either takes. */
    public boolean mayCapture() {
        return (effective >>> NET_RAW & 1) != 0;
    }

    /** Whether the process may guard a source port below 1024. */
    public boolean mayBindLowPorts() {
        return (effective >>> NET_BIND_SERVICE & 1) != 0;
    }
}
