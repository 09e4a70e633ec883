package tcpwalk.walk;

import java.io.IOException;
import tcpwalk.walk.script.PeerOrder;
import tcpwalk.wire.EndpointAddress;

/** The other end of a walk, as far as it can be told what to do. */
public interface Peer extends AutoCloseable {

    /** A peer somewhere in the network: it goes its own way. */
    static Peer at(EndpointAddress address) {
        return new Peer() {
            @Override
            public EndpointAddress address() {
                return address;
            }

            @Override
            public boolean obey(PeerOrder order, EndpointAddress us) {
                return false;
            }

            @Override
            public void close() {
                // Nothing of it is ours.
            }
        };
    }

    EndpointAddress address();

    /** Does as told, towards the end {@code us}; says whether it can be told at all. */
    boolean obey(PeerOrder order, EndpointAddress us) throws IOException;

    @Override
    void close();
}
