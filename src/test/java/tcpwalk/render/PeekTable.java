package tcpwalk.render;
import java.util.*;
import tcpwalk.tcp.*;
import tcpwalk.timeline.*;
public class PeekTable {
    public static void main(String[] a) throws Exception {
        List<Timeline> all = sample();
        for (String w : a) {
            ConnectionTable t = new ConnectionTable(ConnectionOrder.NOTABLE, 8); all.forEach(t::add);
            StringBuilder b = new StringBuilder(); t.print(b, TextStyle.plain(Integer.parseInt(w))); System.out.println(b);
        }
        StringBuilder b = new StringBuilder(); CsvTable c = new CsvTable(b); c.header(); for (Timeline t : all) c.row(t); System.out.println(b);
        HandshakeSummary h = new HandshakeSummary(); all.forEach(h::add); b.setLength(0); h.print(b); System.out.println(b);
        for (Timeline t : all) System.out.println(t.id() + " " + t.story());
    }
    static List<Timeline> sample() {
        return List.of(Walks.closedByClient().id(0).ends(Outcome.CLOSED, Side.CLIENT), Walks.threeSegmentClose().id(1).ends(Outcome.CLOSED, Side.SERVER),
            Walks.refused().id(2).ends(Outcome.REFUSED, null), Walks.noAnswer().id(3).ends(Outcome.NO_ANSWER, null),
            Walks.resetAfterClose().id(4).ends(Outcome.RESET, Side.CLIENT), Walks.lostSyn().id(5).ends(Outcome.CLOSED, Side.SERVER),
            Walks.halfOpen().id(6).ends(Outcome.HALF_OPEN, null), Walks.overIpv6().id(7).ends(Outcome.CLOSED, Side.CLIENT),
            Walks.deadPeer().id(8).ends(Outcome.ESTABLISHED, null), Walks.unansweredFin().id(9).ends(Outcome.CLOSING, Side.CLIENT),
            Walks.halfClosed().id(10).ends(Outcome.CLOSED, Side.CLIENT));
    }
}
