/**
 * Frames as they pass an interface of this machine: capture through libpcap, bound directly by JNA, and what of the
 * machine can be captured on. May import {@code wire} and the rest of {@code capture}.
 *
 * <p>Nothing offline refers to this package, so that files can be read where libpcap is missing.
 */
package tcpwalk.capture.live;
