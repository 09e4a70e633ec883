/**
 * A timeline as text, JSON or CSV, and the pages of the glossary. Pure: no clock, no terminal detection, no files;
 * everything goes to an {@link java.lang.Appendable} or stream that the caller owns. May import {@code timeline} and
 * what it is made of ({@code tcp}, {@code wire}), and {@code explain}; the only package that may import Jackson. Start
 * reading at {@link tcpwalk.render.TextTimeline} or {@link tcpwalk.render.JsonTimeline}.
 */
package tcpwalk.render;
