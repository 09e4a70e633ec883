/**
 * The one walk that is no script: a SYN flood against a listener of our own in a network without a way out. May import
 * what {@code tcpwalk.walk} may.
 */
package tcpwalk.walk.flood;
