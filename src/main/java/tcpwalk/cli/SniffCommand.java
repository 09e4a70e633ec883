package tcpwalk.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tcpwalk.capture.live.CaptureException;
import tcpwalk.capture.live.CaptureFault;
import tcpwalk.render.ConnectionOrder;
import tcpwalk.render.EventLine;
import tcpwalk.render.JsonTimeline;
import tcpwalk.sniff.LiveView;
import tcpwalk.sniff.SniffPlan;
import tcpwalk.sniff.Sniffer;
import tcpwalk.tcp.Connection;
import tcpwalk.tcp.ConnectionTable;
import tcpwalk.tcp.FindingKind;
import tcpwalk.tcp.findings.Alarm;

/** {@code tcpwalk sniff}: connections on an interface as they live. */
@Command(name = "sniff", sortOptions = false,
        description = "Listens on an interface and shows what happens to the connections there: a line for each event,"
                + " or timelines.",
        footer = {"", "Examples:", "  sudo tcpwalk sniff --iface eth0",
            "  sudo tcpwalk sniff --iface any --timeline 'port 443'",
            "  sudo tcpwalk sniff --iface eth0 --format ndjson | jq 'select(.outcome==\"reset\")'",
            "  sudo tcpwalk sniff --write seen.pcap --rotate-size 100M --keep 10"})
final class SniffCommand implements Callable<Integer> {

    enum Format { TEXT, NDJSON }

    /** A half-open connection takes some 500 bytes, and an open one more: half of the heap. */
    private static final long BYTES_PER_CONNECTION = 2000;

    private EventLines eventLines;
    private ConnectionOutput objects;
    /** While it has the terminal, nothing else may write there; notices come from any thread. */
    private volatile SniffScreen screen;

    SniffCommand() {
        // Begun before the arguments are read, which takes as long.
        WarmUp.startNativeCode();
    }

    @Spec
    private CommandSpec spec;

    @Mixin
    private ListeningOptions listening;

    @Option(names = "--timeline", description = "Show each connection's timeline when it has ended, and at the end"
            + " those still open.")
    private boolean timelines;

    @Option(names = "--watch", description = "Full screen: the connections, their states, and the ladder of the"
            + " selected one; ? shows the keys.")
    private boolean watching;

    @Option(names = "--format", paramLabel = "FORMAT", defaultValue = "text",
            description = "text, or ndjson: an object per ended connection (default: ${DEFAULT-VALUE}).")
    private Format format;

    @Option(names = "--brief", description = "Timelines without annotations.")
    private boolean brief;

    @Option(names = "--payload", description = "Also show what is sent, escaped.")
    private boolean payload;

    @Mixin
    private ConnectionSelection selection;

    @Option(names = "--count", paramLabel = "N", defaultValue = "0", description = "End after so many packets.")
    private long count;

    @Option(names = "--duration", paramLabel = "DURATION", defaultValue = "0s", converter = DurationConverter.class,
            description = "End after that time, for instance 60s.")
    private Duration duration;

    @Mixin
    private RecordingOptions recording;

    @Mixin
    private AlarmOptions alarms;

    @Option(names = "--connections-limit", paramLabel = "N", description = "How many connections to follow at once"
            + " (default: " + ConnectionTable.DEFAULT_LIMIT + ", or what half of the heap holds).")
    private int limit;

    @Option(names = "--fail-on", paramLabel = "KIND", split = ",",
            description = "Exit with status 10 when a connection has this finding.")
    private Set<FindingKind> failOn = Set.of();

    @Option(names = "--kernel", description = "Beside what the wire shows also what the kernel says of this"
            + " machine's own sockets, by which process, and where the two differ.")
    private boolean kernelWanted;

    @Option(names = "--retry", description = "Wait for an interface that is down or gone.")
    private boolean retry;

    @Option(names = "--stay-root", description = "Do not become the user who ran sudo once the interfaces are open.")
    private boolean stayRoot;

    @Override
    public Integer call() throws Failure, IOException {
        if (payload && (timelines || format != Format.TEXT)) {
            throw new Failure(ExitCode.USAGE, "--payload shows what is sent between lines of text, not in timelines");
        }
        PrintWriter out = spec.commandLine().getOut();
        if (watching) {
            requireScreen();
        }
        SniffPlan plan = plan();
        try (SurrenderedRoot root = SurrenderedRoot.prepare(stayRoot, retry);
                Sniffer sniffer = new Sniffer(plan, this::note, root.opener());
                KernelWitness kernel = KernelWitness.open(kernelWanted, this::note);
                Interruption interruption = Interruption.by(sniffer::stop)) {
            SniffTally tally = new SniffTally(failOn, selection, sniffer.losses());
            sniffer.add(tally);
            sniffer.add(kernel);
            views(out, sniffer, kernel).forEach(sniffer::add);
            open(sniffer, root, plan);
            if (watching) {
                watch(sniffer, plan, kernel);
            } else {
                sniffer.run();
            }
            if (eventLines != null) {
                eventLines.finish();
            }
            if (objects != null) {
                writeAlarms(sniffer);
            }
            out.flush();
            PrintWriter err = spec.commandLine().getErr();
            err.print(tally.summary(sniffer));
            err.print(kernel.summary());
            err.flush();
            return exitCode(sniffer, tally).number();
        }
    }

