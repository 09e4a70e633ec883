/**
 * From a frame to its segment: link layers, IP and tunnels, each a step that moves a cursor to the next header. May
 * import {@code tcpwalk.capture}, {@code tcpwalk.wire} and {@code java.base}. Whatever bytes come, nothing is thrown.
 */
package tcpwalk.capture.decode;
