/**
 * What a reader wants to see of a connection: rows, outcome, the story in a sentence or two. Values, the input of
 * every renderer, and how quantities are said. May import {@code tcp} and {@code wire}.
 */
package tcpwalk.timeline;
