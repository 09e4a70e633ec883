package tcpwalk.tcp;

import static tcpwalk.tcp.FindingKind.*;

import java.nio.ByteBuffer;
import java.util.List;
import tcpwalk.wire.ChecksumStatus;
import tcpwalk.wire.EndpointAddress;

/** Captures that stand out, and captures that nearly do; and many connections that together are an attack. */
final class CaptureCases {

    private CaptureCases() {
    }

    private static Dialogue open() {
        return new Dialogue().opened();
    }

    static List<FindingCase> all() {
        return List.of(
                new FindingCase(ILLEGAL_FLAGS, "FIN without ACK", open().client("F 1:1(0) win 64000"), "with ACK",
                        open().client("F. 1:1(0) ack 1 win 64000")),
                new FindingCase(MID_STREAM, "data first", new Dialogue().client("P. 1:11(10) ack 1 win 500"),
                        "SYN,ACK first", new Dialogue().server("S. 0:0(0) ack 1 win 64000")),
                new FindingCase(ONE_WAY, "an end that answers somebody unseen",
                        new Dialogue().client("S 0:0(0) win 64000").after(20).client(". 1:1(0) ack 1 win 64000"),
                        "an end that nobody answers",
                        new Dialogue().client("S 0:0(0) win 64000").after(1000).client("S 0:0(0) win 64000")),
                new FindingCase(TRUNCATED, "payload that was cut off",
                        open().with(segment -> segment.payload(ByteBuffer.allocate(40), 0, 40))
                                .client("P. 1:101(100) ack 1 win 64000"),
                        "payload that is there",
                        open().with(segment -> segment.payload(ByteBuffer.allocate(100), 0, 100))
                                .client("P. 1:101(100) ack 1 win 64000")),
                new FindingCase(DUPLICATE_FRAME, "the same identification",
                        open().identification(77).client("P. 1:101(100) ack 1 win 64000").after(0.1).identification(77)
                                .client("P. 1:101(100) ack 1 win 64000"),
                        "another one, a time-out later",
                        open().identification(77).client("P. 1:101(100) ack 1 win 64000").after(300).identification(78)
                                .client("P. 1:101(100) ack 1 win 64000")),
                new FindingCase(CHECKSUM_OFFLOAD, "the pseudo-header's sum",
                        open().checksum(ChecksumStatus.PARTIAL).client("P. 1:101(100) ack 1 win 64000"),
                        "a checksum that is wrong",
                        open().checksum(ChecksumStatus.BAD).client("P. 1:101(100) ack 1 win 64000")),
                new FindingCase(BAD_CHECKSUM, "a wrong sum",
                        open().checksum(ChecksumStatus.BAD).client("P. 1:101(100) ack 1 win 64000"),
                        "a sum that was not looked at",
                        open().checksum(ChecksumStatus.UNKNOWN).client("P. 1:101(100) ack 1 win 64000")),
                new FindingCase(OFFLOAD_SEGMENT, "more than the MSS", open().client("P. 1:1462(1461) ack 1 win 64000"),
                        "the MSS", open().client("P. 1:1461(1460) ack 1 win 64000")),
                new FindingCase(CAPTURE_LOSS, "an acknowledged gap",
                        open().client(". 1001:2001(1000) ack 1 win 64000").after(20).server(". 1:1(0) ack 2001 win 64000"),
                        "a gap that is not acknowledged",
                        open().client(". 1001:2001(1000) ack 1 win 64000").after(20).server(". 1:1(0) ack 1 win 64000")),
                new FindingCase(TIME_WENT_BACKWARDS, "an earlier time", open().after(-5).client(". 1:1(0) ack 1 win 64000"),
                        "the same time", open().after(-1).client(". 1:1(0) ack 1 win 64000")),
                new FindingCase(SYN_FLOOD, "150 handshakes that nobody finishes", flood(150, false),
                        "150 of a busy server, one of which hangs", flood(150, true)),
                new FindingCase(PORT_SCAN, "25 ports, all but one closed", scan(25, true), "25 ports, all open",
                        scan(25, false)));
    }

    /** Handshakes from many hosts with one listener, a tenth of a second apart. */
    static Dialogue flood(int count, boolean finished) {
        Dialogue talk = new Dialogue();
        EndpointAddress server = Dialogue.address("10.0.0.2", 80);
        for (int i = 0; i < count; i++) {
            talk.between(Dialogue.address("10.1." + i % 250 + "." + (1 + i / 250), 2000 + i), server)
                    .client("S 0:0(0) win 64000 <mss 1460>").after(20).server("S. 0:0(0) ack 1 win 64000 <mss 1460>").after(30);
            if (finished && i > 0) {
                talk.client(". 1:1(0) ack 1 win 64000");
            }
            talk.after(50);
        }
        return talk;
    }

    /** One host tries the ports of another; most refuse, or all of them answer. */
    static Dialogue scan(int count, boolean refused) {
        Dialogue talk = new Dialogue();
        EndpointAddress client = Dialogue.address("10.0.0.9", 50_000);
        for (int port = 1; port <= count; port++) {
            talk.between(client, Dialogue.address("10.0.0.2", port)).client("S 0:0(0) win 64000 <mss 1460>").after(1);
            if (refused && port != 22) {
                talk.server("R. 0:0(0) ack 1 win 0");
            } else {
                talk.server("S. 0:0(0) ack 1 win 64000 <mss 1460>").after(0.1).client(". 1:1(0) ack 1 win 64000");
            }
            talk.after(10);
        }
        return talk;
    }
}
