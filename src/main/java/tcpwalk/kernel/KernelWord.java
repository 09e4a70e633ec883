package tcpwalk.kernel;

import java.util.List;
import tcpwalk.tcp.TcpState;

/**
 * What the kernel says of one end of a connection.
 *
 * @param state    its last word; TIME-WAIT where it said CLOSED and the wire shows that a time-wait object took over
 * @param path     the states that it told, in order
 * @param user     the process that has been seen using the socket; null where none has
 * @param compared how many of its changes, and of the wire's claims without one, could be compared
 * @param agreed   how many of those agreed
 */
public record KernelWord(TcpState state, List<TcpState> path, Task user, int compared, int agreed) {

    /** How many differed. */
    public int diverged() {
        return compared - agreed;
    }
}
