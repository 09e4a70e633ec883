package tcpwalk.tcp;

import static tcpwalk.tcp.FindingKind.*;

import java.util.List;

/** Endings that are easily misread. */
final class HardClosings {

    private HardClosings() {
    }

    private static Dialogue open() {
        return new Dialogue().opened().exchanged();
    }

    /** Closed by the client, its FIN numbered 101 and the server's 1001. */
    static Dialogue closed() {
        return open().client("F. 101:101(0) ack 1001 win 64000").after(20).server("F. 1001:1001(0) ack 102 win 64000")
                .after(0.1).client(". 102:102(0) ack 1002 win 64000");
    }

    private static Dialogue halfClosed() {
        return open().client("F. 101:101(0) ack 1001 win 64000").after(20).server(". 1001:1001(0) ack 102 win 64000");
    }

    static List<HardCase> all() {
        return List.of(
                HardCase.of("an ordinary close", closed()),
                HardCase.of("a close by FIN, ACK, FIN and ACK",
                        halfClosed().after(5).server("F. 1001:1001(0) ack 102 win 64000").after(0.1)
                                .client(". 102:102(0) ack 1002 win 64000")),
                HardCase.of("a FIN that carries data",
                        open().client("FP. 101:201(100) ack 1001 win 64000").after(20)
                                .server("F. 1001:1001(0) ack 202 win 64000").after(0.1)
                                .client(". 202:202(0) ack 1002 win 64000")),
                HardCase.of("a FIN again after the last acknowledgment had passed", closed().after(30)
                        .server("F. 1001:1001(0) ack 102 win 64000"), FIN_RETRANSMITTED),
                HardCase.of("a FIN again because it was lost",
                        open().client("F. 101:101(0) ack 1001 win 64000").after(220)
                                .client("F. 101:101(0) ack 1001 win 64000").after(20)
                                .server("F. 1001:1001(0) ack 102 win 64000").after(0.1)
                                .client(". 102:102(0) ack 1002 win 64000"),
                        FIN_RETRANSMITTED),
                HardCase.of("a FIN that a switch doubled, without identifications",
                        open().identification(0).client("F. 101:101(0) ack 1001 win 64000").after(0.02).identification(0)
                                .client("F. 101:101(0) ack 1001 win 64000").after(20)
                                .server("F. 1001:1001(0) ack 102 win 64000").after(0.1)
                                .client(". 102:102(0) ack 1002 win 64000"),
                        DUPLICATE_FRAME),
                HardCase.of("a FIN again at once, after an acknowledgment that forgot it",
                        open().server("F. 1001:1001(0) ack 101 win 64000").after(0.2)
                                .client("F. 101:101(0) ack 1001 win 64000").after(0.2)
                                .server(". 1001:1001(0) ack 102 win 64000").after(0.2)
                                .server("F. 1001:1001(0) ack 102 win 64000").after(20)
                                .client(". 102:102(0) ack 1002 win 64000"),
                        SIMULTANEOUS_CLOSE, FIN_RETRANSMITTED),
                HardCase.of("a FIN whose data comes again with it",
                        open().client("FP. 101:201(100) ack 1001 win 64000").after(220)
                                .client("FP. 101:201(100) ack 1001 win 64000").after(20)
                                .server("F. 1001:1001(0) ack 202 win 64000").after(0.1)
                                .client(". 202:202(0) ack 1002 win 64000"),
                        FIN_RETRANSMITTED),
                HardCase.of("both ends close at once",
                        open().client("F. 101:101(0) ack 1001 win 64000").after(1).server("F. 1001:1001(0) ack 101 win 64000")
                                .after(19).client(". 102:102(0) ack 1002 win 64000").after(1)
                                .server(". 1002:1002(0) ack 102 win 64000"),
                        SIMULTANEOUS_CLOSE),
                HardCase.of("a half kept open, with data, on purpose",
                        halfClosed().after(100).server("P. 1001:2001(1000) ack 102 win 64000").after(0.1)
                                .client(". 102:102(0) ack 2001 win 64000").after(50)
                                .server("F. 2001:2001(0) ack 102 win 64000").after(0.1)
                                .client(". 102:102(0) ack 2002 win 64000"),
                        HALF_CLOSE),
                HardCase.of("data under way when the FIN comes",
                        open().server("P. 1001:2001(1000) ack 101 win 64000").client("F. 101:101(0) ack 1001 win 64000")
                                .after(0.1).client(". 102:102(0) ack 2001 win 64000").after(20)
                                .server("F. 2001:2001(0) ack 102 win 64000").after(0.1)
                                .client(". 102:102(0) ack 2002 win 64000")),
                HardCase.of("data for a client that has closed for good",
                        halfClosed().after(10).server("P. 1001:2001(1000) ack 102 win 64000").after(0.05)
                                .client("R 102:102(0) win 0"),
                        HALF_CLOSE, RESET, DATA_AFTER_CLOSE),
                HardCase.of("a reset after the FIN, though no data came",
                        halfClosed().after(10).client("R. 102:102(0) ack 1001 win 0"), RESET),
                HardCase.of("a reset instead of a close", open().client("R. 101:101(0) ack 1001 win 0"), RESET),
                HardCase.of("a reset that comes twice",
                        open().identification(0).client("R. 101:101(0) ack 1001 win 0").after(0.02).identification(0)
                                .client("R. 101:101(0) ack 1001 win 0"), RESET),
                HardCase.of("a late reset after the close", closed().after(200).server("R 1002:1002(0) win 0"), RESET),
                HardCase.of("a late reset of the end that waits", closed().after(200).client("R 102:102(0) win 0"),
                        RESET_IGNORED),
                HardCase.of("a reset from nowhere, one number off", open().server("R 1002:1002(0) win 0"), RESET_IGNORED),
                HardCase.of("a reset within the window, questioned and answered",
                        open().server("R 1500:1500(0) win 0").after(0.1).client(". 101:101(0) ack 1001 win 64000").after(20)
                                .server("R 1001:1001(0) win 0"),
                        RESET_IGNORED, CHALLENGE_ACK, RESET),
                HardCase.of("a reset within the window, questioned, and forged",
                        open().server("R 1500:1500(0) win 0").after(0.1).client(". 101:101(0) ack 1001 win 64000").after(30)
                                .server("P. 1001:1101(100) ack 101 win 64000").after(0.1)
                                .client(". 101:101(0) ack 1101 win 64000"),
                        RESET_IGNORED, CHALLENGE_ACK),
                HardCase.of("an acknowledgment of something never sent, questioned",
                        open().client(". 101:101(0) ack 900001 win 64000").after(20)
                                .server(". 1001:1001(0) ack 101 win 64000"),
                        OUTSIDE_WINDOW, CHALLENGE_ACK),
                HardCase.of("the last ACK lost beyond the tap",
                        closed().after(220).server("F. 1001:1001(0) ack 102 win 64000").after(0.1)
                                .client(". 102:102(0) ack 1002 win 64000"),
                        FIN_RETRANSMITTED, LAST_ACK_LOST),
                HardCase.of("the second FIN lost beyond the tap",
                        open().client("F. 101:101(0) ack 1001 win 64000").after(20)
                                .server("F. 1001:1001(0) ack 102 win 64000").after(220)
                                .server("F. 1001:1001(0) ack 102 win 64000").after(0.1)
                                .client(". 102:102(0) ack 1002 win 64000"),
                        FIN_RETRANSMITTED),
                HardCase.of("a server that never closes", halfClosed().after(5000).server(". 1001:1001(0) ack 102 win 64000"),
                        HALF_CLOSE),
                HardCase.of("old data that arrives in TIME-WAIT",
                        closed().after(100).server("P. 1:1001(1000) ack 101 win 64000").after(0.1)
                                .client(". 102:102(0) ack 1002 win 64000"),
                        SPURIOUS_RETRANSMISSION, OLD_DUPLICATE, DUPLICATE_ACK),
                HardCase.of("ports used again in TIME-WAIT, by number",
                        closed().after(5000).client("S 900000:900000(0) win 64000").after(20)
                                .server("S. 800000:800000(0) ack 900001 win 64000").after(0.1)
                                .client(". 900001:900001(0) ack 800001 win 64000"),
                        TIME_WAIT_REUSE),
                HardCase.of("a FIN without ACK, which everybody drops",
                        open().client("F 101:101(0) win 64000").after(500).client("P. 101:201(100) ack 1001 win 64000")
                                .after(20).server(". 1001:1001(0) ack 201 win 64000"),
                        ILLEGAL_FLAGS),
                HardCase.of("a Christmas tree", open().client("FPU 101:101(0) win 64000"), ILLEGAL_FLAGS),
                HardCase.of("a SYN that also resets", new Dialogue().client("SR 0:0(0) win 64000"), ILLEGAL_FLAGS));
    }
}
