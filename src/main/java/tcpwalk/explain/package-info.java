/**
 * Words for what a timeline shows, in English and Chinese: which lesson a row teaches, and its sentence from the
 * resource bundle {@code Annotations}; and the {@link tcpwalk.explain.Glossary}, which is {@code terms.txt} with the
 * bundle {@code Glossary}. May import {@code timeline}, {@code tcp} and {@code wire}. Start reading at
 * {@link tcpwalk.explain.Annotator}; {@link tcpwalk.explain.Lesson} lists everything that can be said.
 */
package tcpwalk.explain;
