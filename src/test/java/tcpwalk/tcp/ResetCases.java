package tcpwalk.tcp;

import static tcpwalk.tcp.ResetCause.*;

import java.util.List;

/** Resets by their cause, and resets that look much the same and have another. */
final class ResetCases {

    /** A cause, a dialogue that shows it, and one that nearly does. */
    record ResetCase(ResetCause cause, Dialogue shows, Dialogue nearMiss) {

        @Override
        public String toString() {
            return cause.toString();
        }
    }

    private ResetCases() {
    }

    private static Dialogue syn() {
        return new Dialogue().client("S 0:0(0) win 64000 <mss 1460>").after(20);
    }

    private static Dialogue answered() {
        return syn().server("S. 0:0(0) ack 1 win 64000 <mss 1460>").after(0.1);
    }

    /** A SYN,ACK that comes three times, after one and two seconds. */
    private static Dialogue repeatedAnswers() {
        return answered().after(1000).server("S. 0:0(0) ack 1 win 64000 <mss 1460>").after(2000)
                .server("S. 0:0(0) ack 1 win 64000 <mss 1460>");
    }

    /** A connection's SYN comes again when its client is in TIME-WAIT, and the answer is reset. */
    static Dialogue repeatedSyn(int timestamp) {
        String stamp = "ecr 800>";
        return new Dialogue().client("S 0:0(0) win 64000 <mss 1460,TS val 100 ecr 0>").after(20)
                .server("S. 0:0(0) ack 1 win 64000 <mss 1460,TS val 800 ecr 100>").after(0.1)
                .client(". 1:1(0) ack 1 win 64000 <TS val 120 " + stamp).after(1)
                .client("F. 1:1(0) ack 1 win 64000 <TS val 121 " + stamp).after(20)
                .server("F. 1:1(0) ack 2 win 64000 <TS val 821 ecr 121>").after(0.1)
                .client(". 2:2(0) ack 2 win 64000 <TS val 141 " + stamp).after(100)
                .client("S 0:0(0) win 64000 <mss 1460,TS val " + timestamp + " ecr 0>").after(20)
                .server("S. 7000:7000(0) ack 1 win 64000 <mss 1460,TS val 950 ecr " + timestamp + ">").after(0.1)
                .client("R 1:1(0) win 0");
    }

    private static Dialogue open() {
        return new Dialogue().opened().exchanged();
    }

    static Dialogue halfClosed() {
        return open().client("F. 101:101(0) ack 1001 win 64000").after(20).server(". 1001:1001(0) ack 102 win 64000").after(5);
    }

    private static Dialogue probed() {
        return open().after(10_000).client(". 100:100(0) ack 1001 win 64000").after(10_000)
                .client(". 100:100(0) ack 1001 win 64000").after(10_000);
    }

