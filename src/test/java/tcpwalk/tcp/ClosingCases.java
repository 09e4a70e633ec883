package tcpwalk.tcp;

import static tcpwalk.tcp.FindingKind.*;

import java.util.List;

/** Ends that stand out, and ends that nearly do. */
final class ClosingCases {

    private ClosingCases() {
    }

    private static Dialogue open() {
        return new Dialogue().opened().exchanged();
    }

    /** The client has closed; its FIN has the number 101. */
    private static Dialogue fin() {
        return open().client("F. 101:101(0) ack 1001 win 64000").after(20);
    }

    private static Dialogue bothFins() {
        return fin().server("F. 1001:1001(0) ack 102 win 64000").after(0.1);
    }

    private static Dialogue closed() {
        return bothFins().client(". 102:102(0) ack 1002 win 64000");
    }

    static List<FindingCase> all() {
        return List.of(
                new FindingCase(HALF_CLOSE, "data after the other end's FIN",
                        fin().server("P. 1001:1101(100) ack 102 win 64000"),
                        "data that crossed the FIN", fin().server("P. 1001:1101(100) ack 101 win 64000")),
                new FindingCase(SIMULTANEOUS_CLOSE, "a FIN that does not acknowledge the other",
                        fin().server("F. 1001:1001(0) ack 101 win 64000"), "one that does", bothFins()),
                new FindingCase(FIN_RETRANSMITTED, "the FIN again",
                        fin().after(200).client("F. 101:101(0) ack 1001 win 64000"),
                        "its last data and the FIN for the first time",
                        open().client("P. 101:201(100) ack 1001 win 64000").after(300)
                                .client("FP. 101:201(100) ack 1001 win 64000")),
                new FindingCase(LAST_ACK_LOST, "the second FIN again long after the last ACK",
                        closed().after(300).server("F. 1001:1001(0) ack 102 win 64000"),
                        "before any ACK", bothFins().after(300).server("F. 1001:1001(0) ack 102 win 64000")),
                new FindingCase(RESET, "a reset with the exact number", open().server("R. 1001:1001(0) ack 101 win 0"),
                        "one beyond", open().server("R. 1002:1002(0) ack 101 win 0")),
                new FindingCase(RESET_IGNORED, "a reset below the window", open().server("R 900:900(0) win 0"),
                        "an exact one", open().server("R 1001:1001(0) win 0")),
                new FindingCase(CHALLENGE_ACK, "an ACK of the same number after an inexact reset",
                        open().server("R 1500:1500(0) win 0").after(0.1).client(". 101:101(0) ack 1001 win 64000"),
                        "data instead",
                        open().server("R 1500:1500(0) win 0").after(0.1).client("P. 101:201(100) ack 1001 win 64000")),
                new FindingCase(DATA_AFTER_CLOSE, "a reset in answer to data after the FIN",
                        fin().server("P. 1001:1101(100) ack 102 win 64000").after(0.1).client("R 102:102(0) win 0"),
                        "a reset in answer to a FIN",
                        fin().server("F. 1001:1001(0) ack 102 win 64000").after(0.1).client("R 102:102(0) win 0")),
                new FindingCase(TIME_WAIT_REUSE, "the same ports after five seconds",
                        closed().after(5000).client("S 90000:90000(0) win 64000"),
                        "after five minutes", closed().after(300_000).client("S 90000:90000(0) win 64000")),
                new FindingCase(OLD_DUPLICATE, "a copy of the SYN in mid-connection",
                        open().client("S 0:0(0) win 64000 <mss 1460>"),
                        "the SYN again before any answer",
                        new Dialogue().client("S 0:0(0) win 64000").after(1000).client("S 0:0(0) win 64000")),
                new FindingCase(UNANSWERED_FIN, "a FIN and nothing more", fin(), "a FIN that is acknowledged",
                        fin().server(". 1001:1001(0) ack 102 win 64000")));
    }
}
