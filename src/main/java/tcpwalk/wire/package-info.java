/**
 * Values of the protocol: sequence-number arithmetic, flags, addresses, segments, their encoding and decoding.
 * May import {@code java.base} only. Decoding hostile bytes yields a named defect and never throws.
 */
package tcpwalk.wire;
