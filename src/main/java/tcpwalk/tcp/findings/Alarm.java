package tcpwalk.tcp.findings;

import tcpwalk.tcp.Finding;

/**
 * Something that many connections show together: a flood or a scan.
 *
 * @param time    when it was recognised, nanoseconds since the epoch
 * @param subject the listener or the scanner: {@code 10.0.0.2:80}, {@code 10.0.0.9}
 * @param finding its kind, the frames that led to it, and how it stands now
 */
public record Alarm(long time, String subject, Finding finding) {
}
