package tcpwalk.walk.script;

/** One of the segments that would meet an expectation. */
public record Alternative(SegmentPattern pattern, Mark mark) {
}
