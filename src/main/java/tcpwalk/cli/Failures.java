package tcpwalk.cli;

import java.io.PrintWriter;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what went wrong into a line on standard error and an exit status. */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {

    private final BooleanSupplier verbose;

    Failures(BooleanSupplier verbose) {
        this.verbose = verbose;
    }

    @Override
    public int handleParseException(ParameterException mistake, String[] args) {
        PrintWriter err = mistake.getCommandLine().getErr();
        err.println("tcpwalk: " + mistake.getMessage());
        UnmatchedArgumentException.printSuggestions(mistake, err);
        err.println("Try '" + mistake.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
        return ExitCode.USAGE.number();
    }

    @Override
    public int handleExecutionException(Exception cause, CommandLine command, ParseResult arguments) {
        PrintWriter err = command.getErr();
        if (cause instanceof PipeOutput.Closed) {
            return ExitCode.DONE.number();
        }
        if (cause instanceof Failure failure) {
            err.println("tcpwalk: " + failure.getMessage());
            if (verbose.getAsBoolean()) {
                failure.printStackTrace(err);
            }
            return failure.code().number();
        }
        return reportDefect(cause, err);
    }

    /** Reports what should not happen, with the trace that a bug report needs. */
    static int reportDefect(Throwable defect, PrintWriter err) {
        err.println("tcpwalk: this is a defect in tcpwalk, please report it:");
        defect.printStackTrace(err);
        return ExitCode.DEFECT.number();
    }
}
