package tcpwalk.timeline;

/**
 * What a reader may learn at a row.
 *
 * @param text    one or two sentences
 * @param section where to read on, for instance {@code RFC 9293 §3.5}, or null
 * @param term    what to look up with the explain command, for instance {@code why-three}, or null
 */
public record Annotation(String text, String section, String term) {
}
