package tcpwalk.tcp;

/**
 * What a connection amounts to of which there is only a row, and both ends of which have closed. One is used for all
 * rows.
 */
final class RowTally implements Tally {

    /** The SYN and the FIN, which both ends have sent. */
    private static final int CONTROLS = 2;

    private final TcbRows tcbs;
    private int row;
    private int at;

    RowTally(TcbRows tcbs) {
        this.tcbs = tcbs;
    }

    /** Tells of a row from now on. */
    RowTally of(int row) {
        this.row = row;
        at = row * TcbRows.ROW;
        return this;
    }

    @Override
    public long id() {
        return tcbs.id(row);
    }

    @Override
    public long start() {
        return tcbs.apart(row, TcbRows.START);
    }

    @Override
    public long duration() {
        return TcbRows.getLong(tcbs.rows(), at + TcbRows.LAST) - start();
    }

    @Override
    public Outcome outcome() {
        return Outcome.CLOSED;
    }

    @Override
    public long segments() {
        int segments = at + TcbRows.SEGMENTS;
        return (long) tcbs.rows()[segments] + tcbs.rows()[segments + TcbRows.SERVER];
    }

    @Override
    public long bytes() {
        return bytes(0) + bytes(TcbRows.SERVER);
    }

    private long bytes(int end) {
        int numbers = tcbs.rows()[at + TcbRows.NXT + end] - tcbs.rows()[at + TcbRows.ISS + end];
        return Integer.toUnsignedLong(numbers - CONTROLS);
    }

    @Override
    public long roundTrip() {
        return tcbs.apart(row, TcbRows.ROUND_TRIP);
    }

    @Override
    public Severity gravest() {
        // Nothing else can stand out in it.
        boolean cut = (tcbs.rows()[at + TcbRows.MARKS] & TcbFields.CUT) != 0;
        return cut ? FindingKind.TRUNCATED.severity() : null;
    }
}
