package tcpwalk.cli;

import java.time.Duration;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tcpwalk.tcp.findings.Thresholds;

/** Options that say from where on many connections together are a flood or a scan. */
final class AlarmOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(names = "--flood-half-open", paramLabel = "N", defaultValue = "100",
            description = "Overdue half-open connections at one listener that are a SYN flood"
                + " (default: ${DEFAULT-VALUE}).")
    private int halfOpen;

    @Option(names = "--flood-overdue", paramLabel = "TIME", defaultValue = "1s", converter = DurationConverter.class,
            description = "After how long an unfinished handshake is overdue (default: ${DEFAULT-VALUE}).")
    private Duration overdue;

    @Option(names = "--scan-ports", paramLabel = "N", defaultValue = "20",
            description = "Ports of one host, tried by another, that are a port scan (default: ${DEFAULT-VALUE}).")
    private int ports;

    @Option(names = "--scan-hosts", paramLabel = "N", defaultValue = "50",
            description = "Hosts that one host tries on the same port, for the same (default: ${DEFAULT-VALUE}).")
    private int hosts;

    @Option(names = "--scan-failures", paramLabel = "SHARE", defaultValue = "0.5",
            description = "Which share of a scan's tries must be in vain, 0 to 1 (default: ${DEFAULT-VALUE}).")
    private double failures;

    /** What the options ask for. */
    Thresholds thresholds() {
        require(halfOpen >= 1, "--flood-half-open must be 1 or more");
        require(ports >= 2, "--scan-ports must be 2 or more");
        require(hosts >= 2, "--scan-hosts must be 2 or more");
        require(failures >= 0 && failures <= 1, "--scan-failures must be between 0 and 1");
        return new Thresholds(halfOpen, overdue.toNanos(), ports, hosts, failures);
    }

    private void require(boolean holds, String rule) {
        if (!holds) {
            throw new ParameterException(command.commandLine(), rule);
        }
    }
}
