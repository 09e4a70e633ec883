package tcpwalk.tcp;

import static tcpwalk.tcp.FindingKind.*;

import java.util.List;

/** Openings that stand out, and openings that nearly do. */
final class OpeningCases {

    private OpeningCases() {
    }

    private static Dialogue syn() {
        return new Dialogue().client("S 0:0(0) win 64000 <mss 1460,sackOK,wscale 7>");
    }

    private static Dialogue answered() {
        return syn().after(20).server("S. 0:0(0) ack 1 win 64000 <mss 1460,sackOK,wscale 7>");
    }

    static List<FindingCase> all() {
        return List.of(
                new FindingCase(SYN_RETRANSMITTED, "the same SYN after a second",
                        syn().after(1000).client("S 0:0(0) win 64000 <mss 1460,sackOK,wscale 7>"),
                        "one with another number",
                        syn().after(1000).client("S 9000:9000(0) win 64000 <mss 1460,sackOK,wscale 7>")),
                new FindingCase(SYN_ACK_RETRANSMITTED, "the same SYN,ACK after a second",
                        answered().after(1000).server("S. 0:0(0) ack 1 win 64000 <mss 1460,sackOK,wscale 7>"),
                        "the SYN,ACK of a simultaneous open",
                        syn().after(1).server("S 0:0(0) win 64000").after(9).client("S. 0:0(0) ack 1 win 64000").after(1)
                                .server("S. 0:0(0) ack 1 win 64000")),
                new FindingCase(NO_ANSWER, "a lone SYN", syn(),
                        "one whose answer was not captured", syn().after(20).client(". 1:1(0) ack 1 win 500")),
                new FindingCase(REFUSED, "RST,ACK of the SYN", syn().after(1).server("R. 0:0(0) ack 1 win 0"),
                        "RST,ACK of another number", syn().after(1).server("R. 0:0(0) ack 77 win 0")),
                new FindingCase(HANDSHAKE_INCOMPLETE, "no third segment", answered(),
                        "a third segment", answered().after(0.1).client(". 1:1(0) ack 1 win 500")),
                new FindingCase(SIMULTANEOUS_OPEN, "SYNs that cross, each answered by SYN,ACK",
                        syn().after(1).server("S 0:0(0) win 64000").after(9).client("S. 0:0(0) ack 1 win 64000").after(1)
                                .server("S. 0:0(0) ack 1 win 64000"),
                        "a SYN answered by a SYN and then an ACK", split()),
                new FindingCase(SPLIT_HANDSHAKE, "a SYN answered by a SYN", split(), "an ordinary handshake",
                        answered().after(0.1).client(". 1:1(0) ack 1 win 500").after(1).server("P. 1:2(1) ack 1 win 500")),
                new FindingCase(NEW_ISN_RETRY, "a second SYN with another number",
                        syn().after(3000).client("S 9000:9000(0) win 64000"),
                        "one after the first was refused",
                        syn().after(1).server("R. 0:0(0) ack 1 win 0").after(3000).client("S 9000:9000(0) win 64000")),
                new FindingCase(BAD_SYN_ACK, "a SYN,ACK one too high", syn().after(20).server("S. 0:0(0) ack 2 win 64000"),
                        "an exact one", answered()),
                new FindingCase(FAST_OPEN, "data in the SYN",
                        new Dialogue().client("S 0:10(10) win 64000 <mss 1460,fastopen 8>").after(20)
                                .server("S. 0:0(0) ack 11 win 64000"),
                        "data right after the handshake",
                        answered().after(0.1).client("P. 1:11(10) ack 1 win 500")),
                new FindingCase(SYN_COOKIE_SUSPECTED, "a SYN,ACK without the options that were offered",
                        syn().after(20).server("S. 0:0(0) ack 1 win 64000 <mss 1460>"),
                        "one to a SYN that offered none",
                        new Dialogue().client("S 0:0(0) win 64000 <mss 1460>").after(20)
                                .server("S. 0:0(0) ack 1 win 64000 <mss 1460>")),
                new FindingCase(THIRD_ACK_LOST, "SYN,ACK repeated long after the ACK passed",
                        answered().after(0.1).client(". 1:1(0) ack 1 win 500").after(1000)
                                .server("S. 0:0(0) ack 1 win 64000 <mss 1460,sackOK,wscale 7>"),
                        "SYN,ACK repeated just when the late ACK passes",
                        answered().after(999).client(". 1:1(0) ack 1 win 500").after(1)
                                .server("S. 0:0(0) ack 1 win 64000 <mss 1460,sackOK,wscale 7>")));
    }

    private static Dialogue split() {
        return syn().after(20).server("S 0:0(0) win 64000").after(0.1).client("S. 0:0(0) ack 1 win 64000").after(20)
                .server(". 1:1(0) ack 1 win 64000");
    }
}
