/**
 * The kernel's word: the states that this machine's own sockets go through, as its tracepoint
 * {@code sock:inet_sock_set_state} tells them, beside the states inferred from the wire. May import {@code tcp},
 * {@code wire} and {@code sniff}.
 */
package tcpwalk.kernel;
