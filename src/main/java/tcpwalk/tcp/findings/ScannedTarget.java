package tcpwalk.tcp.findings;

import java.util.ArrayList;
import java.util.List;
import tcpwalk.tcp.Account;
import tcpwalk.tcp.Finding;

/** What one host has tried of another's ports, or of other hosts on one port, and what it found. */
final class ScannedTarget implements BoundedTable.Entry {

    /** How many of the open ones are named. */
    private static final int NAMED = 20;

    private final Tries tries;
    private final List<String> names = new ArrayList<>(0);
    private final List<Long> frames = new ArrayList<>(0);
    private int early;
    private int closed;
    private int open;
    private long beyond;
    private long first;
    private long last;
    private long raised;
    private String scanner;
    private String what;

    ScannedTarget(Tries.Budget budget) {
        tries = new Tries(budget);
    }

    @Override
    public boolean isPinned() {
        return raised > 0;
    }

    @Override
    public void released() {
        tries.release();
    }

    /** A try of the port or host {@code number}; at the first, {@code sketched} different ones were tried so far. */
    void tries(int number, int sketched, long time) {
        if (last == 0) {
            first = time;
            early = sketched - 1;
        }
        last = time;
        if (tries.get(number) == Tries.UNTRIED && !tries.put(number, Tries.TRIED)) {
            beyond++;
        }
    }

    /** What a try found; {@code name} is kept for what is open. */
    void finds(int number, int result, String name) {
        int before = tries.get(number);
        if (before >= result || !tries.put(number, result)) {
            return;
        }
        early -= before == Tries.UNTRIED && early > 0 ? 1 : 0;
        closed += (result == Tries.CLOSED ? 1 : 0) - (before == Tries.CLOSED ? 1 : 0);
        if (result == Tries.OPEN) {
            open++;
            if (names.size() < NAMED) {
                names.add(name);
            }
        }
    }

    /** Different ports or hosts tried, as far as they were told apart. */
    int tried() {
        return tries.size() + early;
    }

    /** Whether at least {@code share} of the tries found nothing open. */
    boolean failsMostly(double share) {
        return tried() - open >= share * tried();
    }

    long age(long time) {
        return time - first;
    }

    int answered() {
        return open + closed;
    }

    void raise(long time, String by, String target) {
        raised = time;
        scanner = by;
        what = target;
    }

    /** When the alarm was raised, or 0. */
    long raised() {
        return raised;
    }

    String scanner() {
        return scanner;
    }

    void shows(long frame) {
        if (frames.size() < Finding.MAX_FRAMES) {
            frames.add(frame);
        }
    }

    List<Long> frames() {
        return frames;
    }

    /** The scan in a sentence, with its numbers and what made it one. */
    Account summary(Thresholds thresholds) {
        boolean ports = what.startsWith("ports");
        return Account.of(sentence()).word("scanner", scanner).number("tried", tried()).number("open", open)
                .number("closed", closed).number("filtered", tried() - open - closed)
                .time("span", Math.max(0, last - first))
                .number("threshold", ports ? thresholds.scannedPorts() : thresholds.scannedHosts())
                .likely("a monitoring system, or a client whose servers are down");
    }

    private String sentence() {
        String named = open == 0 ? "" : " (" + String.join(", ", names) + (open > names.size() ? ", ...)" : ")");
        int silent = tried() - open - closed;
        return scanner + " tried " + (beyond > 0 ? "more than " : "") + tried() + " " + what + " in "
                + Quantity.time(Math.max(0, last - first)) + ": " + open + " open" + named + ", " + closed + " closed, "
                + silent + " without an answer (filtered)";
    }
}
