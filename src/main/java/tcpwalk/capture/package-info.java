/**
 * Bytes in: what a capture yields, whether it comes from a file or an interface. Frames (link), packets (IP) and what
 * is known about the quality of a capture. May import {@code tcpwalk.wire} and {@code java.base}; the readers are in
 * {@code capture.file}, the layers below TCP in {@code capture.decode}, live capture in {@code capture.live}.
 */
package tcpwalk.capture;
