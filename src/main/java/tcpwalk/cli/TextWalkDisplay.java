package tcpwalk.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.Supplier;
import tcpwalk.explain.Annotator;
import tcpwalk.render.TextStyle;
import tcpwalk.render.TextTimeline;
import tcpwalk.timeline.Commentary;
import tcpwalk.timeline.Row;
import tcpwalk.timeline.Timeline;
import tcpwalk.wire.EndpointAddress;

/** Rows as they happen, with annotations for the first walk only: nothing is taught twice. */
final class TextWalkDisplay implements WalkDisplay {

    private final PrintWriter out;
    private final Supplier<Commentary> commentary;
    /** What is shown after the first walk. */
    private final TextStyle later;
    private TextStyle style;
    private TextTimeline timeline;

    TextWalkDisplay(PrintWriter out, TextStyle style) {
        this(out, style, () -> new Annotator(Locale.ENGLISH));
    }

    /** With other words below the rows: one commentary per walk. */
    TextWalkDisplay(PrintWriter out, TextStyle style, Supplier<Commentary> commentary) {
        this(out, style, style.withBrief(), commentary);
    }

    private TextWalkDisplay(PrintWriter out, TextStyle style, TextStyle later, Supplier<Commentary> commentary) {
        this.out = out;
        this.style = style;
        this.later = later;
        this.commentary = commentary;
    }

    /** With one commentary for all walks, which itself says nothing twice. */
    static TextWalkDisplay with(Commentary commentary, PrintWriter out, TextStyle style) {
        return new TextWalkDisplay(out, style, style, () -> commentary);
    }

    @Override
    public void begin(EndpointAddress client, EndpointAddress server, String interfaceName) throws IOException {
        if (timeline != null) {
            out.println();
            style = later;
        }
        timeline = new TextTimeline(out, style, commentary.get());
        timeline.header(client, server, interfaceName);
        out.flush();
    }

    @Override
    public void row(Row row) throws IOException {
        timeline.row(row);
        out.flush();
    }

    @Override
    public void end(Timeline finished) throws IOException {
        timeline.footer(finished);
        out.flush();
    }

    @Override
    public void finish() {
        out.flush();
    }
}
