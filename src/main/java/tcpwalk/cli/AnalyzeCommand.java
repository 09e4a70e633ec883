package tcpwalk.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tcpwalk.capture.CaptureQuality;
import tcpwalk.capture.decode.FrameDecoder;
import tcpwalk.capture.file.CaptureReader;
import tcpwalk.capture.file.Damage;
import tcpwalk.capture.live.CaptureException;
import tcpwalk.capture.live.CaptureFault;
import tcpwalk.render.ConnectionOrder;
import tcpwalk.render.JsonTimeline;
import tcpwalk.render.TextStyle;
import tcpwalk.tcp.Connection;
import tcpwalk.tcp.ConnectionTable;
import tcpwalk.tcp.FindingKind;
import tcpwalk.tcp.Tally;
import tcpwalk.tcp.findings.Alarm;
import tcpwalk.timeline.Timelines;

/** Reads captures and shows their connections. */
@Command(name = "analyze", description = "Shows the connections in capture files: a table, or timelines.",
        footer = {"", "Examples:", "  tcpwalk analyze incident.pcapng",
            "  tcpwalk analyze incident.pcapng --connection 7 --explain",
            "  tcpdump -i eth0 -w - | tcpwalk analyze -",
            "  tcpwalk analyze day/*.pcap.gz --format ndjson | jq 'select(.outcome==\"reset\")'"})
final class AnalyzeCommand implements Callable<Integer> {

    enum Format { TEXT, JSON, NDJSON, CSV }

