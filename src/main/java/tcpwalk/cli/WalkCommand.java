package tcpwalk.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tcpwalk.render.Prose;
import tcpwalk.walk.EmbeddedPeer;
import tcpwalk.walk.Peer;
import tcpwalk.walk.PlayResult;
import tcpwalk.walk.WalkLibrary;
import tcpwalk.walk.flood.FloodText;
import tcpwalk.walk.script.PeerOrder.Verb;
import tcpwalk.walk.script.Script;
import tcpwalk.wire.EndpointAddress;

/** {@code tcpwalk walk}: plays a script that shows one thing about TCP on a real connection, and says what. */
@Command(name = "walk", description = "Plays a walk script: shows one thing about TCP on a real connection.",
        sortOptions = false)
final class WalkCommand implements Callable<Integer> {

    /** The walk that is no script. */
    private static final String FLOOD = "syn-flood";
    private static final Set<String> FLOOD_OPTIONS = Set.of("--format", "--brief", "--lang");

    private final FutureTask<Void> warmUp = WarmUp.start();

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", arity = "0..1", paramLabel = "NAME|FILE", description = "One of --list, or a script.")
    private String name;

    @Parameters(index = "1", arity = "0..1", paramLabel = "HOST:PORT", converter = HostAndPort.Converter.class,
            description = "Where to; [ADDRESS]:PORT for IPv6. Without it, a peer of our own on loopback.")
    private HostAndPort target;

    @Option(names = "--list", description = "List the walks that there are.")
    private boolean list;

    @Option(names = "--print", description = "Print the script instead of playing it.")
    private boolean print;

    @Option(names = "--grammar", description = "Print the grammar of walk scripts.")
    private boolean grammar;

    @Option(names = "--step", description = "Show each segment when Enter is pressed.")
    private boolean step;

    @Option(names = "--watch", description = "Let the peer do it (keep-alive): wait for its probes.")
    private boolean watch;

    @Mixin
    private LanguageOption language;

    @Mixin
    private CraftOptions craftOptions;

    @Mixin
    private WalkOutputOptions outputOptions;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        if (grammar) {
            out.print(WalkLibrary.grammar());
        } else if (list) {
            list(out);
        } else if (name == null) {
            throw new Failure(ExitCode.USAGE, "which walk? 'tcpwalk walk --list' shows them; or name a script");
        } else if (name.equals(FLOOD)) {
            flood(out);
        } else {
            return walk(ScriptChoice.find(name, watch), out).number();
        }
        return ExitCode.DONE.number();
    }

    private void flood(PrintWriter out) throws Exception {
        if (print) {
            throw new Failure(ExitCode.USAGE, FLOOD + " is no script: it needs a network of its own");
        }
        if (target != null) {
            throw new Failure(ExitCode.USAGE, FLOOD + " goes to no address: it stays in a network of its own");
        }
        if (!outputOptions.isText()) {
            throw new Failure(ExitCode.USAGE, FLOOD + " is shown as text only");
        }
        for (OptionSpec given : spec.commandLine().getParseResult().matchedOptions()) {
            if (!FLOOD_OPTIONS.contains(given.longestName())) {
                throw new Failure(ExitCode.USAGE, FLOOD + " takes no " + given.longestName()
                        + ": it is no script, and stays in a network of its own");
            }
        }
        new FloodShow(new Prose(out, Terminal.style(outputOptions.isBrief())), out, language.locale()).run();
    }

    private void list(PrintWriter out) {
        List<List<String>> rows = new ArrayList<>();
        for (String each : WalkLibrary.names()) {
            rows.add(List.of(each, WalkLibrary.load(each).title().in(language.locale())));
        }
        rows.add(List.of(FLOOD, new FloodText(language.locale()).say("title")));
        Columns.print(rows, out);
    }

    private ExitCode walk(Script script, PrintWriter out) throws Exception {
        if (print) {
            script.source().forEach(out::println);
            return ExitCode.DONE;
        }
        craftOptions.validate();
        if (target == null) {
            try (Peer peer = EmbeddedPeer.start(script, craftOptions.version())) {
                note("no HOST:PORT given: walking to a peer of our own at " + peer.address());
                return play(script, peer, null, out);
            }
        }
        if (script.ordersPeer(Verb.CONNECT)) {
            throw new Failure(ExitCode.USAGE, "in this walk the peer opens, which only one of our own does when told:"
                    + " leave HOST:PORT out");
        }
        EndpointAddress remote = new EndpointAddress(Resolver.resolve(target.host(), craftOptions.version()),
                target.port());
        try (Peer peer = Peer.at(remote)) {
            return play(script, peer, target.scope(), out);
        }
    }

    private ExitCode play(Script script, Peer peer, String scope, PrintWriter out) throws Exception {
        Locale locale = language.locale();
        ScriptCommentary commentary = new ScriptCommentary(locale);
        WalkDisplay display = outputOptions.display(out, commentary);
        ScriptProse prose = new ScriptProse(new Prose(out, Terminal.style(outputOptions.isBrief())), locale);
        try (WalkFile file = outputOptions.file();
                ReadingPace pace = new ReadingPace(mode(), Main.input(), this::note)) {
            if (outputOptions.isText()) {
                prose.before(script, outputOptions.isBrief());
                out.flush();
            }
            PlayResult result = new ScriptWalk(craftOptions, display, commentary, this::note, warmUp)
                    .play(script, peer, scope, pace, file);
            display.finish();
            if (outputOptions.isText()) {
                prose.after(result);
            }
            out.flush();
            return report(script, result);
        }
    }

    private ReadingPace.Mode mode() {
        if (!outputOptions.isText() || outputOptions.isBrief() && !step) {
            return ReadingPace.Mode.FAST;
        }
        return step ? ReadingPace.Mode.STEPS : ReadingPace.Mode.READING;
    }

    private ExitCode report(Script script, PlayResult result) {
        if (result.line() > 0) {
            note(script.name() + ":" + result.line() + ": " + script.line(result.line()));
        }
        if (!result.explanation().isEmpty()) {
            note(result.explanation());
        }
        return switch (result.verdict()) {
            case MET, INTERRUPTED -> ExitCode.DONE;
            case UNMET -> ExitCode.REFUSED;
            case NO_ANSWER -> ExitCode.NO_ANSWER;
            case RESET_BY_THIS_HOST, CAPTURE_LOST, CANNOT_ACT -> ExitCode.ENVIRONMENT;
        };
    }

    private void note(String sentence) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("tcpwalk: " + sentence);
        err.flush();
    }
}
