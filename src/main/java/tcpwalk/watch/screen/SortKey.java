package tcpwalk.watch.screen;

import java.util.Comparator;
import tcpwalk.watch.model.ConnectionLine;

/** By what the list is sorted; what is equal goes by the last segment, to the second so that lines keep still. */
public enum SortKey {
    /** Segments per second, the most first. */
    ACTIVITY("activity", Comparator.comparingLong((ConnectionLine line) -> Math.round(-line.rate()))),
    /** The latest to begin first. */
    NEWEST("newest", Comparator.comparingLong((ConnectionLine line) -> -line.start())),
    /** The most payload first. */
    BYTES("bytes", Comparator.comparingLong((ConnectionLine line) -> -line.bytes())),
    /** The gravest findings first. */
    FINDINGS("findings", Comparator.comparingInt(SortKey::gravity).reversed()),
    /** As the states follow each other in a connection's life. */
    STATE("state", Comparator.comparing((ConnectionLine line) -> line.clientState().state())
            .thenComparing(line -> line.serverState().state())),
    /** By the server's address and port. */
    SERVER("server", Comparator.comparing(ConnectionLine::server));

    private final String text;
    private final Comparator<ConnectionLine> comparator;

    SortKey(String text, Comparator<ConnectionLine> first) {
        this.text = text;
        comparator = first.thenComparingLong(line -> -(line.lastTime() / 1_000_000_000))
                .thenComparingLong(line -> -line.id());
    }

    Comparator<ConnectionLine> comparator(boolean reversed) {
        return reversed ? comparator.reversed() : comparator;
    }

    SortKey next() {
        return values()[(ordinal() + 1) % values().length];
    }

    private static int gravity(ConnectionLine line) {
        return line.findings().isEmpty() ? 0 : 1 + line.findings().get(0).severity().ordinal();
    }

    @Override
    public String toString() {
        return text;
    }
}
