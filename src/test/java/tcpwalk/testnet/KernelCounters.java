package tcpwalk.testnet;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The TCP counters of a namespace's kernel at one moment, as {@code nstat} shows them. */
public final class KernelCounters {

    private final Map<String, Long> values = new HashMap<>();

    private KernelCounters() {
    }

    public static KernelCounters of(Namespace namespace) throws Exception {
        return namespace.call(() -> {
            KernelCounters counters = new KernelCounters();
            // /proc/net would be that of the process's first thread.
            counters.read(Path.of("/proc/thread-self/net/netstat"));
            counters.read(Path.of("/proc/thread-self/net/snmp"));
            return counters;
        });
    }

    /** Pairs of lines: names, then values, each after the same prefix. */
    private void read(Path file) throws Exception {
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i + 1 < lines.size(); i += 2) {
            String[] names = lines.get(i).split(" ");
            String[] numbers = lines.get(i + 1).split(" ");
            for (int j = 1; j < names.length; j++) {
                if (names[0].startsWith("Tcp")) {
                    values.put(names[j], Long.parseLong(numbers[j]));
                }
            }
        }
    }

    /** For instance {@code TCPChallengeACK} or {@code OutRsts}. */
    public long get(String name) {
        Long value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("this kernel has no counter " + name);
        }
        return value;
    }

    /** The counters that are not zero, for messages. */
    @Override
    public String toString() {
        Map<String, Long> shown = new HashMap<>(values);
        shown.values().removeIf(value -> value == 0);
        return shown.toString();
    }
}
