package tcpwalk.walk.script;

/**
 * What hangs on one segment of a script beside the segment itself.
 *
 * @param line   its line, from 1
 * @param label  what values measured at it are called by, or null
 * @param note   shown below its row, or null
 * @param states both states after it, or null
 */
public record Mark(int line, String label, Text note, States states) {
}
