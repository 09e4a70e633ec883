package tcpwalk.craft.link;

import java.nio.ByteBuffer;
import tcpwalk.wire.IpAddress;

/** One question "who has this address?" as an Ethernet frame, and the reading of its answers. */
interface NeighbourQuestion {

    /** The EtherType of question and answer. */
    int etherType();

    byte[] frame();

    /** The address asked for, or null if the frame answers something else. */
    MacAddress answerIn(ByteBuffer frame);

    static NeighbourQuestion about(Route route) {
        return route.nextHop().version() == 4 ? new ArpRequest(route) : new NeighbourSolicitation(route);
    }

    /** What the question is called in messages. */
    static String protocol(IpAddress address) {
        return address.version() == 4 ? "ARP" : "neighbour solicitation";
    }
}
