package tcpwalk.testnet;

/** What one process sends another; by the shell's own kill, since a bare machine has no other. */
public final class Signal {

    private Signal() {
    }

    /** @param name without SIG, for instance {@code INT} */
    public static void send(String name, ProcessHandle process) {
        Command.run("sh", "-c", "kill -s \"$1\" \"$2\"", "sh", name, Long.toString(process.pid()));
    }
}
