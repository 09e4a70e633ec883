/**
 * What is remembered of a live run for its screen, bounded whatever the traffic: the states of every connection in a
 * few bytes each, and the liveliest connections with their steps. May import {@code timeline}, {@code tcp} and
 * {@code wire}. Start reading at {@link tcpwalk.watch.model.LiveModel}.
 */
package tcpwalk.watch.model;
