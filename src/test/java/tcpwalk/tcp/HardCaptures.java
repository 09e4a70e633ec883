package tcpwalk.tcp;

import static tcpwalk.tcp.FindingKind.*;

import java.util.List;
import tcpwalk.wire.ChecksumStatus;

/** Captures whose own peculiarities are easily taken for faults of the connection. */
final class HardCaptures {

    private static final String DATA = "P. 1:1001(1000) ack 1 win 64000";

    private HardCaptures() {
    }

    private static Dialogue open() {
        return new Dialogue().opened();
    }

    private static Dialogue acknowledged(Dialogue talk) {
        return talk.after(20).server(". 1:1(0) ack 1001 win 64000");
    }

    /** Every packet twice, and nothing in the headers that says so. */
    private static Dialogue mirrored(String client, double apart) {
        Dialogue talk = new Dialogue();
        String[] lines = {"> S 0:0(0) win 64000 <mss 1460>", "< S. 0:0(0) ack 1 win 64000 <mss 1460>",
            "> . 1:1(0) ack 1 win 64000", client, "> . 1001:2001(1000) ack 1 win 64000", "< . 1:1(0) ack 1001 win 64000",
            "< . 1:1(0) ack 2001 win 64000", "> F. 2001:2001(0) ack 1 win 64000", "< F. 1:1(0) ack 2002 win 64000",
            "> . 2002:2002(0) ack 2 win 64000"};
        for (String line : lines) {
            for (int copy = 0; copy < 2; copy++) {
                talk.identification(-1);
                if (line.startsWith(">")) {
                    talk.client(line.substring(2));
                } else {
                    talk.server(line.substring(2));
                }
                talk.after(apart);
            }
            talk.after(10);
        }
        return talk;
    }

