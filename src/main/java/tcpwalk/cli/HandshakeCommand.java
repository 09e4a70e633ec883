package tcpwalk.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tcpwalk.craft.EmbeddedServer;
import tcpwalk.craft.Ending;
import tcpwalk.craft.WalkPlan;
import tcpwalk.craft.WalkResult;
import tcpwalk.explain.Annotator;
import tcpwalk.wire.EndpointAddress;

/** {@code tcpwalk handshake}: crafts a connection from SYN to TIME-WAIT and shows it live. */
@Command(name = "handshake", description = "Crafts a connection, open, data and close, and shows what both ends do.",
        sortOptions = false)
final class HandshakeCommand implements Callable<Integer> {

    private static final byte[] GREETING = "hello".getBytes(StandardCharsets.UTF_8);

    /** Begun before the arguments are read, which takes as long. */
    private final FutureTask<Void> warmUp = WarmUp.start();

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "HOST:PORT", converter = HostAndPort.Converter.class,
            description = "Where to; [ADDRESS]:PORT for IPv6. Without it, a server of our own on loopback.")
    private HostAndPort target;

    @Mixin
    private PlanOptions planOptions;

    @Mixin
    private CraftOptions craftOptions;

    @Mixin
    private EndpointOptions endpointOptions;

    @Option(names = "--count", paramLabel = "N", defaultValue = "1", description = "Walk that often.")
    private int count;

    @Option(names = "--interval", paramLabel = "DURATION", defaultValue = "1s", converter = DurationConverter.class,
            description = "Pause between two walks (default: ${DEFAULT-VALUE}).")
    private Duration interval;

    @Mixin
    private WalkOutputOptions outputOptions;

    @Mixin
    private LanguageOption language;

    @Override
    public Integer call() throws Exception {
        craftOptions.validate();
        endpointOptions.validate();
        if (count < 1) {
            throw new Failure(ExitCode.USAGE, "--count is 1 or more");
        }
        if (target != null) {
            EndpointAddress remote = new EndpointAddress(Resolver.resolve(target.host(), craftOptions.version()),
                    target.port());
            return walk(remote, target.scope(), planOptions.plan(List.of()));
        }
        try (EmbeddedServer server = EmbeddedServer.start(craftOptions.version())) {
            note("no HOST:PORT given: walking to a server of our own on " + server.address());
            return walk(server.address(), null, planOptions.plan(List.of(GREETING)));
        }
    }

    private int walk(EndpointAddress remote, String scope, WalkPlan plan) throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        WalkDisplay display = outputOptions.display(out, () -> new Annotator(language.locale()));
        WalkSummary summary = new WalkSummary();
        ExitCode code = ExitCode.DONE;
        try (WalkInterruption interruption = new WalkInterruption(); WalkFile file = outputOptions.file()) {
            LiveWalk walk = new LiveWalk(craftOptions, endpointOptions, display, this::note, interruption,
                    warmUp);
            for (int id = 0; id < count && (id == 0 || interruption.pause(interval.toNanos())); id++) {
                WalkResult result = walk.run(id, remote, scope, plan, file);
                summary.add(result);
                code = code == ExitCode.DONE ? report(result) : code;
            }
            display.finish();
            if (count > 1) {
                PrintWriter to = outputOptions.isText() ? out : spec.commandLine().getErr();
                to.println();
                to.println(summary.text());
            }
            out.flush();
            spec.commandLine().getErr().flush();
        }
        return code.number();
    }

    /** Says why a walk ended otherwise than planned; the exit code for it. */
    private ExitCode report(WalkResult result) {
        if (!result.explanation().isEmpty()) {
            note(result.explanation());
        }
        return exitCode(result.ending());
    }

    static ExitCode exitCode(Ending ending) {
        return switch (ending) {
            // A process that a signal ends has that signal's status anyway.
            case DONE, INTERRUPTED -> ExitCode.DONE;
            case REFUSED, RESET -> ExitCode.REFUSED;
            case NO_ANSWER, PEER_STAYS_OPEN, UNREACHABLE -> ExitCode.NO_ANSWER;
            case RESET_BY_THIS_HOST, CAPTURE_LOST, CANNOT_SEND -> ExitCode.ENVIRONMENT;
        };
    }

    private void note(String sentence) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("tcpwalk: " + sentence);
        err.flush();
    }
}
