package tcpwalk.cli;

/** Ends a command for a reason the user can act on: a message that says what and how to fix it, and its exit code. */
final class Failure extends Exception {

    private final ExitCode code;

    Failure(ExitCode code, String message) {
        this(code, message, null);
    }

    Failure(ExitCode code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    ExitCode code() {
        return code;
    }
}
