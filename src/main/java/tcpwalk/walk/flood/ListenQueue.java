package tcpwalk.walk.flood;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the kernel of the calling thread's network says about one listener: its half-open connections, its counters. */
final class ListenQueue {

    /** {@code /proc/net} would be that of the process's first thread. */
    private static final Path PROC = Path.of("/proc/thread-self/net");
    private static final String SYN_RECEIVED = "03";

    private final String localPort;

    ListenQueue(int port) {
        localPort = String.format(Locale.ROOT, ":%04X", port);
    }

    /** How many connections of the port are in SYN-RECEIVED. */
    int halfOpen() throws IOException {
        int count = 0;
        for (String table : List.of("tcp", "tcp6")) {
            for (String line : Files.readAllLines(PROC.resolve(table))) {
                String[] words = line.strip().split("\\s+");
                if (words[1].endsWith(localPort) && words[3].equals(SYN_RECEIVED)) {
                    count++;
                }
            }
        }
        return count;
    }

    /** The kernel's extended TCP counters by name. */
    static Map<String, Long> counters() throws IOException {
        List<String> lines = Files.readAllLines(PROC.resolve("netstat"));
        Map<String, Long> counters = new HashMap<>();
        for (int i = 0; i + 1 < lines.size(); i += 2) {
            String[] names = lines.get(i).split(" ");
            String[] values = lines.get(i + 1).split(" ");
            for (int j = 1; j < names.length; j++) {
                counters.put(names[j], Long.parseLong(values[j]));
            }
        }
        return counters;
    }

    /** How much a counter has grown; 0 where this kernel does not have it. */
    static long growth(String counter, Map<String, Long> before, Map<String, Long> after) {
        return after.getOrDefault(counter, 0L) - before.getOrDefault(counter, 0L);
    }

    /** Sets a parameter of the network's kernel, which ends with the network. */
    static void set(String parameter, int value) throws IOException {
        Files.writeString(Path.of("/proc/sys/net/ipv4", parameter), Integer.toString(value));
    }
}
