package tcpwalk.cli;

import java.io.IOException;
import java.io.PrintWriter;
import tcpwalk.render.JsonTimeline;
import tcpwalk.timeline.Row;
import tcpwalk.timeline.Timeline;
import tcpwalk.wire.EndpointAddress;

/** One object per walk, its timeline included, when the walk is over. */
final class JsonWalkDisplay implements WalkDisplay {

    private final JsonTimeline json;
    private final PrintWriter out;

    JsonWalkDisplay(PrintWriter out, JsonTimeline.Form form) throws IOException {
        this.out = out;
        json = new JsonTimeline(out, form);
    }

    @Override
    public void begin(EndpointAddress client, EndpointAddress server, String interfaceName) {
        // An object is written whole.
    }

    @Override
    public void row(Row row) {
        // The finished timeline holds it.
    }

    @Override
    public void end(Timeline timeline) throws IOException {
        json.write(timeline, true);
        json.flush();
        out.flush();
    }

    @Override
    public void finish() throws IOException {
        json.close();
        out.flush();
    }
}
