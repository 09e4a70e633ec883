package tcpwalk.watch.model;

import tcpwalk.timeline.Timeline;

/**
 * The selected connection with what is kept of its steps.
 *
 * @param timeline  its story not yet told
 * @param fromStart whether its first step is the connection's
 */
public record Detail(Timeline timeline, boolean fromStart) {
}
