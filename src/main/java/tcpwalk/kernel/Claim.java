package tcpwalk.kernel;

import tcpwalk.tcp.TcpState;

/**
 * What the wire shows an end to be, from some time on. One that a segment merely passes through lasts no time.
 *
 * @param presumed whether it rests on a segment whose receipt is not proven
 * @param corrects whether it takes the claim before it back
 */
record Claim(long since, TcpState state, boolean presumed, boolean corrects) {
}
