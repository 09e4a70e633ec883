/**
 * Plays walk scripts: every segment of ours is the script's, every segment of the peer's is held against it, and both
 * ends' states are what an observer of the wire infers. A {@link tcpwalk.walk.Player} stands between what the capture
 * sees and an output for packets, as {@code craft.Walk} does. May import {@code craft}, {@code timeline}, {@code tcp}
 * and {@code wire}; the command line joins it with a capture.
 */
package tcpwalk.walk;
