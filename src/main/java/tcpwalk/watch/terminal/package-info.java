/**
 * The terminal: its mode, size and keys, and lines put on it so that only changed ones are written. Knows nothing of
 * TCP; may import JNA. Start reading at {@link tcpwalk.watch.terminal.Terminal}.
 */
package tcpwalk.watch.terminal;
