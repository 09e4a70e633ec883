package tcpwalk.walk.script;

/**
 * One of the segments that would meet an expectation.
 *
 * @param ends whether the script is over when it comes
 */
public record Alternative(SegmentPattern pattern, boolean ends, Mark mark) {
}
