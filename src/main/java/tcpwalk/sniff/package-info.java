/**
 * Watching live: a capturing thread fills a ring, a tracking thread empties it into the connection table, and views
 * are told what happens. May import {@code capture}, {@code tcp}, {@code timeline} and {@code wire}.
 */
package tcpwalk.sniff;