    static List<HardCase> all() {
        return List.of(
                HardCase.of("the same packet behind a router",
                        acknowledged(open().identification(7).client(DATA).after(0.05).identification(7).timeToLive(63)
                                .client(DATA)), DUPLICATE_FRAME),
                HardCase.of("the same packet behind a router, without identification",
                        acknowledged(open().identification(0).client(DATA).after(0.05).identification(0).timeToLive(63)
                                .client(DATA)), DUPLICATE_FRAME),
                HardCase.of("the same packet in another VLAN",
                        acknowledged(open().identification(-1).client(DATA).after(0.05)
                                .with(segment -> segment.packet().vlan(7)).identification(-1).client(DATA)), DUPLICATE_FRAME),
                HardCase.of("the same packet by its identification alone",
                        acknowledged(open().identification(7).client(DATA).after(2).identification(7).client(DATA)),
                        DUPLICATE_FRAME),
                HardCase.of("the same bytes with another identification, at a time-out",
                        acknowledged(open().identification(7).client(DATA).after(220).identification(8).client(DATA)),
                        RETRANSMISSION),
                HardCase.of("the same bytes where every packet has the same identification",
                        acknowledged(constant().identification(1).client(DATA).after(220).identification(1).client(DATA)),
                        RETRANSMISSION),
                HardCase.of("everything twice over IPv6", mirrored("> . 1:1001(1000) ack 1 win 64000", 0.01), DUPLICATE_FRAME),
                HardCase.of("a super-segment before the card cuts it",
                        open().client("P. 1:14601(14600) ack 1 win 64000").after(20).server(". 1:1(0) ack 14601 win 64000"),
                        OFFLOAD_SEGMENT),
                HardCase.of("a super-segment sent again in its pieces",
                        open().client("P. 1:2921(2920) ack 1 win 64000").after(220).client(". 1:1461(1460) ack 1 win 64000")
                                .after(20).server(". 1:1(0) ack 2921 win 64000"),
                        OFFLOAD_SEGMENT, RETRANSMISSION),
                HardCase.of("checksums that the card completes",
                        acknowledged(open().checksum(ChecksumStatus.PARTIAL).client(DATA)), CHECKSUM_OFFLOAD),
                HardCase.of("a checksum that is wrong", acknowledged(open().checksum(ChecksumStatus.BAD).client(DATA)),
                        BAD_CHECKSUM),
                HardCase.of("a gap in the capture only",
                        open().client(". 1:1001(1000) ack 1 win 64000").client(". 2001:3001(1000) ack 1 win 64000").after(20)
                                .server(". 1:1(0) ack 3001 win 64000"),
                        PREVIOUS_SEGMENT_MISSING, ACKED_UNSEEN_SEGMENT, CAPTURE_LOSS),
                HardCase.of("one direction only",
                        new Dialogue().client("S 0:0(0) win 64000 <mss 1460>").after(20).client(". 1:1(0) ack 1 win 64000").after(1)
                                .client("P. 1:101(100) ack 1 win 64000").after(20).client(". 101:101(0) ack 501 win 64000")
                                .after(1).client("F. 101:101(0) ack 501 win 64000").after(20)
                                .client(". 102:102(0) ack 502 win 64000"),
                        ONE_WAY, UNANSWERED_FIN),
                HardCase.of("a reset with another time to live",
                        open().exchanged().timeToLive(241).server("R. 1001:1001(0) ack 101 win 0"), RESET),
                HardCase.of("a FIN exchange in one direction, in mid-connection",
                        new Dialogue().client("P. 1:101(100) ack 1 win 500").after(20).server(". 1:1(0) ack 101 win 500").after(5)
                                .client("F. 101:101(0) ack 1 win 500").after(20).server("F. 1:1(0) ack 102 win 500").after(0.1)
                                .client(". 102:102(0) ack 2 win 500"),
                        MID_STREAM),
                HardCase.of("what was under way when the capture began",
                        new Dialogue().server(". 1:1(0) ack 1 win 64000").client(". 4001:5001(1000) ack 1 win 64000").after(20)
                                .server(". 1:1(0) ack 2001 win 64000").after(20).server(". 1:1(0) ack 5001 win 64000"),
                        MID_STREAM),
                HardCase.of("a gap after the first segment of a capture that began in mid-connection",
                        new Dialogue().server(". 1:1(0) ack 1 win 64000").client(". 4001:5001(1000) ack 1 win 64000")
                                .client(". 6001:7001(1000) ack 1 win 64000").after(20)
                                .server(". 1:1(0) ack 7001 win 64000"),
                        MID_STREAM, PREVIOUS_SEGMENT_MISSING, ACKED_UNSEEN_SEGMENT, CAPTURE_LOSS),
                HardCase.of("a loss whose original may have passed before the capture began",
                        new Dialogue().server(". 1:1(0) ack 1 win 64000 <sack 1001:2001>")
                                .client(". 2001:3001(1000) ack 1 win 64000").after(20)
                                .server(". 1:1(0) ack 1 win 64000 <sack 1001:3001>").after(0.1)
                                .client(". 1:1001(1000) ack 1 win 64000").after(20).server(". 1:1(0) ack 3001 win 64000"),
                        MID_STREAM, DUPLICATE_ACK, FAST_RETRANSMISSION),
                HardCase.of("what the third segment should have followed",
                        new Dialogue().server("S. 0:0(0) ack 1 win 64000 <mss 1460>").after(20)
                                .client(". 1001:2001(1000) ack 1 win 64000").after(20).server(". 1:1(0) ack 2001 win 64000"),
                        PREVIOUS_SEGMENT_MISSING, ACKED_UNSEEN_SEGMENT, CAPTURE_LOSS),
                HardCase.of("a handshake again under a clock that went back",
                        open().after(-100).client("S 0:0(0) win 64000 <mss 1460>")
                                .server("S. 0:0(0) ack 1 win 64000 <mss 1460>"),
                        TIME_WENT_BACKWARDS, OLD_DUPLICATE),
                HardCase.of("a window that is closed as its end is first seen",
                        new Dialogue().client("P. 1:1001(1000) ack 1 win 500").after(20).server(". 1:1(0) ack 1001 win 0"),
                        MID_STREAM, ZERO_WINDOW),
                HardCase.of("a scan that finds everything", CaptureCases.scan(19, true), REFUSED),
                HardCase.of("a busy server", CaptureCases.flood(300, true)));
    }

    /** A sender that gives every packet the same identification. */
    private static Dialogue constant() {
        return new Dialogue().identification(1).client("S 0:0(0) win 64000 <mss 1460>").after(20)
                .server("S. 0:0(0) ack 1 win 64000 <mss 1460>").after(0.1).identification(1)
                .client(". 1:1(0) ack 1 win 64000").after(1);
    }
}