    /** After the connections, as analyze does. */
    private void writeAlarms(Sniffer sniffer) throws IOException {
        for (Alarm alarm : selection.isSelective() ? List.<Alarm>of() : sniffer.alarms()) {
            objects.write(alarm);
        }
        objects.flush();
    }

    private void requireScreen() throws Failure {
        if (timelines || payload || format != Format.TEXT || selection.judges()) {
            throw new Failure(ExitCode.USAGE, "--watch shows everything itself: leave out --timeline, --payload,"
                    + " --format, --outcome and --finding, and type / there to filter");
        }
        SniffScreen.require();
    }

    /** What must be known meanwhile is shown there, and said once more when the screen is gone. */
    private void watch(Sniffer sniffer, SniffPlan plan, KernelWitness kernel) throws Failure {
        String filter = listening.filter().isEmpty() ? "" : " '" + listening.filter() + "'";
        try (SniffScreen opened = SniffScreen.open(ListeningOptions.names(plan.interfaces()) + filter, sniffer,
                kernel, selection)) {
            screen = opened;
            sniffer.run();
        } finally {
            List<String> noted = screen == null ? List.of() : screen.notices();
            screen = null;
            noted.forEach(this::note);
        }
    }

    private SniffPlan plan() throws Failure {
        int connections = limit > 0 ? limit : (int) Math.min(ConnectionTable.DEFAULT_LIMIT,
                Runtime.getRuntime().maxMemory() / BYTES_PER_CONNECTION);
        return new SniffPlan(listening.intakes(this::note), listening.ringBytes(), connections, alarms.thresholds(),
                this::keepsJournal,
                QuotedErrors::sentence, count, duration.toNanos(), retry, recording.plan(listening.snapLength()));
    }

    private boolean keepsJournal(Connection connection) {
        return screen != null ? screen.keepsSteps(connection) : timelines && selection.mayMean(connection);
    }

    /** What shows the run, in the order in which it is told. */
    private List<LiveView> views(PrintWriter out, Sniffer sniffer, KernelWitness kernel) throws IOException {
        List<LiveView> views = new ArrayList<>();
        if (format == Format.NDJSON) {
            objects = ConnectionOutput.json(out, JsonTimeline.Form.LINES, timelines);
            views.add(ended(objects, sniffer, kernel));
        } else if (timelines) {
            views.add(ended(new TextReport(out, Terminal.style(brief).withFrames(), true, ConnectionOrder.NOTABLE, 0),
                    sniffer, kernel));
        }
        if (format == Format.TEXT && !timelines && !watching) {
            EventLine lines = new EventLine(out, Terminal.style(brief), Terminal.isTerminal(), ZoneId.systemDefault());
            eventLines = new EventLines(out, lines, selection, sniffer.losses(), payload);
            views.add(eventLines);
            kernel.showIn(eventLines);
        }
        return views;
    }

    private LiveView ended(ConnectionOutput output, Sniffer sniffer, KernelWitness kernel) {
        return new EndedConnections(output, selection, sniffer::interfaceName, sniffer.losses(), kernel);
    }

    /** From here on packets are kept, and root is given up before the first of them is looked at. */
    private void open(Sniffer sniffer, SurrenderedRoot root, SniffPlan plan) throws Failure {
        try {
            sniffer.open();
            root.surrender();
        } catch (CaptureException e) {
            ExitCode code = e.fault() == CaptureFault.BAD_FILTER ? ExitCode.USAGE : ExitCode.ENVIRONMENT;
            throw new Failure(code, e.fix().isEmpty() ? e.getMessage() : e.getMessage() + "; " + e.fix(), e);
        }
        recording.requireWritable();
        note("listening on " + ListeningOptions.names(plan.interfaces()) + root.told() + "; Ctrl-C ends");
    }

    private ExitCode exitCode(Sniffer sniffer, SniffTally tally) {
        if (sniffer.hasFailed()) {
            return ExitCode.ENVIRONMENT;
        }
        return tally.failed(sniffer) ? ExitCode.FINDING : ExitCode.DONE;
    }

    private void note(String sentence) {
        SniffScreen shown = screen;
        if (shown != null) {
            shown.note(sentence);
            return;
        }
        PrintWriter err = spec.commandLine().getErr();
        err.println("tcpwalk: " + sentence);
        err.flush();
    }
}
