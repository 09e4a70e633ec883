package tcpwalk.tcp;

import static tcpwalk.tcp.FindingKind.*;

import java.util.List;

/** Openings that are easily misread. */
final class HardOpenings {

    private static final String OPTIONS = " <mss 1460,sackOK,TS val 100 ecr 0,wscale 7>";

    private HardOpenings() {
    }

    private static Dialogue syn() {
        return new Dialogue().client("S 0:0(0) win 64000" + OPTIONS);
    }

    private static Dialogue answered() {
        return syn().after(20).server("S. 0:0(0) ack 1 win 64000 <mss 1460,sackOK,TS val 900 ecr 100,wscale 7>");
    }

    private static Dialogue established(Dialogue talk) {
        return talk.after(0.1).client(". 1:1(0) ack 1 win 64000").after(1).client("P. 1:11(10) ack 1 win 64000").after(20)
                .server(". 1:1(0) ack 11 win 64000");
    }

    static List<HardCase> all() {
        return List.of(
                HardCase.of("a SYN that is repeated without its options",
                        syn().after(1000).client("S 0:0(0) win 64000 <mss 536>").after(20)
                                .server("S. 0:0(0) ack 1 win 64000 <mss 1460>").after(0.1).client(". 1:1(0) ack 1 win 64000"),
                        SYN_RETRANSMITTED),
                HardCase.of("a SYN that is repeated with another time-stamp",
                        established(syn().after(1000)
                                .client("S 0:0(0) win 64000 <mss 1460,sackOK,TS val 1100 ecr 0,wscale 7>").after(20)
                                .server("S. 0:0(0) ack 1 win 64000 <mss 1460,sackOK,TS val 9 ecr 1100,wscale 7>")),
                        SYN_RETRANSMITTED),
                HardCase.of("a SYN that a switch doubled", established(syn().after(0.3).identification(1000)
                                .client("S 0:0(0) win 64000" + OPTIONS).after(20)
                                .server("S. 0:0(0) ack 1 win 64000 <mss 1460,sackOK,TS val 9 ecr 100,wscale 7>")),
                        DUPLICATE_FRAME),
                HardCase.of("a SYN,ACK that a switch doubled", established(answered().after(0.3).identification(5000)
                                .server("S. 0:0(0) ack 1 win 64000 <mss 1460,sackOK,TS val 900 ecr 100,wscale 7>")),
                        DUPLICATE_FRAME),
                HardCase.of("a SYN,ACK that was held up until its repetition came",
                        established(answered().after(0.3)
                                .server("S. 0:0(0) ack 1 win 64000 <mss 1460,sackOK,TS val 1900 ecr 100,wscale 7>")),
                        SYN_ACK_RETRANSMITTED),
                HardCase.of("a SYN,ACK that crosses the repeated SYN",
                        established(syn().after(1000).client("S 0:0(0) win 64000" + OPTIONS).after(5)
                                .server("S. 0:0(0) ack 1 win 64000 <mss 1460,sackOK,TS val 9 ecr 100,wscale 7>")),
                        SYN_RETRANSMITTED),
                HardCase.of("numbers that wrap within the handshake",
                        established(new Dialogue(-1, -1).client("S 0:0(0) win 64000 <mss 1460>").after(20)
                                .server("S. 0:0(0) ack 1 win 64000 <mss 1460>"))),
                HardCase.of("a listener that offers no more than the SYN did",
                        established(new Dialogue().client("S 0:0(0) win 64000").after(20)
                                .server("S. 0:0(0) ack 1 win 64000"))),
                HardCase.of("an old listener that knows selective acknowledgments and no scale",
                        established(syn().after(20).server("S. 0:0(0) ack 1 win 64000 <mss 1460,sackOK>"))),
                HardCase.of("a handshake whose third segment carries data",
                        answered().after(0.1).client("P. 1:11(10) ack 1 win 500").after(20).server(". 1:1(0) ack 11 win 500")),
                HardCase.of("a handshake whose third segment carries the FIN",
                        answered().after(0.1).client("F. 1:1(0) ack 1 win 500").after(20).server("F. 1:1(0) ack 2 win 500")
                                .after(0.1).client(". 2:2(0) ack 2 win 500")),
                HardCase.of("a third segment that was lost and that data stands in for",
                        answered().after(5).client("P. 1:11(10) ack 1 win 500").after(20).server(". 1:1(0) ack 11 win 500")),
                HardCase.of("a SYN,ACK again because it was lost on its way to the client",
                        established(answered().after(1000)
                                .server("S. 0:0(0) ack 1 win 64000 <mss 1460,sackOK,TS val 1900 ecr 100,wscale 7>")),
                        SYN_ACK_RETRANSMITTED),
                HardCase.of("a refusal with the right acknowledgment after a retry",
                        syn().after(1000).client("S 0:0(0) win 64000" + OPTIONS).after(20).server("R. 0:0(0) ack 1 win 0"),
                        SYN_RETRANSMITTED, REFUSED),
                HardCase.of("a client that does not take a refusal for an answer",
                        syn().after(0.2).server("R. 0:0(0) ack 1 win 0").after(500).client("S 0:0(0) win 64000" + OPTIONS)
                                .after(0.2).server("R. 0:0(0) ack 1 win 0"),
                        SYN_RETRANSMITTED, REFUSED),
                HardCase.of("the next connection of a client that was refused once and then let in",
                        established(syn().after(0.2).server("R. 0:0(0) ack 1 win 0").after(500)
                                .client("S 0:0(0) win 64000" + OPTIONS).after(0.2)
                                .server("S. 0:0(0) ack 1 win 64000 <mss 1460,sackOK,TS val 1900 ecr 100,wscale 7>"))),
                HardCase.of("a refusal without acknowledgment, which does not count", syn().after(20).server("R 0:0(0) win 0"),
                        RESET_IGNORED, HANDSHAKE_INCOMPLETE),
                HardCase.of("a client that scans: reset in answer to the SYN,ACK", answered().after(0.1).client("R 1:1(0) win 0"),
                        RESET),
                HardCase.of("an answer to another SYN, and the opener's reset of it",
                        syn().after(20).server("S. 0:0(0) ack 900 win 64000").after(0.1).client("R 900:900(0) win 0"),
                        BAD_SYN_ACK, RESET, HANDSHAKE_INCOMPLETE),
                HardCase.of("fast open with a cookie and data, all taken",
                        new Dialogue().client("S 0:100(100) win 64000 <mss 1460,fastopen 8>").after(20)
                                .server("S. 0:0(0) ack 101 win 64000 <mss 1460>").after(0.1)
                                .client(". 101:101(0) ack 1 win 64000"),
                        FAST_OPEN),
                HardCase.of("fast open whose data is not taken and comes again",
                        new Dialogue().client("S 0:100(100) win 64000 <mss 1460,fastopen 8>").after(20)
                                .server("S. 0:0(0) ack 1 win 64000 <mss 1460>").after(0.1)
                                .client("P. 1:101(100) ack 1 win 64000").after(20).server(". 1:1(0) ack 101 win 64000"),
                        FAST_OPEN, RETRANSMISSION),
                HardCase.of("a cookie that is asked for and granted",
                        new Dialogue().client("S 0:0(0) win 64000 <mss 1460,fastopen 0>").after(20)
                                .server("S. 0:0(0) ack 1 win 64000 <mss 1460,fastopen 8>").after(0.1)
                                .client(". 1:1(0) ack 1 win 64000"),
                        FAST_OPEN),
                HardCase.of("data in the SYN without a cookie",
                        new Dialogue().client("S 0:10(10) win 64000 <mss 1460>").after(20)
                                .server("S. 0:0(0) ack 1 win 64000 <mss 1460>").after(0.1).client("P. 1:11(10) ack 1 win 64000")
                                .after(20).server(". 1:1(0) ack 11 win 64000"),
                        FAST_OPEN, RETRANSMISSION),
                HardCase.of("both ends open at once",
                        new Dialogue().client("S 0:0(0) win 64000").after(1).server("S 0:0(0) win 64000").after(10)
                                .client("S. 0:0(0) ack 1 win 64000").after(1).server("S. 0:0(0) ack 1 win 64000").after(10)
                                .client(". 1:1(0) ack 1 win 64000"),
                        SIMULTANEOUS_OPEN),
                HardCase.of("a SYN answered by an ACK and then a SYN",
                        new Dialogue().client("S 0:0(0) win 64000").after(20).server(". 0:0(0) ack 1 win 64000").after(0.1)
                                .server("S 0:0(0) win 64000").after(0.1).client("S. 0:0(0) ack 1 win 64000").after(20)
                                .server(". 1:1(0) ack 1 win 64000"),
                        SPLIT_HANDSHAKE),
                HardCase.of("a SYN within a connection that nobody stands by",
                        new Dialogue().opened().exchanged().after(500).client("S 77777:77777(0) win 64000").after(20)
                                .server(". 1001:1001(0) ack 101 win 64000").after(30)
                                .client("P. 101:201(100) ack 1001 win 64000").after(20)
                                .server(". 1001:1001(0) ack 201 win 64000"),
                        CHALLENGE_ACK, OLD_DUPLICATE),
                HardCase.of("a client that restarts and finds its server half-open",
                        new Dialogue().opened().exchanged().after(60_000).client("S 77777:77777(0) win 64000").after(20)
                                .server(". 1001:1001(0) ack 101 win 64000").after(0.1).client("R 101:101(0) win 0")
                                .after(1000).client("S 77777:77777(0) win 64000").after(20)
                                .server("S. 400000:400000(0) ack 77778 win 64000").after(0.1)
                                .client(". 77778:77778(0) ack 400001 win 64000")),
                HardCase.of("ports that are used again after a FIN exchange, long after",
                        HardClosings.closed().after(120_000).client("S 900000:900000(0) win 64000").after(20)
                                .server("S. 800000:800000(0) ack 900001 win 64000").after(0.1)
                                .client(". 900001:900001(0) ack 800001 win 64000")),
                HardCase.of("ports that are used again after a reset with the same number",
                        new Dialogue().opened().server("R. 1:1(0) ack 1 win 0").after(500)
                                .client("S 0:0(0) win 64000 <mss 1460>").after(20)
                                .server("S. 0:0(0) ack 1 win 64000 <mss 1460>").after(0.1).client(". 1:1(0) ack 1 win 64000")),
                HardCase.of("an old SYN, packet and all, within the next connection",
                        new Dialogue().identification(7).client("S 0:0(0) win 64000 <mss 1460>").after(5)
                                .server("S. 0:0(0) ack 1 win 64000 <mss 1460>").after(0.1).client(". 1:1(0) ack 1 win 64000")
                                .after(1).client("R. 1:1(0) ack 1 win 0").after(1)
                                .client("S 90000:90000(0) win 64000 <mss 1460>").after(5)
                                .server("S. 70000:70000(0) ack 90001 win 64000 <mss 1460>").after(0.1)
                                .client(". 90001:90001(0) ack 70001 win 64000").after(5).identification(7)
                                .client("S 0:0(0) win 64000 <mss 1460>").after(0.1)
                                .server(". 70001:70001(0) ack 90001 win 64000").after(5)
                                .client("P. 90001:90011(10) ack 70001 win 64000"),
                        CHALLENGE_ACK, OLD_DUPLICATE),
                HardCase.of("a capture that begins with the SYN,ACK",
                        new Dialogue().server("S. 0:0(0) ack 1 win 64000 <mss 1460>").after(0.1)
                                .client(". 1:1(0) ack 1 win 64000").after(1).client("P. 1:11(10) ack 1 win 64000")
                                .after(20).server(". 1:1(0) ack 11 win 64000")),
                HardCase.of("a capture that begins with the third segment",
                        new Dialogue().client(". 1:1(0) ack 1 win 64000").after(1).client("P. 1:11(10) ack 1 win 64000").after(20)
                                .server(". 1:1(0) ack 11 win 64000"),
                        MID_STREAM));
    }
}
