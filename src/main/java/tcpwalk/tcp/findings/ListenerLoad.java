package tcpwalk.tcp.findings;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import tcpwalk.tcp.Account;
import tcpwalk.tcp.Finding;

/** The handshakes at one listener: how many were begun and not finished, by quarters of a second, and by whom. */
final class ListenerLoad implements BoundedTable.Entry {

    /** A server gives up a half-open connection after 63 seconds (Linux, tcp_synack_retries 5). */
    private static final int SECONDS = 64;
    private static final long SECOND = 1_000_000_000;
    /** A flood that lasts no longer than the time-out of a SYN,ACK and a half must not fall between two of them. */
    private static final int PER_SECOND = 4;
    private static final long QUARTER = SECOND / PER_SECOND;
    private static final int QUARTERS = SECONDS * PER_SECOND;
    /** Fewer are not looked at more closely. */
    private static final int FEW = 4;

    private long opened;
    private long answered;
    private long finished;
    private long refused;
    private long repeated;
    private long suspected;
    private long first;
    private long last;
    private int[] pending;
    private long newest;
    private int overdue;
    private int openedThisSecond;
    private int peakRate;
    private DistinctCount sources;
    private DistinctCount networks;
    private final List<Long> frames = new ArrayList<>(0);
    private String address;
    private Supplier<Account> membership;
    private long raised;

    @Override
    public boolean isPinned() {
        return raised > 0;
    }

    /** A handshake begins. */
    void opens(long time, long source, long network) {
        first = opened == 0 ? time : first;
        last = time;
        opened++;
        if (pending == null) {
            if (opened - finished - refused < FEW) {
                return;
            }
            pending = new int[QUARTERS];
            newest = time / QUARTER;
            pending[index(newest)] = FEW - 1;
            sources = new DistinctCount();
            networks = new DistinctCount();
        }
        advance(time / QUARTER);
        pending[index(newest)]++;
        peakRate = Math.max(peakRate, ++openedThisSecond);
        sources.add(source);
        networks.add(network);
    }

    void answers() {
        answered++;
    }

    void repeatsAnswer() {
        repeated++;
    }

    void suspectsCookie() {
        suspected++;
    }

    /** A handshake that began at {@code start} is complete. */
    void finishes(long start, long time) {
        finished++;
        leaves(start, time);
    }

    /** A handshake that began at {@code start} was refused or reset. */
    void refuses(long start, long time) {
        refused++;
        leaves(start, time);
    }

    private void leaves(long start, long time) {
        if (pending == null) {
            return;
        }
        advance(time / QUARTER);
        long quarter = start / QUARTER;
        if (newest - quarter < QUARTERS && quarter <= newest && pending[index(quarter)] > 0) {
            pending[index(quarter)]--;
            overdue -= quarter < newest ? 1 : 0;
        }
    }

    /** What was pending in the quarter that ends becomes overdue; what is too old is given up. */
    private void advance(long quarter) {
        if (quarter - newest >= QUARTERS) {
            Arrays.fill(pending, 0);
            overdue = 0;
            newest = quarter;
            openedThisSecond = 0;
        }
        while (newest < quarter) {
            overdue += pending[index(newest)];
            newest++;
            overdue -= pending[index(newest)];
            pending[index(newest)] = 0;
            if (newest % PER_SECOND == 0) {
                openedThisSecond = 0;
            }
        }
    }

    private static int index(long quarter) {
        return (int) (quarter % QUARTERS);
    }

    /** Half-open connections that are older than {@code age} nanoseconds, to a quarter of a second. */
    int overdue(long time, long age) {
        if (pending == null) {
            return 0;
        }
        advance(time / QUARTER);
        long since = time - age;
        int count = overdue;
        for (long quarter = newest - 1; quarter >= 0 && (quarter + 1) * QUARTER > since && newest - quarter < QUARTERS;
                quarter--) {
            count -= pending[index(quarter)];
        }
        return count;
    }

    /** Half-open connections of any age. */
    int halfOpen() {
        return pending == null ? 0 : overdue + pending[index(newest)];
    }

    /** Whether most handshakes come to an end, as those of a busy server do. */
    boolean mostlyFinishes() {
        return 2 * (finished + refused) > opened;
    }

    /** Whether less than one in {@code part} handshakes comes to an end. */
    boolean hardlyFinishes(int part) {
        return part * (finished + refused) < opened;
    }

    long answered() {
        return answered;
    }

    long sources() {
        return sources == null ? 0 : sources.estimate();
    }

    void raise(long time, String listener) {
        raised = time;
        address = listener;
        Account one = Account.of("one of the half-open connections that flood " + listener).word("listener", listener);
        membership = () -> one;
    }

    /** What is said of each connection that belongs to the flood. */
    Supplier<Account> membership() {
        return membership;
    }

    /** When the alarm was raised, or 0. */
    long raised() {
        return raised;
    }

    void shows(long frame) {
        if (frames.size() < Finding.MAX_FRAMES) {
            frames.add(frame);
        }
    }

    List<Long> frames() {
        return frames;
    }

    String address() {
        return address;
    }

    /** The flood in a sentence, with its numbers and what made it one. */
    Account summary(Thresholds thresholds) {
        long span = Math.max(last - first, 1);
        boolean cookies = suspected > 0 || answered > 4 * FEW && repeated == 0 && span > 3 * SECOND;
        return Account.of(sentence(span, cookies)).word("listener", address).number("syns", opened).time("span", span)
                .number("peak_rate", peakRate).number("sources", sources()).number("networks", networks.estimate())
                .number("answered", answered).number("finished", finished).number("half_open", halfOpen())
                .number("syn_acks_repeated", repeated).word("syn_cookies", cookies ? "seem active" : "not seen")
                .number("threshold_half_open", thresholds.halfOpen()).time("threshold_overdue", thresholds.overdue())
                .likely(answered == 0 ? "a server that is down while many try it"
                        : "clients whose third segments are lost on the way");
    }

    private String sentence(long span, boolean cookies) {
        return address + " was sent " + Quantity.count(opened, "SYN") + " in " + Quantity.time(span) + " (up to "
                + peakRate + " in a second), from about " + sources() + " addresses"
                + " in " + Quantity.count(networks.estimate(), "network") + "; it answered " + percent(answered)
                + ", " + percent(finished) + " became connections, " + halfOpen() + " are unfinished; SYN,ACKs"
                + " repeated: " + repeated + (!cookies ? "" : "; SYN cookies seem active"
                + (repeated == 0 ? ", as no SYN,ACK is repeated" : ""));
    }

    private String percent(long part) {
        return Math.round(100.0 * part / opened) + " %";
    }
}
