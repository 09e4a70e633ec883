package tcpwalk.kernel;

import java.util.HashMap;
import java.util.Map;
import tcpwalk.tcp.TcpState;
import tcpwalk.wire.EndpointAddress;
import tcpwalk.wire.IpAddress;

/**
 * Reads the lines of a trace pipe, on one thread:
 *
 * <pre>
 *             curl-4711    [001] ..s2. 1795373319.263531: inet_sock_set_state: family=AF_INET protocol=...
 *             java-4700    [000] ...1. 1795373319.231845: tracing_mark_write: 17
 * CPU:1 [LOST 42 EVENTS]
 * </pre>
 *
 * <p>A process chooses its name, spaces, brackets and line breaks included, so that the line is read from what the
 * kernel writes outwards. What cannot be read is passed over. A busy server changes a hundred thousand states a second,
 * so that nothing is done twice: addresses come again and again.
 */
final class TraceLine {

    /** What a line may tell; {@code time} is of the trace's clock, in nanoseconds. */
    interface Reader {

        void changed(long time, SocketChange change);

        void marked(long time, String mark);

        /** @param events how many did not fit the kernel's buffer; 1 where it does not know */
        void lost(long events);
    }

    private static final String STATE_EVENT = ": inet_sock_set_state: ";
    private static final String MARK_EVENT = ": tracing_mark_write: ";
    private static final String LOST = " [LOST ";
    private static final char SERVING_NOBODY = '.';
    private static final Map<String, TcpState> STATES = Map.ofEntries(
            Map.entry("TCP_ESTABLISHED", TcpState.ESTABLISHED), Map.entry("TCP_SYN_SENT", TcpState.SYN_SENT),
            Map.entry("TCP_SYN_RECV", TcpState.SYN_RECEIVED), Map.entry("TCP_NEW_SYN_RECV", TcpState.SYN_RECEIVED),
            Map.entry("TCP_FIN_WAIT1", TcpState.FIN_WAIT_1), Map.entry("TCP_FIN_WAIT2", TcpState.FIN_WAIT_2),
            Map.entry("TCP_TIME_WAIT", TcpState.TIME_WAIT), Map.entry("TCP_CLOSE", TcpState.CLOSED),
            Map.entry("TCP_CLOSE_WAIT", TcpState.CLOSE_WAIT), Map.entry("TCP_LAST_ACK", TcpState.LAST_ACK),
            Map.entry("TCP_LISTEN", TcpState.LISTEN), Map.entry("TCP_CLOSING", TcpState.CLOSING));

    private static final int ADDRESSES = 4096;

    private final Reader reader;
    private final Map<String, IpAddress> addresses = new HashMap<>();

    TraceLine(Reader reader) {
        this.reader = reader;
    }

    /** Tells the reader what the line says; whether it could be read. */
    boolean read(String line) {
        int event = line.lastIndexOf(STATE_EVENT);
        if (event >= 0) {
            return readState(line, event);
        }
        int mark = line.indexOf(MARK_EVENT);
        if (mark >= 0) {
            long time = time(line, mark);
            if (time >= 0) {
                reader.marked(time, line.substring(mark + MARK_EVENT.length()).strip());
            }
            return time >= 0;
        }
        return line.startsWith("CPU:") && line.contains(LOST) && readLoss(line);
    }

    private boolean readLoss(String line) {
        String[] words = line.substring(line.indexOf(LOST) + LOST.length()).split("[ \\]]");
        long count = number(words[0]);
        reader.lost(count < 0 ? 1 : count);
        return true;
    }

    private boolean readState(String line, int event) {
        long time = time(line, event);
        TcpState from = STATES.get(word(line, " oldstate=", event));
        TcpState to = STATES.get(word(line, " newstate=", event));
        if (time < 0 || from == null || to == null || !word(line, " protocol=", event).equals("IPPROTO_TCP")) {
            return false;
        }
        boolean six = word(line, " family=", event).equals("AF_INET6");
        EndpointAddress local = end(word(line, six ? " saddrv6=" : " saddr=", event), word(line, " sport=", event));
        EndpointAddress remote = end(word(line, six ? " daddrv6=" : " daddr=", event), word(line, " dport=", event));
        Task task = task(line, line.lastIndexOf(' ', event - 1));
        if (local == null || remote == null || task == null) {
            return false;
        }
        reader.changed(time, new SocketChange(time, local, remote, from, to, task));
        return true;
    }

    /** The word after {@code key}, or an empty one. */
    private static String word(String line, String key, int from) {
        int at = line.indexOf(key, from);
        if (at < 0) {
            return "";
        }
        int start = at + key.length();
        int end = line.indexOf(' ', start);
        return end < 0 ? line.substring(start).strip() : line.substring(start, end);
    }

    /** A server in Java listens on IPv6 for both; its IPv4 connections then have mapped addresses. */
    private EndpointAddress end(String address, String port) {
        long number = number(port);
        if (number < 0 || number > 0xffff) {
            return null;
        }
        IpAddress known = addresses.get(address);
        if (known == null) {
            try {
                known = IpAddress.parse(address);
            } catch (IllegalArgumentException e) {
                return null;
            }
            if (addresses.size() == ADDRESSES) {
                addresses.clear();
            }
            addresses.put(address, known);
        }
        return new EndpointAddress(known, (int) number);
    }

    /** {@code 1795373319.263531} before {@code end}, in nanoseconds, or -1. */
    private static long time(String line, int end) {
        int start = line.lastIndexOf(' ', end - 1) + 1;
        int point = line.indexOf('.', start);
        if (point < 0 || point >= end) {
            return -1;
        }
        long seconds = number(line.substring(start, point));
        String fraction = (line.substring(point + 1, end) + "000000000").substring(0, 9);
        long nanoseconds = number(fraction);
        return seconds < 0 || seconds > 9_000_000_000L || nanoseconds < 0 ? -1 : seconds * 1_000_000_000L + nanoseconds;
    }

    /** {@code curl-4711    [001] ..s2.} before {@code end}: the third of the flags tells of an interrupt. */
    private static Task task(String line, int end) {
        int cpu = line.lastIndexOf(" [", end);
        int cpuEnd = line.indexOf(']', Math.max(cpu, 0));
        if (cpu < 0 || cpuEnd < 0 || cpuEnd > end) {
            return null;
        }
        String flags = line.substring(cpuEnd + 1, end).strip();
        String nameAndPid = line.substring(0, cpu).strip();
        if (nameAndPid.endsWith(")") && nameAndPid.lastIndexOf('(') > 0) {
            // Some kernels are told to add the thread group.
            nameAndPid = nameAndPid.substring(0, nameAndPid.lastIndexOf('(')).strip();
        }
        int dash = nameAndPid.lastIndexOf('-');
        long pid = dash < 0 ? -1 : number(nameAndPid.substring(dash + 1));
        if (pid < 0 || pid > Integer.MAX_VALUE) {
            return null;
        }
        boolean acting = flags.length() >= 3 && flags.charAt(2) == SERVING_NOBODY;
        return new Task(nameAndPid.substring(0, dash), (int) pid, acting);
    }

    /** Decimal digits and nothing else, or -1. */
    private static long number(String digits) {
        if (digits.isEmpty() || digits.length() > 18) {
            return -1;
        }
        long number = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
