package tcpwalk.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Supplier;
import picocli.CommandLine.Option;
import tcpwalk.explain.Annotator;
import tcpwalk.render.JsonTimeline;
import tcpwalk.timeline.Commentary;

/** Options that say how a crafted walk is shown and kept. */
final class WalkOutputOptions {

    /** The formats that a walk can be shown in. */
    enum Format { TEXT, JSON, NDJSON }

    @Option(names = "--format", paramLabel = "FORMAT", defaultValue = "text",
            description = "text, json or ndjson (default: ${DEFAULT-VALUE}).")
    private Format format;

    @Option(names = "--brief", description = "Rows only, without annotations.")
    private boolean brief;

    @Option(names = "--write", paramLabel = "FILE", description = "Write the walk's frames to a pcap file.")
    private Path file;

    boolean isText() {
        return format == Format.TEXT;
    }

    boolean isBrief() {
        return brief;
    }

    /** What shows the walk on {@code out}. */
    WalkDisplay display(PrintWriter out) throws IOException {
        return display(out, () -> new Annotator(Locale.ENGLISH));
    }

    /** The same with other words below the rows: one commentary per connection. */
    WalkDisplay display(PrintWriter out, Supplier<Commentary> commentary) throws IOException {
        return switch (format) {
            case TEXT -> new TextWalkDisplay(out, Terminal.style(brief), commentary);
            case JSON -> new JsonWalkDisplay(out, JsonTimeline.Form.ARRAY);
            case NDJSON -> new JsonWalkDisplay(out, JsonTimeline.Form.LINES);
        };
    }

    /** The same with one commentary for all connections, which itself says nothing twice. */
    WalkDisplay display(PrintWriter out, Commentary commentary) throws IOException {
        return format == Format.TEXT ? TextWalkDisplay.with(commentary, out, Terminal.style(brief)) : display(out);
    }

    /** What keeps its frames, or null. */
    WalkFile file() throws Failure {
        return file == null ? null : WalkFile.at(file);
    }
}
