package tcpwalk.cli;

/** What the process tells its caller; also printed by {@code --help} and in the README. */
public enum ExitCode {
    DONE(0, "done"),
    REFUSED(1, "the peer refused or reset the connection, or did not do as a walk expects"),
    USAGE(2, "wrong usage"),
    NO_ANSWER(3, "the peer did not answer"),
    UNREADABLE(4, "an input could not be read; what was readable is reported"),
    ENVIRONMENT(5, "the environment lacks something: privilege, libpcap, interface"),
    FINDING(10, "a finding named by --fail-on occurred"),
    DEFECT(70, "a defect in tcpwalk itself");

    private final int number;
    private final String meaning;

    ExitCode(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    /** The process exit status. */
    public int number() {
        return number;
    }

    /** One phrase for help texts. */
    public String meaning() {
        return meaning;
    }
}
