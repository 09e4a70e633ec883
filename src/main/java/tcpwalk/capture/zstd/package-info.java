/**
 * A decoder for Zstandard (RFC 8878) that works block by block, so that a stream yields what has arrived and a damaged
 * one all that precedes the damage. May import {@code java.base} only.
 */
package tcpwalk.capture.zstd;
