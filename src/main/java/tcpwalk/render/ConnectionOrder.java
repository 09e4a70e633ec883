package tcpwalk.render;

import java.util.Comparator;
import tcpwalk.tcp.Severity;
import tcpwalk.tcp.Tally;

/** In which order a table lists its connections; those that are equal stay in the order of their ids. */
public enum ConnectionOrder {
    /** The gravest finding first, then endings that are not ordinary. */
    NOTABLE(Comparator.comparingInt(ConnectionOrder::notability).reversed()),
    /** By the first segment. */
    START(Comparator.comparingLong(Tally::start)),
    /** The longest first. */
    DURATION(Comparator.comparingLong(Tally::duration).reversed()),
    /** The most bytes, both ways together, first. */
    BYTES(Comparator.comparingLong(Tally::bytes).reversed()),
    /** The most segments, both ways together, first. */
    SEGMENTS(Comparator.comparingLong(Tally::segments).reversed()),
    /** The slowest handshake first, those without one last. */
    RTT(Comparator.comparingLong(Tally::roundTrip).reversed());

    private final Comparator<Tally> comparator;

    ConnectionOrder(Comparator<Tally> comparator) {
        this.comparator = comparator.thenComparingLong(Tally::id);
    }

    /** First is what the table shows first. */
    public Comparator<Tally> comparator() {
        return comparator;
    }

    private static int notability(Tally connection) {
        Severity gravest = connection.gravest();
        boolean ordinary = switch (connection.outcome()) {
            case CLOSED, ESTABLISHED -> true;
            case RESET, REFUSED, NO_ANSWER, HALF_OPEN, CLOSING, UNKNOWN -> false;
        };
        return (gravest == null ? 0 : 2 * (gravest.ordinal() + 1)) + (ordinary ? 0 : 1);
    }
}
