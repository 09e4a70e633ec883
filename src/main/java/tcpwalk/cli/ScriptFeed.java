package tcpwalk.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import tcpwalk.tcp.Connection;
import tcpwalk.timeline.Row;
import tcpwalk.timeline.Timeline;
import tcpwalk.timeline.Timelines;
import tcpwalk.walk.PlayListener;
import tcpwalk.walk.PlayResult;
import tcpwalk.walk.Player;
import tcpwalk.walk.script.PeerOrder;
import tcpwalk.walk.script.Text;
import tcpwalk.wire.EndpointAddress;

/** Shows the rows of a script while it is played; a further connection of the same ends has a timeline of its own. */
final class ScriptFeed implements PlayListener {

    private final Showing showing = new Showing();
    private final WalkDisplay display;
    private final ScriptCommentary commentary;
    private final WalkFeed.Notices notices;
    private final ReadingPace pace;
    private final String interfaceName;
    private final List<Row> rows = new ArrayList<>();
    private final EndpointAddress client;
    private final EndpointAddress server;
    private Connection shown;

    ScriptFeed(WalkDisplay display, ScriptCommentary commentary, WalkFeed.Notices notices, ReadingPace pace,
            EndpointAddress client, EndpointAddress server, String interfaceName) {
        this.display = display;
        this.commentary = commentary;
        this.notices = notices;
        this.pace = pace;
        this.client = client;
        this.server = server;
        this.interfaceName = interfaceName;
    }

    /** Plays; returns when the script is over and all is shown. */
    PlayResult run(Player player) throws IOException {
        display.begin(client, server, interfaceName);
        PlayResult result = showing.run(player::run);
        if (shown != null) {
            display.end(timeline(shown));
        }
        return result;
    }

    private Timeline timeline(Connection connection) {
        Timeline seen = Timelines.of(connection, interfaceName);
        return new Timeline(seen.id(), seen.client(), seen.server(), seen.roles(), interfaceName, seen.start(),
                seen.duration(), seen.outcome(), seen.closedBy(), seen.resetCause(), seen.story(), seen.handshakeRtt(),
                seen.findings(), seen.peers(), rows).told();
    }

    @Override
    public void row(Row row, Connection connection, Text note) {
        if (shown != null && connection != shown) {
            // What is known of a connection changes with each segment: this is how it stands now.
            Timeline before = timeline(shown);
            rows.clear();
            showing.add(() -> {
                display.end(before);
                display.begin(client, server, interfaceName);
            });
        }
        shown = connection;
        rows.add(row);
        showing.add(() -> {
            pace.beforeRow();
            commentary.note(row, note);
            display.row(row);
        });
    }

    @Override
    public void notice(String sentence) {
        showing.add(() -> notices.notice(sentence));
    }

    @Override
    public void wishes(PeerOrder order) {
        notice("here the script has the peer '" + order + "', which only a peer of its own obeys");
    }

    @Override
    public void pause(long duration) {
        showing.add(() -> pace.pause(duration));
    }
}
