/**
 * The screen as a pure function: a snapshot, what the user asked for, and a size become lines. No clock, no terminal.
 * May import {@code watch.model}, {@code render}, {@code explain}, {@code timeline}, {@code tcp} and {@code wire}.
 * Start reading at {@link tcpwalk.watch.screen.Screen}.
 */
package tcpwalk.watch.screen;
