package tcpwalk.walk;

import java.util.ArrayList;
import java.util.List;
import tcpwalk.craft.endpoint.EndpointSettings;
import tcpwalk.craft.endpoint.Offer;
import tcpwalk.tcp.Connection;
import tcpwalk.tcp.Side;
import tcpwalk.timeline.Row;
import tcpwalk.walk.script.PeerOrder;
import tcpwalk.walk.script.Script;
import tcpwalk.walk.script.ScriptException;
import tcpwalk.walk.script.ScriptParser;
import tcpwalk.walk.script.Text;
import tcpwalk.wire.EndpointAddress;
import tcpwalk.wire.IpAddress;

/** Scripts played in memory, and what a listener was told. */
final class Rehearsals {

    static final EndpointSettings SETTINGS = new EndpointSettings(Side.CLIENT,
            new EndpointAddress(IpAddress.parse("192.0.2.1"), 40_000),
            new EndpointAddress(IpAddress.parse("192.0.2.2"), 80),
            new Offer(1460, 64_240, 7, true, true, false), 1_000_000, 1, 1460, 3, 60_000_000_000L);

    /** Remembers everything. */
    static final class Told implements PlayListener {
        final List<Row> rows = new ArrayList<>();
        final List<Text> notes = new ArrayList<>();
        final List<String> notices = new ArrayList<>();
        final List<PeerOrder> wishes = new ArrayList<>();
        long paused;

        @Override
        public void row(Row row, Connection connection, Text note) {
            rows.add(row);
            notes.add(note);
        }

        @Override
        public void notice(String sentence) {
            notices.add(sentence);
        }

        @Override
        public void wishes(PeerOrder order) {
            wishes.add(order);
        }

        @Override
        public void pause(long duration) {
            paused += duration;
        }
    }

    private Rehearsals() {
    }

    static Script script(String... lines) {
        try {
            return ScriptParser.parse("test", String.join("\n", lines));
        } catch (ScriptException e) {
            throw new AssertionError(e);
        }
    }

    static PlayResult rehearse(Script script, int choice) {
        return Understudy.rehearse(script, SETTINGS, new Told(), choice);
    }
}
