package tcpwalk.cli;

import java.util.Locale;
import tcpwalk.tcp.Connection;
import tcpwalk.tcp.Endpoint;
import tcpwalk.tcp.FindingKind;
import tcpwalk.tcp.Observation;
import tcpwalk.tcp.Outcome;
import tcpwalk.tcp.Rule;
import tcpwalk.tcp.Severity;
import tcpwalk.tcp.Side;
import tcpwalk.tcp.TcpState;
import tcpwalk.timeline.Units;
import tcpwalk.wire.Segment;

/** What a segment makes of a connection, where somebody who watches would want to know. */
enum ConnectionEvent {
    OPENED(null),
    ESTABLISHED(null),
    /** It was open before anything was seen of it. */
    JOINED(Severity.NOTE),
    HALF_CLOSED(null),
    CLOSED(null),
    REFUSED(Severity.ERROR),
    RESET(Severity.WARNING),
    /** What was presumed has turned out not to have happened. */
    TAKEN_BACK(Severity.NOTE);

    private final Severity severity;
    private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');

    ConnectionEvent(Severity severity) {
        this.severity = severity;
    }

    /** What happened, or null where nothing did that is worth a line. */
    static ConnectionEvent of(Observation seen) {
        TcpState senderBefore = seen.senderBefore().state();
        TcpState receiverBefore = seen.receiverBefore().state();
        TcpState sender = seen.sender().state();
        TcpState receiver = seen.receiver().state();
        if (senderBefore == sender && receiverBefore == receiver) {
            return null;
        }
        long segmentsBefore = seen.senderBefore().segments() + seen.receiverBefore().segments();
        boolean wasOver = segmentsBefore > 0 && senderBefore.isOver() && receiverBefore.isOver();
        if (seen.connection().isOver()) {
            return wasOver ? null : ending(seen.connection().outcome());
        }
        if (wasOver) {
            return TAKEN_BACK;
        }
        if (senderBefore == TcpState.UNKNOWN) {
            return segmentsBefore == 0 ? JOINED : null;
        }
        if (seen.fired(Rule.ACTIVE_OPEN) || seen.fired(Rule.LISTENER_OPENS)) {
            return OPENED;
        }
        if (isOpen(sender, receiver)) {
            return isOpen(senderBefore, receiverBefore) ? null : ESTABLISHED;
        }
        boolean firstFin = !seen.senderBefore().isFinSent() && seen.segment().isFin()
                && !seen.receiverBefore().isFinSent();
        return firstFin ? HALF_CLOSED : null;
    }

    private static boolean isOpen(TcpState one, TcpState other) {
        return one == TcpState.ESTABLISHED && other == TcpState.ESTABLISHED;
    }

    private static ConnectionEvent ending(Outcome outcome) {
        return switch (outcome) {
            case REFUSED -> REFUSED;
            case RESET -> RESET;
            default -> CLOSED;
        };
    }

    /** How grave it is; null for the ordinary course of things. */
    Severity severity() {
        return severity;
    }

    /** Whether its line says all that the finding would. */
    boolean says(FindingKind kind) {
        return this == RESET && kind == FindingKind.RESET || this == REFUSED && kind == FindingKind.REFUSED
                || this == JOINED && kind == FindingKind.MID_STREAM;
    }

    /** What led to it. */
    String cause(Observation seen) {
        Connection connection = seen.connection();
        String segment = flags(seen.segment()) + " from " + seen.from();
        return switch (this) {
            case OPENED -> segment;
            case ESTABLISHED -> segment + (connection.handshakeRtt() < 0 ? ""
                    : " · RTT " + Units.duration(connection.handshakeRtt()));
            case JOINED -> segment + " · it was open before the capture began";
            case HALF_CLOSED -> segment + " · " + bytes(connection);
            case CLOSED -> segment + " · " + bytes(connection) + " · closed by " + connection.closedBy() + " · "
                    + Units.duration(seen.time() - connection.start());
            case REFUSED, RESET -> segment + (connection.resetCause() == null ? ""
                    : ": " + connection.resetCause().meaning());
            case TAKEN_BACK -> segment + " · the end was only presumed";
        };
    }

    private static String flags(Segment segment) {
        return segment.isRst() ? "RST" : segment.isSyn() ? segment.isAck() ? "SYN,ACK" : "SYN"
                : segment.isFin() ? "FIN" : segment.length() > 0 ? "data" : "ACK";
    }

    private static String bytes(Connection connection) {
        Endpoint client = connection.end(Side.CLIENT);
        Endpoint server = connection.end(Side.SERVER);
        return "client sent " + Units.compactBytes(client.bytes()) + ", server " + Units.compactBytes(server.bytes());
    }

    /** {@code half-closed}. */
    @Override
    public String toString() {
        return text;
    }
}
