package tcpwalk.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** What an endpoint is told that acts by itself; in a script, what is repeated and flagged is for the script to say. */
final class EndpointOptions {

    /** Repeats nothing and asks for nothing. */
    static final EndpointOptions SCRIPTED = new EndpointOptions();

    private static final int MOST_RETRIES = 100;

    @Spec(Target.MIXEE)
    private CommandSpec command;

    @Option(names = "--ecn", description = "Ask for explicit congestion notification.")
    private boolean ecn;

    @Option(names = "--retries", paramLabel = "N", defaultValue = "3",
            description = "How often a SYN, data or a FIN is repeated (default: ${DEFAULT-VALUE}).")
    private int retries;

    void validate() {
        if (retries < 0 || retries > MOST_RETRIES) {
            throw new ParameterException(command.commandLine(), "--retries is 0 to " + MOST_RETRIES);
        }
    }

    boolean ecn() {
        return ecn;
    }

    int retries() {
        return retries;
    }
}
