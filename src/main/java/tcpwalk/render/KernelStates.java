package tcpwalk.render;

import java.util.List;
import tcpwalk.tcp.TcpState;

/** What this machine's kernel says of a connection's ends; null for one that is no socket of this machine. */
public record KernelStates(End client, End server) {

    /**
     * One end.
     *
     * @param path     the states that the kernel told, in order
     * @param process  the name of the process that was seen using the socket, or null
     * @param pid      its number, or null
     * @param compared how many changes of state, the kernel's or the wire's, could be compared
     * @param agreed   how many of those agreed
     */
    public record End(TcpState state, List<TcpState> path, String process, Integer pid, int compared, int agreed) {

        public End {
            path = List.copyOf(path);
        }
    }
}
