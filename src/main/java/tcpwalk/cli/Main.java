package tcpwalk.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintWriter;

/** The program's entry point. */
public final class Main {

    private Main() {
    }

    /** Runs the command line and exits with its {@link ExitCode}. */
    public static void main(String[] args) {
        System.exit(run(standard(FileDescriptor.out), standard(FileDescriptor.err), args));
    }

    /** Runs the command line with the given results and messages writers; returns the exit status. */
    static int run(PrintWriter out, PrintWriter err, String... args) {
        int status;
        try {
            status = TcpwalkCommand.commandLine(args).setOut(out).setErr(err).execute(args);
            out.flush();
        } catch (PipeOutput.Closed closed) {
            status = ExitCode.DONE.number();
        } catch (Error defect) {
            // Picocli reports exceptions; an Error would leave with status 1, which means a refusal here.
            status = Failures.reportDefect(defect, err);
        }
        if (out.checkError() && status == ExitCode.DONE.number()) {
            status = ExitCode.ENVIRONMENT.number();
            err.println("tcpwalk: not all results could be written to standard output");
        }
        err.flush();
        return status;
    }

    /** Standard input, for those who wait for the user. */
    static InputStream input() {
        return System.in;
    }

    private static PrintWriter standard(FileDescriptor descriptor) {
        return new StandardOutput(new PipeOutput(new FileOutputStream(descriptor)));
    }
}
