/**
 * Capture files: pcap and pcapng, plain, gzip or zstd, from files or a stream that is still being written. Everything
 * is recognised by content, read as a stream in constant memory, and what cannot be read is a {@code Damage}. May
 * import {@code tcpwalk.capture}, {@code tcpwalk.capture.zstd}, {@code tcpwalk.wire} and {@code java.base}.
 */
package tcpwalk.capture.file;
