package tcpwalk.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root of the command line: the subcommands, what they all share, and the list of exit codes. */
@Command(
        name = "tcpwalk",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = TcpwalkCommand.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "Shows what both ends of a TCP connection do, state by state, segment by segment.",
        exitCodeListHeading = "%nExit codes:%n")
final class TcpwalkCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "Add a stack trace to an error message.")
    private boolean verbose;

    /** The command line, ready to execute the given arguments; tests set their own writers. */
    static CommandLine commandLine(String... args) {
        return commandLine(subcommands(), args);
    }

    /**
     * Builds only the subcommand that the first word names, none for the version, else all of them: each one costs
     * milliseconds.
     */
    static CommandLine commandLine(Map<String, Supplier<Object>> subcommands, String... args) {
        TcpwalkCommand command = new TcpwalkCommand();
        CommandLine root = new CommandLine(command);
        String first = args.length == 0 ? "" : args[0];
        if (subcommands.containsKey(first)) {
            root.addSubcommand(first, subcommands.get(first).get());
        } else if (!first.equals("--version")) {
            subcommands.forEach((name, subcommand) -> root.addSubcommand(name, subcommand.get()));
        }
        root.getCommandSpec().usageMessage().exitCodeList(exitCodes());
        Words.teach(root);
        Failures failures = new Failures(command::verbose);
        // An argument that begins with @ names data to send, not a file of further arguments.
        return root.setExpandAtFiles(false).setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(failures)
                .setExecutionExceptionHandler(failures);
    }

    /** Whether error messages come with a stack trace. */
    boolean verbose() {
        return verbose;
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return ExitCode.USAGE.number();
    }

    /** The subcommands by name, in the order of the help text. */
    private static Map<String, Supplier<Object>> subcommands() {
        Map<String, Supplier<Object>> byName = new LinkedHashMap<>();
        byName.put("handshake", HandshakeCommand::new);
        byName.put("sniff", SniffCommand::new);
        byName.put("walk", WalkCommand::new);
        byName.put("analyze", AnalyzeCommand::new);
        byName.put("explain", ExplainCommand::new);
        byName.put("interfaces", InterfacesCommand::new);
        byName.put("doctor", DoctorCommand::new);
        return byName;
    }

    private static Map<String, String> exitCodes() {
        Map<String, String> meanings = new LinkedHashMap<>();
        for (ExitCode code : ExitCode.values()) {
            meanings.put(String.valueOf(code.number()), code.meaning());
        }
        return meanings;
    }

    /** The version that the jar's manifest carries. */
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            String version = TcpwalkCommand.class.getPackage().getImplementationVersion();
            return new String[] {"tcpwalk " + (version == null ? "(not packaged)" : version)};
        }
    }
}
