package tcpwalk.timeline;

/**
 * What other tools would say of the connection, by their own rules, so that a sceptic can compare.
 *
 * @param zeekState             Zeek's {@code conn_state}
 * @param zeekHistory           Zeek's {@code history}
 * @param wiresharkCompleteness Wireshark's {@code tcp.completeness}
 */
public record PeerVerdicts(String zeekState, String zeekHistory, int wiresharkCompleteness) {
}
