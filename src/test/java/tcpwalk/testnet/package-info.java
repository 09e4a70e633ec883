/**
 * Real networks for tests: namespaces of this machine joined by a link, servers of its kernel, and the kernel's own
 * record of what its sockets did. Needs root; {@link tcpwalk.testnet.RootOnly} skips what cannot run.
 */
package tcpwalk.testnet;
