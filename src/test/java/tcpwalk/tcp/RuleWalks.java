package tcpwalk.tcp;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Walks through the arrows that the findings' cases do not take: aborts and resets in every state. */
final class RuleWalks {

    private RuleWalks() {
    }

    private static Dialogue open() {
        return new Dialogue().opened().exchanged();
    }

    private static Dialogue fin() {
        return open().client("F. 101:101(0) ack 1001 win 64000").after(20);
    }

    private static Dialogue crossed() {
        return fin().server("F. 1001:1001(0) ack 101 win 64000").after(1);
    }

    private static Dialogue halfClosed() {
        return fin().server(". 1001:1001(0) ack 102 win 64000").after(1);
    }

    private static Dialogue lastAck() {
        return halfClosed().server("F. 1001:1001(0) ack 102 win 64000").after(1);
    }

    private static Dialogue closed() {
        return lastAck().client(". 102:102(0) ack 1002 win 64000").after(1);
    }

    static List<Dialogue> all() {
        return List.of(
                new Dialogue().client("S 0:0(0) win 64000").after(20).server("S. 0:0(0) ack 1 win 64000").after(1)
                        .server("R. 1:1(0) ack 1 win 0"),
                new Dialogue().client("S 0:0(0) win 64000").after(20).server("S. 0:0(0) ack 1 win 64000").after(1)
                        .client("R 1:1(0) win 0"),
                new Dialogue().client("S 0:0(0) win 64000").after(1).server("S 0:0(0) win 64000").after(1)
                        .client("F. 1:1(0) ack 1 win 64000"),
                new Dialogue().client("S 0:10(10) win 64000 <fastopen 8>").after(1)
                        .server("S. 0:0(0) ack 11 win 64000").after(1).server("F. 1:1(0) ack 11 win 64000").after(1)
                        .client("F. 11:11(0) ack 2 win 64000"),
                new Dialogue().client("SF. 0:0(0) ack 1 win 64000"),
                fin().server("R. 1001:1001(0) ack 102 win 0"),
                fin().client("R. 102:102(0) ack 1001 win 0"),
                crossed().server("R. 1002:1002(0) ack 102 win 0"),
                crossed().client("R. 102:102(0) ack 1002 win 0"),
                halfClosed().server("R. 1001:1001(0) ack 102 win 0"),
                halfClosed().client("R. 102:102(0) ack 1001 win 0"),
                lastAck().client("R. 102:102(0) ack 1002 win 0"),
                lastAck().server("R. 1002:1002(0) ack 102 win 0"),
                closed().server("R. 1002:1002(0) ack 102 win 0"),
                closed().client("R. 102:102(0) ack 1002 win 0"),
                crossed().client(". 102:102(0) ack 1002 win 64000").after(20)
                        .server(". 1002:1002(0) ack 102 win 64000"));
    }

    /** Each arrow that leaves no trace on the wire, by an end that stands where it begins. */
    static Set<Rule> silent() {
        Set<Rule> fired = EnumSet.noneOf(Rule.class);
        Dialogue asked = new Dialogue().client("S 0:0(0) win 64000");
        Dialogue answered = new Dialogue().client("S 0:0(0) win 64000").after(20).server("S. 0:0(0) ack 1 win 64000");
        fire(asked.connection().server(), Event.SENDS_SYN, fired);
        fire(asked.connection().client(), Event.USER_TIME_OUT, fired);
        fire(answered.connection().server(), Event.USER_TIME_OUT, fired);
        Dialogue early = new Dialogue().client("S 0:0(0) win 64000").after(20).server("S. 0:0(0) ack 1 win 64000");
        fire(early.connection().server(), Event.FIN_ARRIVES, fired);
        fire(open().connection().client(), Event.USER_TIME_OUT, fired);
        fire(fin().connection().client(), Event.USER_TIME_OUT, fired);
        fire(fin().connection().server(), Event.USER_TIME_OUT, fired);
        fire(crossed().connection().client(), Event.USER_TIME_OUT, fired);
        fire(halfClosed().connection().client(), Event.USER_TIME_OUT, fired);
        fire(lastAck().connection().server(), Event.USER_TIME_OUT, fired);
        fire(closed().connection().client(), Event.TWO_MSL_PASS, fired);
        return fired;
    }

    private static void fire(Endpoint end, Event event, Set<Rule> fired) {
        end.apply(event, Evidence.TIMER, (from, to, evidence, rule) -> fired.add(rule));
    }
}
