package tcpwalk.tcp;

import static tcpwalk.tcp.FindingKind.*;

import java.util.List;

/** Exchanges of data that stand out, and exchanges that nearly do. */
final class DataCases {

    private DataCases() {
    }

    private static Dialogue open() {
        return new Dialogue().opened();
    }

    /** The client has sent 1,000 bytes, numbers 1 to 1000. */
    private static Dialogue sent() {
        return open().client("P. 1:1001(1000) ack 1 win 64000");
    }

    private static Dialogue idle() {
        return open().exchanged().after(30_000);
    }

    private static Dialogue stalled() {
        return sent().after(20).server(". 1:1(0) ack 1001 win 0").after(300);
    }

    static Dialogue duplicates(int count) {
        Dialogue talk = open();
        for (int i = 0; i < 5; i++) {
            talk.client(". %d:%d(1000) ack 1 win 64000".formatted(1 + 1000 * i, 1001 + 1000 * i));
        }
        talk.after(20).server(". 1:1(0) ack 1001 win 64000");
        for (int i = 0; i < count; i++) {
            talk.server(". 1:1(0) ack 1001 win 64000");
        }
        return talk.after(0.1).client(". 1001:2001(1000) ack 1 win 64000");
    }

    static List<FindingCase> all() {
        return List.of(
                new FindingCase(RETRANSMISSION, "data again after a time-out",
                        sent().after(300).client("P. 1:1001(1000) ack 1 win 64000"),
                        "a keep-alive with one byte", idle().client(". 100:101(1) ack 1001 win 64000")),
                new FindingCase(FAST_RETRANSMISSION, "data again after three duplicates", duplicates(3),
                        "after two", duplicates(2)),
                new FindingCase(SPURIOUS_RETRANSMISSION, "data again that had been acknowledged",
                        sent().after(20).server(". 1:1(0) ack 1001 win 64000").after(0.1)
                                .client("P. 1:1001(1000) ack 1 win 64000"),
                        "of which half had been",
                        sent().after(20).server(". 1:1(0) ack 501 win 64000").after(300)
                                .client("P. 1:1001(1000) ack 1 win 64000")),
                new FindingCase(OUT_OF_ORDER, "a gap filled within a round trip",
                        gap().after(1).identification(1500).client(". 1:1001(1000) ack 1 win 64000"),
                        "a gap filled much later", gap().after(300).identification(1600)
                                .client(". 1:1001(1000) ack 1 win 64000")),
                new FindingCase(DUPLICATE_ACK, "an acknowledgment again while data is under way",
                        sent().client("P. 1001:2001(1000) ack 1 win 64000").after(20)
                                .server(". 1:1(0) ack 1001 win 64000").server(". 1:1(0) ack 1001 win 64000"),
                        "with another window",
                        sent().client("P. 1001:2001(1000) ack 1 win 64000").after(20)
                                .server(". 1:1(0) ack 1001 win 63000").server(". 1:1(0) ack 1001 win 64000")),
                new FindingCase(PREVIOUS_SEGMENT_MISSING, "a number beyond the next", gap(), "the next number", sent()),
                new FindingCase(ACKED_UNSEEN_SEGMENT, "an acknowledgment of bytes that did not pass",
                        sent().after(20).server(". 1:1(0) ack 2001 win 64000"),
                        "where the other direction was not captured at all",
                        new Dialogue().client("S 0:0(0) win 64000").after(20).client(". 1:1(0) ack 1 win 64000").after(1)
                                .client(". 1:1(0) ack 5001 win 64000")),
                new FindingCase(WINDOW_FULL, "exactly the offered window",
                        open().client(". 1:64001(64000) ack 1 win 64000"),
                        "one byte less", open().client(". 1:64000(63999) ack 1 win 64000")),
                new FindingCase(ZERO_WINDOW, "no window", stalled(), "no window on a reset",
                        sent().after(20).server("R. 1:1(0) ack 1001 win 0")),
                new FindingCase(ZERO_WINDOW_PROBE, "a byte into the closed window",
                        stalled().client(". 1001:1002(1) ack 1 win 64000"),
                        "after it has opened", stalled().server(". 1:1(0) ack 1001 win 64000").after(0.1)
                                .client(". 1001:1002(1) ack 1 win 64000")),
                new FindingCase(WINDOW_SHRUNK, "less window with no data taken",
                        sent().after(20).server(". 1:1(0) ack 1001 win 64000").after(1)
                                .server(". 1:1(0) ack 1001 win 1000"),
                        "less window by the data taken", sent().after(20).server(". 1:1(0) ack 1001 win 63000")),
                new FindingCase(KEEP_ALIVE, "an empty segment one below", idle().client(". 100:100(0) ack 1001 win 64000"),
                        "an empty segment two below", idle().client(". 99:99(0) ack 1001 win 64000")),
                new FindingCase(KEEP_ALIVE_UNANSWERED, "two probes and nothing between",
                        idle().client(". 100:100(0) ack 1001 win 64000").after(75_000)
                                .client(". 100:100(0) ack 1001 win 64000"),
                        "two probes, both answered",
                        idle().client(". 100:100(0) ack 1001 win 64000").after(20).server(". 1001:1001(0) ack 101 win 64000")
                                .after(75_000).client(". 100:100(0) ack 1001 win 64000").after(20)
                                .server(". 1001:1001(0) ack 101 win 64000")),
                new FindingCase(D_SACK, "a block below the acknowledgment",
                        sent().after(20).server(". 1:1(0) ack 1001 win 64000 <sack 1:1001>"),
                        "a block above it", gap().after(20).server(". 1:1(0) ack 1 win 64000 <sack 1001:2001>")),
                new FindingCase(URGENT, "the flag", open().client("U. 1:11(10) ack 1 win 64000 urg 10"),
                        "a pointer without the flag", open().client(". 1:11(10) ack 1 win 64000 urg 10")),
                new FindingCase(OUTSIDE_WINDOW, "data beyond the window",
                        open().exchanged().client("P. 64202:64302(100) ack 1001 win 64000"),
                        "data at its end", open().exchanged().client("P. 64000:64100(100) ack 1001 win 64000")));
    }

    /** A segment whose predecessor is missing. */
    private static Dialogue gap() {
        return open().identification(1501).client(". 1001:2001(1000) ack 1 win 64000");
    }
}
