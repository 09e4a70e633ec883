/**
 * What other tools would say of a connection, by their own rules and with their own mistakes, so that a sceptic can
 * check tcpwalk with the tool that they trust. May import {@code wire} only.
 */
package tcpwalk.tcp.peers;
