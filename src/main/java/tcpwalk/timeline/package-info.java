/**
 * What a reader wants to see of a connection: rows, outcome, the one-line story. Values only, the input of every
 * renderer. May import {@code tcp} and {@code wire}.
 */
package tcpwalk.timeline;
