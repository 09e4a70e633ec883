package tcpwalk.render;

import java.util.ArrayList;
import java.util.List;
import tcpwalk.tcp.Side;
import tcpwalk.timeline.PeerVerdicts;
import tcpwalk.timeline.Timeline;
import tcpwalk.timeline.Units;
import tcpwalk.wire.EndpointAddress;
import tcpwalk.wire.Printable;

/** A connection in one line: its ends, how it ended, its size, time and round trip. */
public final class Headline {

    private Headline() {
    }

    /** {@code 10.99.0.1:47076 → 10.99.0.2:8080 via eth0}. */
    public static String ends(EndpointAddress client, EndpointAddress server, String interfaceName,
            LadderGlyphs glyphs) {
        return client + " " + glyphs.arrow() + " " + server
                + (interfaceName == null ? "" : " via " + Printable.of(interfaceName));
    }

    /** {@code closed by client · 8 segments · 60.7 ms · RTT 5.1 ms}. */
    public static String result(Timeline timeline, LadderGlyphs glyphs) {
        List<String> parts = new ArrayList<>(4);
        parts.add(outcome(timeline));
        parts.add(Units.count(timeline.segments(), "segment", "segments"));
        parts.add(Units.duration(timeline.duration()));
        if (timeline.handshakeRtt() != null) {
            parts.add("RTT " + Units.duration(timeline.handshakeRtt()));
        }
        return String.join(glyphs.separator(), parts);
    }

    /** {@code closed by client}, {@code refused}, {@code still open}. */
    public static String outcome(Timeline timeline) {
        Side by = timeline.endedBy();
        return switch (timeline.outcome()) {
            case CLOSED, RESET, CLOSING -> timeline.outcome() + (by == null ? "" : " by " + by);
            case ESTABLISHED -> "still open";
            case NO_ANSWER -> "no answer";
            case REFUSED, HALF_OPEN, UNKNOWN -> timeline.outcome().toString();
        };
    }

    /** {@code Zeek SF ShADFaf · Wireshark 31 (Complete, WITH_DATA)}, or null. */
    public static String peers(PeerVerdicts peers, LadderGlyphs glyphs) {
        if (peers == null) {
            return null;
        }
        return "Zeek " + peers.zeekState() + " " + peers.zeekHistory() + glyphs.separator() + "Wireshark "
                + peers.wiresharkCompleteness() + " (" + completeness(peers.wiresharkCompleteness()) + ")";
    }

    /** The words that Wireshark puts to its bits: 1 SYN, 2 SYN-ACK, 4 ACK, 8 data, 16 FIN, 32 RST. */
    private static String completeness(int bits) {
        return switch (bits) {
            case 1 -> "Incomplete, SYN_SENT";
            case 3 -> "Incomplete, CLIENT_ESTABLISHED";
            case 7 -> "Incomplete, ESTABLISHED";
            case 15 -> "Incomplete, DATA";
            case 31, 47, 63 -> "Complete, WITH_DATA";
            case 23, 39, 55 -> "Complete, NO_DATA";
            default -> "Incomplete";
        };
    }
}
