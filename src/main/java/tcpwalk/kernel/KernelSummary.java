package tcpwalk.kernel;

/**
 * What came of the comparison.
 *
 * @param ends     ends of connections that were sockets of this machine
 * @param compared changes of state, the kernel's, and the wire's that the kernel did not go through
 * @param agreed   those that both showed
 * @param late     how often both were apart for longer than the order of events explains, and came together again
 * @param unseen   those of the rest that no segment could have shown: a timer's or an application's
 * @param lost     changes that the kernel had no room for
 * @param skipped  connections that were not compared because there were too many at once
 */
public record KernelSummary(long ends, long compared, long agreed, long late, long unseen, long lost, long skipped) {

    /** Those that only one of both showed. */
    public long diverged() {
        return compared - agreed;
    }

    /** {@code kernel: 63 transitions of 11 ends compared: 61 agreed, 2 diverged (1 of them no wire can show)}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("kernel: ").append(compared).append(compared == 1 ? " transition"
                : " transitions").append(" of ").append(ends).append(ends == 1 ? " end" : " ends")
                .append(" compared: ").append(agreed).append(" agreed");
        if (late > 0) {
            text.append(" (").append(late).append(" of them late)");
        }
        text.append(", ").append(diverged()).append(" diverged");
        if (unseen > 0) {
            text.append(" (").append(unseen).append(" of them no wire can show)");
        }
        if (lost > 0) {
            text.append("; ").append(lost).append(" lost by the kernel's buffer");
        }
        if (skipped > 0) {
            text.append("; ").append(skipped).append(" connections not compared, too many at once");
        }
        return text.toString();
    }
}
