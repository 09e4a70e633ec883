package tcpwalk.tcp.findings;

/**
 * From where on many connections together are an attack.
 *
 * @param halfOpen      half-open connections at one listener, each overdue, that make a SYN flood
 * @param overdue       nanoseconds after which a handshake that is not complete is overdue
 * @param scannedPorts  ports of one host, tried by another, that make a port scan
 * @param scannedHosts  hosts that one host tries on the same port, for the same
 * @param scanFailures  which part of a scan's tries must have failed, 0 to 1; ordinary clients mostly succeed
 */
public record Thresholds(int halfOpen, long overdue, int scannedPorts, int scannedHosts, double scanFailures) {

    /**
     * A hundred half-open connections older than a second, the first time-out of a SYN,ACK; 20 ports of one host or 50
     * hosts, half of them in vain. A busy server has many SYNs and few overdue ones.
     */
    public static final Thresholds DEFAULT = new Thresholds(100, 1_000_000_000, 20, 50, 0.5);

    public Thresholds {
        if (halfOpen < 1 || overdue < 0 || scannedPorts < 2 || scannedHosts < 2 || !(scanFailures >= 0)) {
            throw new IllegalArgumentException("thresholds must be positive");
        }
    }
}