    static List<ResetCase> all() {
        return List.of(
                new ResetCase(NOTHING_LISTENS, syn().server("R. 0:0(0) ack 1 win 0"), answered().server("R. 1:1(0) ack 1 win 0")),
                new ResetCase(REJECTED, answered().client(". 1:1(0) ack 1 win 64000").after(20).server("R 1:1(0) win 0"),
                        open().server("R 1001:1001(0) win 0")),
                new ResetCase(OPENER_GONE, answered().client("R 1:1(0) win 0"),
                        answered().client(". 1:1(0) ack 1 win 64000").after(1).client("R. 1:1(0) ack 1 win 0")),
                new ResetCase(OWN_KERNEL, answered().client("R 1:1(0) win 0").after(1).client(". 1:1(0) ack 1 win 64000").after(1)
                                .client("P. 1:11(10) ack 1 win 64000"),
                        answered().client("R 1:1(0) win 0").after(1000).server("S. 0:0(0) ack 1 win 64000 <mss 1460>")),
                new ResetCase(NEVER_ASKED,
                        new Dialogue().client("S 90:90(0) win 64000").after(300).server("S. 0:0(0) ack 1 win 64000").after(0.1)
                                .client("R 1:1(0) win 0"),
                        answered().client("R 1:1(0) win 0")),
                new ResetCase(APPLICATION_ABORTED, open().client("P. 101:201(100) ack 1001 win 64000").after(20)
                                .server(". 1001:1001(0) ack 201 win 64000").after(5).client("R. 201:201(0) ack 1001 win 0"),
                        open().client("R. 101:101(0) ack 1001 win 0")),
                new ResetCase(APPLICATION_ABORTED, open().client("P. 101:201(100) ack 1001 win 64000").after(5)
                                .client("R 201:201(0) win 0"),
                        open().after(60_000).server("P. 1001:1101(100) ack 101 win 64000").after(0.1)
                                .client("R 101:101(0) win 0")),
                new ResetCase(UNREAD_DATA,
                        open().client("P. 101:201(100) ack 1001 win 64000").after(20).server("R. 1001:1001(0) ack 201 win 0"),
                        open().client("P. 101:201(100) ack 1001 win 64000").after(20)
                                .server("P. 1001:1101(100) ack 201 win 64000").after(5).server("R. 1101:1101(0) ack 201 win 0")),
                new ResetCase(UNREAD_DATA,
                        open().server("P. 1001:2001(1000) ack 101 win 64000").after(1)
                                .client("R. 101:101(0) ack 2001 win 0"),
                        open().server("P. 1001:2001(1000) ack 101 win 64000").after(1)
                                .client("R. 101:101(0) ack 1001 win 0")),
                new ResetCase(DATA_AFTER_CLOSE, halfClosed().server("P. 1001:2001(1000) ack 102 win 64000").after(0.04)
                                .client("R 102:102(0) win 0"), halfClosed().client("R. 102:102(0) ack 1001 win 0")),
                new ResetCase(NO_SUCH_CONNECTION, open().after(60_000).client("P. 101:201(100) ack 1001 win 64000").after(20)
                                .server("R 1001:1001(0) win 0"),
                        open().after(60_000).client("P. 101:201(100) ack 1001 win 64000").after(20)
                                .server("R. 1001:1001(0) ack 201 win 0")),
                new ResetCase(NO_SUCH_CONNECTION, repeatedAnswers().after(5100).client(". 1:1(0) ack 1 win 64000").after(20)
                                .server("R 1:1(0) win 0"),
                        repeatedAnswers().after(1000).client(". 1:1(0) ack 1 win 64000").after(20).server("R 1:1(0) win 0")),
                new ResetCase(NO_SUCH_CONNECTION, answered().client(". 1:1(0) ack 1 win 64000").after(60_000)
                                .client("P. 1:11(10) ack 1 win 64000").after(20).server("R 1:1(0) win 0"),
                        answered().client(". 1:1(0) ack 1 win 64000").after(20).server("R 1:1(0) win 0")),
                new ResetCase(NEVER_ASKED, repeatedSyn(100), repeatedSyn(900)),
                new ResetCase(CHALLENGE_ANSWERED, open().server("R 1500:1500(0) win 0").after(0.1)
                                .client(". 101:101(0) ack 1001 win 64000").after(20).server("R 1001:1001(0) win 0"),
                        open().server("R 1500:1500(0) win 0").after(3000).server("R 1001:1001(0) win 0")),
                new ResetCase(KEEP_ALIVE_FAILED, probed().client("R. 101:101(0) ack 1001 win 0"),
                        probed().server(". 1001:1001(0) ack 101 win 64000").after(5).client("R. 101:101(0) ack 1001 win 0")),
                new ResetCase(TIME_WAIT_CUT_SHORT, HardClosings.closed().after(100).server("R 1002:1002(0) win 0"),
                        HardClosings.closed().after(100).client("R 102:102(0) win 0")),
                new ResetCase(INJECTED, open().timeToLive(250).server("R. 1001:1001(0) ack 101 win 0"),
                        open().timeToLive(61).server("R. 1001:1001(0) ack 101 win 0")),
                new ResetCase(INJECTED, open().identification(40_000).server("R. 1001:1001(0) ack 101 win 0"),
                        open().identification(0).server("R. 1001:1001(0) ack 101 win 0")),
                new ResetCase(UNKNOWN, new Dialogue().server("R. 1001:1001(0) ack 101 win 0"),
                        new Dialogue().client("P. 1:101(100) ack 1 win 500").after(20).server("R 1:1(0) win 0")));
    }
}
