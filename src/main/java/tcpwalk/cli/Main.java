package tcpwalk.cli;

/** The program's entry point. */
public final class Main {

    private Main() {
    }

    /** Runs the command line and exits with its {@link ExitCode}. */
    public static void main(String[] args) {
        System.exit(ExitCode.DONE.number());
    }
}