    /** How many connections a table shows unless all are asked for. */
    private static final int TABLE_ROWS = 50;

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "FILE",
            description = "pcap or pcapng files, also packed by gzip or zstd, read as one capture;"
                + " - is standard input.")
    private List<Path> files;

    @Mixin
    private ConnectionSelection selection;

    @Mixin
    private AlarmOptions alarms;

    @Option(names = "--timeline", description = "Show each connection's timeline.")
    private boolean timelines;

    @Option(names = "--format", paramLabel = "FORMAT", defaultValue = "text",
            description = "text, json, ndjson or csv (default: ${DEFAULT-VALUE}).")
    private Format format;

    @Option(names = "--brief", description = "Timelines without annotations.")
    private boolean brief;

    @Option(names = "--explain",
            description = "After all else, say what the terms mean that came up: states, findings, ... (text only).")
    private boolean explain;

    @Mixin
    private LanguageOption language;

    @Option(names = "--all", description = "Do not cap the table.")
    private boolean all;

    @Option(names = "--sort", paramLabel = "ORDER", defaultValue = "notable",
            description = "The table's order: notable, start, duration, bytes, segments or rtt"
                    + " (default: ${DEFAULT-VALUE}).")
    private ConnectionOrder order;

    @Option(names = "--filter", paramLabel = "BPF",
            description = "Only frames that this filter lets pass (needs libpcap).")
    private String filter;

    @Option(names = "--checksums", description = "Verify every segment's checksum, not only"
            + " those of the first " + FrameDecoder.EARLY_CHECKSUMS + ".")
    private boolean checksums;

    @Option(names = "--vlan-key", description = "Take the same ends in different VLANs for different connections.")
    private boolean vlanKey;

    @Option(names = "--connections-limit", paramLabel = "N", defaultValue = "" + ConnectionTable.DEFAULT_LIMIT,
            description = "How many connections to follow at once (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Option(names = "--fail-on", paramLabel = "KIND", split = ",",
            description = "Exit with status 10 when a connection has this finding.")
    private Set<FindingKind> failOn = Set.of();

    private ConnectionOutput output;
    private OutputThread writer;
    private Analysis analysis;
    private Connection sole;
    private boolean failed;

    @Override
    public Integer call() throws Failure, IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (explain && format != Format.TEXT) {
            throw new Failure(ExitCode.USAGE, "--explain goes with text: leave --format out");
        }
        output = output(out);
        // A table keeps what it will show, and is filled where that is decided.
        writer = format == Format.TEXT ? null : new OutputThread(output);
        CaptureQuality quality = new CaptureQuality();
        analysis = new Analysis(new CaptureReader(files, quality), quality, checksums, limit, alarms.thresholds(),
                this::keepsJournal, new Ended());
        if (vlanKey) {
            analysis.table().keepVlansApart();
        }
        if (!timelines && !selection.namesConnections() && !(format == Format.TEXT && selection.namesEnds())) {
            analysis.table().declineAllOnceDeclined();
        }
        if (filter != null) {
            filter();
        }
        try (Progress progress = Progress.of(analysis.reader(), spec.commandLine().getErr());
                Interruption interruption = Interruption.by(analysis::cancel)) {
            analysis.run();
            finish(out);
        }
        return exitCode().number();
    }

    private void filter() throws Failure {
        try {
            analysis.filter(filter);
        } catch (CaptureException e) {
            ExitCode code = e.fault() == CaptureFault.BAD_FILTER ? ExitCode.USAGE : ExitCode.ENVIRONMENT;
            throw new Failure(code, e.getMessage() + "; " + e.fix(), e);
        }
    }

    private ConnectionOutput output(PrintWriter out) throws IOException {
        boolean rows = timelines || selection.namesConnections();
        return switch (format) {
            case TEXT -> {
                TextStyle style = Terminal.style(brief).withFrames();
                yield new TextReport(out, style, rows, order, all ? Integer.MAX_VALUE : TABLE_ROWS,
                        new Narrator(out, style, language.locale(), explain));
            }
            case JSON -> ConnectionOutput.json(out, JsonTimeline.Form.ARRAY, rows);
            case NDJSON -> ConnectionOutput.json(out, JsonTimeline.Form.LINES, rows);
            case CSV -> ConnectionOutput.csv(out);
        };
    }

    /** Steps are kept where they are asked for, and of the first connection for as long as it is the only one. */
    private boolean keepsJournal(Connection connection) {
        if (!selection.mayMean(connection)) {
            return false;
        }
        if (format == Format.CSV || timelines || selection.namesConnections()) {
            return format != Format.CSV;
        }
        if (format != Format.TEXT) {
            return false;
        }
        if (sole != null) {
            sole.forgetSteps();
            return false;
        }
        sole = connection;
        return true;
    }

    private final class Ended implements ConnectionTable.Listener {
        @Override
        public void ended(Connection connection) {
            AnalyzeCommand.this.ended(connection);
        }

        @Override
        public boolean wants(Tally connection) {
            return selection.isSelective() || !failOn.isEmpty() || output.wants(connection);
        }
    }

    private void ended(Connection connection) {
        if (!selection.mayMean(connection) || !selection.means(connection)) {
            return;
        }
        failed |= !failOn.isEmpty() && failOn.stream().anyMatch(kind -> connection.count(kind) > 0);
        if (!output.wants(connection)) {
            return;
        }
        if (writer != null) {
            writer.write(connection, analysis.interfaceName(connection));
            return;
        }
        try {
            output.write(Timelines.of(connection, analysis.interfaceName(connection)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void finish(PrintWriter out) throws IOException {
        List<Damage> damages = analysis.result().damages();
        boolean read = analysis.quality().frames() > 0 || damages.isEmpty();
        if (read && output instanceof TextReport report && !report.showsOnly() && !selection.namesConnections()) {
            new QualityReport(analysis).print(out);
        }
        if (writer != null) {
            writer.finish();
        }
        for (Alarm alarm : selection.isSelective() ? List.<Alarm>of() : analysis.alarms()) {
            output.write(alarm);
        }
        output.finish();
        failed |= analysis.alarms().stream().anyMatch(alarm -> failOn.contains(alarm.finding().kind()));
        PrintWriter err = spec.commandLine().getErr();
        Unread unread = new Unread(files);
        for (Damage damage : damages) {
            err.println("tcpwalk: " + unread.line(damage));
        }
        analysis.quality().unknownLinkTypes().forEach((type, frames) -> err.println(
                "tcpwalk: link type " + type + " is not known: " + frames + " frames were skipped"));
        if (analysis.table().evicted() > 0) {
            err.println("tcpwalk: " + analysis.table().evicted() + " unfinished connections were given up because more"
                    + " than " + limit + " were open at once (--connections-limit)");
        }
    }

    private ExitCode exitCode() {
        boolean unread = !analysis.result().damages().isEmpty() || !analysis.quality().unknownLinkTypes().isEmpty();
        if (unread) {
            return ExitCode.UNREADABLE;
        }
        return failed ? ExitCode.FINDING : ExitCode.DONE;
    }
}
