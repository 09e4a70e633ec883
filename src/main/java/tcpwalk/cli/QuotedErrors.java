package tcpwalk.cli;

import tcpwalk.capture.QuotedSegment;
import tcpwalk.craft.IcmpError;
import tcpwalk.wire.Segment;

/** What an ICMP error means for the connection whose segment it quotes. */
final class QuotedErrors {

    private QuotedErrors() {
    }

    /** {@code ICMP from 10.0.0.1: ...}. */
    static String sentence(QuotedSegment quoted) {
        Segment segment = quoted.segment();
        IcmpError error = new IcmpError(segment.frame(), segment.time(), quoted.reporter(), quoted.type(),
                quoted.code(), quoted.mtu(), segment.seq());
        return "ICMP from " + quoted.reporter() + ": " + error.meaning();
    }
}
