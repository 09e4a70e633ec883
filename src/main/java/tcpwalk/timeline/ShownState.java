package tcpwalk.timeline;

import tcpwalk.tcp.TcpState;

/**
 * An endpoint's state as a row shows it.
 *
 * @param presumed whether it rests on a segment whose receipt is not yet proven
 */
public record ShownState(TcpState state, boolean presumed) {

    /** {@code ESTABLISHED}, or {@code ESTABLISHED?} when presumed. */
    @Override
    public String toString() {
        return presumed ? state + "?" : state.toString();
    }
}
