package tcpwalk.tcp;

import static tcpwalk.tcp.FindingKind.*;

import java.util.List;

/** Exchanges of data that are easily misread. */
final class HardData {

    private HardData() {
    }

    private static Dialogue open() {
        return new Dialogue().opened();
    }

    private static Dialogue idle() {
        return open().exchanged();
    }

    private static Dialogue sent() {
        return open().client("P. 1:1001(1000) ack 1 win 64000");
    }

    /** Two segments of which the tap sees the second first. */
    private static Dialogue gap() {
        return open().client(". 1001:2001(1000) ack 1 win 64000");
    }

    private static Dialogue stalled() {
        return sent().after(20).server(". 1:1(0) ack 1001 win 0");
    }

    static List<HardCase> all() {
        return List.of(
                HardCase.of("data that wraps around zero",
                        new Dialogue(-500, -300).opened().exchanged().client("P. 101:1101(1000) ack 1001 win 64000").after(20)
                                .server("P. 1001:2001(1000) ack 1101 win 64000").after(0.1)
                                .client(". 1101:1101(0) ack 2001 win 64000")),
                HardCase.of("data again across the wrap",
                        new Dialogue(-500, -300).opened().client("P. 1:1001(1000) ack 1 win 64000").after(250)
                                .client("P. 1:1001(1000) ack 1 win 64000").after(20).server(". 1:1(0) ack 1001 win 64000"),
                        RETRANSMISSION),
                HardCase.of("a keep-alive without data", idle().after(10_000).client(". 100:100(0) ack 1001 win 64000").after(20)
                        .server(". 1001:1001(0) ack 101 win 64000"), KEEP_ALIVE),
                HardCase.of("a keep-alive with a byte", idle().after(10_000).client(". 100:101(1) ack 1001 win 64000").after(20)
                        .server(". 1001:1001(0) ack 101 win 64000"), KEEP_ALIVE),
                HardCase.of("keep-alives of both ends", idle().after(10_000).client(". 100:100(0) ack 1001 win 64000").after(20)
                        .server(". 1001:1001(0) ack 101 win 64000").after(9000)
                        .server(". 1000:1000(0) ack 101 win 64000").after(0.1).client(". 101:101(0) ack 1001 win 64000"),
                        KEEP_ALIVE),
                HardCase.of("a keep-alive of an end that never sent anything",
                        open().after(10_000).client(". 0:0(0) ack 1 win 64000").after(20).server(". 1:1(0) ack 1 win 64000"),
                        KEEP_ALIVE),
                HardCase.of("a keep-alive where only one direction was captured",
                        new Dialogue().client("S 0:0(0) win 64000").after(20).client(". 1:1(0) ack 1 win 64000").after(1)
                                .client("P. 1:101(100) ack 1 win 64000").after(20).client(". 101:101(0) ack 201 win 64000")
                                .after(10_000).client(". 100:100(0) ack 201 win 64000"),
                        ONE_WAY, KEEP_ALIVE, KEEP_ALIVE_UNANSWERED),
                HardCase.of("the only byte, sent again although it was acknowledged",
                        open().client("P. 1:2(1) ack 1 win 64000").after(20).server(". 1:1(0) ack 2 win 64000").after(230)
                                .client("P. 1:2(1) ack 1 win 64000").after(20).server(". 1:1(0) ack 2 win 64000"),
                        SPURIOUS_RETRANSMISSION, DUPLICATE_ACK),
                HardCase.of("the only byte, sent again because it was lost",
                        open().client("P. 1:2(1) ack 1 win 64000").after(230).client("P. 1:2(1) ack 1 win 64000").after(20)
                                .server(". 1:1(0) ack 2 win 64000"),
                        RETRANSMISSION),
                HardCase.of("a probe of a closed window by one byte beyond",
                        stalled().after(300).client(". 1001:1002(1) ack 1 win 64000").after(20)
                                .server(". 1:1(0) ack 1001 win 0").after(600).client(". 1001:1002(1) ack 1 win 64000")
                                .after(20).server(". 1:1(0) ack 1001 win 64000").after(0.1)
                                .client("P. 1001:2001(1000) ack 1 win 64000").after(20).server(". 1:1(0) ack 2001 win 64000"),
                        ZERO_WINDOW, ZERO_WINDOW_PROBE),
                HardCase.of("a probe of a closed window as Linux sends it",
                        stalled().after(300).client(". 1000:1000(0) ack 1 win 64000").after(20)
                                .server(". 1:1(0) ack 1001 win 0").after(600).client(". 1000:1000(0) ack 1 win 64000")
                                .after(20).server(". 1:1(0) ack 1001 win 64000"),
                        ZERO_WINDOW, ZERO_WINDOW_PROBE),
                HardCase.of("a probe whose byte is taken",
                        stalled().after(300).client(". 1001:1002(1) ack 1 win 64000").after(20)
                                .server(". 1:1(0) ack 1002 win 0").after(50).server(". 1:1(0) ack 1002 win 64000").after(0.1)
                                .client("P. 1002:2002(1000) ack 1 win 64000").after(20).server(". 1:1(0) ack 2002 win 64000"),
                        ZERO_WINDOW, ZERO_WINDOW_PROBE),
                HardCase.of("a window that opens again by itself",
                        stalled().after(50).server(". 1:1(0) ack 1001 win 64000").after(0.1)
                                .client("P. 1001:2001(1000) ack 1 win 64000").after(20).server(". 1:1(0) ack 2001 win 64000"),
                        ZERO_WINDOW),
                HardCase.of("window updates that look like duplicate acknowledgments",
                        sent().client("P. 1001:2001(1000) ack 1 win 64000").after(20).server(". 1:1(0) ack 1001 win 63000")
                                .after(1).server(". 1:1(0) ack 1001 win 63300").after(1)
                                .server(". 1:1(0) ack 1001 win 63600").after(1).server(". 1:1(0) ack 2001 win 63600")),
                HardCase.of("an end that sends and acknowledges nothing new",
                        sent().after(1).server("P. 1:101(100) ack 1 win 64000").after(1).server("P. 101:201(100) ack 1 win 64000")
                                .after(1).server("P. 201:301(100) ack 1 win 64000").after(1)
                                .client(". 1001:1001(0) ack 301 win 64000").after(20).server(". 301:301(0) ack 1001 win 64000")),
                HardCase.of("overtaken by half a millisecond, numbered as captured",
                        gap().after(0.5).client(". 1:1001(1000) ack 1 win 64000").after(20).server(". 1:1(0) ack 2001 win 64000"),
                        OUT_OF_ORDER),
                HardCase.of("overtaken where nothing is numbered",
                        open().identification(0).client(". 1001:2001(1000) ack 1 win 64000").after(2).identification(0)
                                .client(". 1:1001(1000) ack 1 win 64000").after(20).server(". 1:1(0) ack 2001 win 64000"),
                        OUT_OF_ORDER),
                HardCase.of("overtaken by a whole second, as its number shows",
                        open().identification(41).client(". 1001:2001(1000) ack 1 win 64000").after(1000).identification(40)
                                .client(". 1:1001(1000) ack 1 win 64000").after(20).server(". 1:1(0) ack 2001 win 64000"),
                        OUT_OF_ORDER),
                HardCase.of("lost before the tap and sent again after a time-out",
                        gap().after(20).server(". 1:1(0) ack 1 win 64000 <sack 1001:2001>").after(230)
                                .client(". 1:1001(1000) ack 1 win 64000").after(20).server(". 1:1(0) ack 2001 win 64000"),
                        PREVIOUS_SEGMENT_MISSING, DUPLICATE_ACK, RETRANSMISSION),
                HardCase.of("lost before the tap and sent again after three duplicates",
                        gap().client(". 2001:3001(1000) ack 1 win 64000").client(". 3001:4001(1000) ack 1 win 64000").after(20)
                                .server(". 1:1(0) ack 1 win 64000").server(". 1:1(0) ack 1 win 64000")
                                .server(". 1:1(0) ack 1 win 64000").after(0.1).client(". 1:1001(1000) ack 1 win 64000").after(20)
                                .server(". 1:1(0) ack 4001 win 64000"),
                        PREVIOUS_SEGMENT_MISSING, DUPLICATE_ACK, FAST_RETRANSMISSION),
                HardCase.of("sent again by selective acknowledgment after one duplicate",
                        sent().client(". 1001:2001(1000) ack 1 win 64000").client(". 2001:3001(1000) ack 1 win 64000").after(20)
                                .server(". 1:1(0) ack 1 win 64000 <sack 1001:3001>").after(5)
                                .client("P. 1:1001(1000) ack 1 win 64000").after(20).server(". 1:1(0) ack 3001 win 64000"),
                        DUPLICATE_ACK, FAST_RETRANSMISSION),
                HardCase.of("a receiver that forgets what it had acknowledged selectively",
                        sent().client(". 1001:2001(1000) ack 1 win 64000").client(". 2001:3001(1000) ack 1 win 64000").after(20)
                                .server(". 1:1(0) ack 1001 win 64000 <sack 2001:3001>").after(300)
                                .client(". 1001:2001(1000) ack 1 win 64000").after(20).server(". 1:1(0) ack 2001 win 64000")
                                .after(0.1).client(". 2001:3001(1000) ack 1 win 64000").after(20)
                                .server(". 1:1(0) ack 3001 win 64000"),
                        RETRANSMISSION),
                HardCase.of("sent again without need, as D-SACK reports",
                        sent().after(250).client("P. 1:1001(1000) ack 1 win 64000").after(1)
                                .server(". 1:1(0) ack 1001 win 64000").after(20)
                                .server(". 1:1(0) ack 1001 win 64000 <sack 1:1001>"),
                        RETRANSMISSION, D_SACK),
                HardCase.of("sent again after the acknowledgment had passed",
                        sent().after(20).server(". 1:1(0) ack 1001 win 64000").after(250)
                                .client("P. 1:1001(1000) ack 1 win 64000").after(20).server(". 1:1(0) ack 1001 win 64000"),
                        SPURIOUS_RETRANSMISSION, DUPLICATE_ACK),
                HardCase.of("sent again in two pieces",
                        sent().after(250).client(". 1:501(500) ack 1 win 64000").client("P. 501:1001(500) ack 1 win 64000")
                                .after(20).server(". 1:1(0) ack 1001 win 64000"),
                        RETRANSMISSION),
                HardCase.of("sent again together with new data",
                        sent().after(250).client("P. 1:1401(1400) ack 1 win 64000").after(20)
                                .server(". 1:1(0) ack 1401 win 64000"),
                        RETRANSMISSION),
                HardCase.of("a tail loss probe",
                        sent().after(45).client("P. 1:1001(1000) ack 1 win 64000").after(20).server(". 1:1(0) ack 1001 win 64000"),
                        RETRANSMISSION),
                HardCase.of("the window filled to the byte, twice",
                        new Dialogue().client("S 0:0(0) win 64000 <mss 1460>").after(20)
                                .server("S. 0:0(0) ack 1 win 2000 <mss 1460>").after(0.1).client(". 1:1(0) ack 1 win 64000")
                                .after(1).client(". 1:1001(1000) ack 1 win 64000").client("P. 1001:2001(1000) ack 1 win 64000")
                                .after(20).server(". 1:1(0) ack 2001 win 2000").after(0.1)
                                .client(". 2001:3001(1000) ack 1 win 64000").client("P. 3001:4001(1000) ack 1 win 64000").after(20)
                                .server(". 1:1(0) ack 4001 win 2000"),
                        WINDOW_FULL),
                HardCase.of("a window that shrinks as data is taken in",
                        sent().after(20).server(". 1:1(0) ack 1001 win 63000").after(1)
                                .client("P. 1001:2001(1000) ack 1 win 64000").after(20).server(". 1:1(0) ack 2001 win 62000")),
                HardCase.of("a window that shrinks by less than its unit",
                        new Dialogue().client("S 0:0(0) win 64000 <mss 1460,wscale 7>").after(20)
                                .server("S. 0:0(0) ack 1 win 64000 <mss 1460,wscale 7>").after(0.1)
                                .client(". 1:1(0) ack 1 win 500").after(1).client("P. 1:101(100) ack 1 win 500").after(20)
                                .server(". 1:1(0) ack 101 win 500").after(1).client("P. 101:201(100) ack 1 win 500").after(20)
                                .server(". 1:1(0) ack 201 win 499")),
                HardCase.of("a window taken back",
                        sent().after(20).server(". 1:1(0) ack 1001 win 64000").after(1).server(". 1:1(0) ack 1001 win 30000"),
                        WINDOW_SHRUNK),
                HardCase.of("a reset with no window", idle().server("R. 1001:1001(0) ack 101 win 0"), RESET),
                HardCase.of("a FIN with no window",
                        idle().client("F. 101:101(0) ack 1001 win 0").after(20).server("F. 1001:1001(0) ack 102 win 64000")
                                .after(0.1).client(". 102:102(0) ack 1002 win 0")),
                HardCase.of("urgent data", open().client("PU. 1:11(10) ack 1 win 64000 urg 10").after(20)
                        .server(". 1:1(0) ack 11 win 64000"), URGENT),
                HardCase.of("an urgent pointer without its flag", open().client("P. 1:11(10) ack 1 win 64000 urg 10").after(20)
                        .server(". 1:1(0) ack 11 win 64000")),
                HardCase.of("a segment of another life, by its time-stamp",
                        stamped().client("P. 1:101(100) ack 1 win 500 <TS val 200 ecr 950>").after(20)
                                .server(". 1:1(0) ack 101 win 500 <TS val 970 ecr 200>").after(1)
                                .client("P. 101:201(100) ack 1 win 500 <TS val 40 ecr 950>").after(1)
                                .server(". 1:1(0) ack 101 win 500 <TS val 971 ecr 200>"),
                        OLD_DUPLICATE),
                HardCase.of("a bare acknowledgment that comes late",
                        sent().client("P. 1001:2001(1000) ack 1 win 64000").after(20).server(". 1:1(0) ack 2001 win 64000").after(1)
                                .server(". 1:1(0) ack 1001 win 64000")),
                HardCase.of("congestion that is marked and answered",
                        sent().after(20).server("E. 1:1(0) ack 1001 win 64000").after(0.1)
                                .client("WP. 1001:2001(1000) ack 1 win 64000").after(20).server(". 1:1(0) ack 2001 win 64000")),
                HardCase.of("data beyond every window",
                        idle().client("P. 200001:200101(100) ack 1001 win 64000").after(20)
                                .server(". 1001:1001(0) ack 101 win 64000"),
                        OUTSIDE_WINDOW),
                HardCase.of("an acknowledgment captured before its data",
                        sent().after(20).server(". 1:1(0) ack 2001 win 64000").after(0.01)
                                .client("P. 1001:2001(1000) ack 1 win 64000").after(1)
                                .client("P. 2001:2101(100) ack 1 win 64000").after(20).server(". 1:1(0) ack 2101 win 64000"),
                        OUT_OF_ORDER));
    }

    private static Dialogue stamped() {
        return new Dialogue().client("S 0:0(0) win 64000 <mss 1460,sackOK,TS val 100 ecr 0,wscale 7>").after(20)
                .server("S. 0:0(0) ack 1 win 64000 <mss 1460,sackOK,TS val 900 ecr 100,wscale 7>").after(0.1)
                .client(". 1:1(0) ack 1 win 500 <TS val 120 ecr 900>").after(30);
    }
}
