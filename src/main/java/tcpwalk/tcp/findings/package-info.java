/**
 * The detectors: what stands out in a connection and in a capture, each with its frames and the evidence in a sentence.
 * May import {@code tcp} and {@code wire}. Start reading at {@link tcpwalk.tcp.findings.Findings}.
 */
package tcpwalk.tcp.findings;
