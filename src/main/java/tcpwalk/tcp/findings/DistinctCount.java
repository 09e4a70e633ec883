package tcpwalk.tcp.findings;

/**
 * How many different values have been seen, to about three per cent, in one kilobyte whatever their number
 * (HyperLogLog, Flajolet et al. 2007, with linear counting while there are few).
 */
final class DistinctCount {

    private static final int BITS = 10;
    private static final int REGISTERS = 1 << BITS;
    private static final double BIAS = 0.7213 / (1 + 1.079 / REGISTERS);

    private final byte[] registers = new byte[REGISTERS];

    /** Adds a value that is spread evenly over all 64 bits. */
    void add(long mark) {
        long bits = mark * 0x9e3779b97f4a7c15L;
        int register = (int) (bits >>> 64 - BITS);
        int rank = Long.numberOfLeadingZeros(bits << BITS | 1L << BITS - 1) + 1;
        if (rank > registers[register]) {
            registers[register] = (byte) rank;
        }
    }

    long estimate() {
        double sum = 0;
        int empty = 0;
        for (byte rank : registers) {
            sum += Math.pow(2, -rank);
            empty += rank == 0 ? 1 : 0;
        }
        double estimate = BIAS * REGISTERS * REGISTERS / sum;
        if (estimate <= 2.5 * REGISTERS && empty > 0) {
            estimate = REGISTERS * Math.log((double) REGISTERS / empty);
        }
        return Math.round(estimate);
    }
}
