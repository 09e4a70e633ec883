/**
 * The user-space TCP endpoint: everything RFC 9293 asks of one end of a connection, as a pure machine that is told the
 * time and what arrived and says what to send. Holds no socket, no thread, no clock. May import {@code tcp} and
 * {@code wire}. Start reading at {@link tcpwalk.craft.endpoint.CraftedEndpoint}.
 */
package tcpwalk.craft.endpoint;
