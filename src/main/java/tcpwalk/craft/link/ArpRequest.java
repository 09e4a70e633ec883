package tcpwalk.craft.link;

import java.nio.ByteBuffer;

/** "Who has this IPv4 address?" (RFC 826). */
final class ArpRequest implements NeighbourQuestion {

    private static final int ETHER_TYPE = 0x0806;
    private static final int ETHERNET_HEADER = 14;
    private static final int FRAME_LENGTH = 42;
    private static final short REPLY = 2;

    private final Route route;

    ArpRequest(Route route) {
        this.route = route;
    }

    @Override
    public int etherType() {
        return ETHER_TYPE;
    }

    @Override
    public byte[] frame() {
        ByteBuffer frame = ByteBuffer.allocate(FRAME_LENGTH);
        MacAddress.BROADCAST.write(frame);
        route.link().mac().write(frame);
        frame.putShort((short) ETHER_TYPE);
        // Ethernet, IPv4, their address lengths, request.
        frame.putShort((short) 1).putShort((short) 0x0800).put((byte) 6).put((byte) 4).putShort((short) 1);
        route.link().mac().write(frame);
        frame.put(sender());
        new MacAddress(0).write(frame);
        frame.put(route.nextHop().bytes());
        return frame.array();
    }

    /** An IPv6 route can have an IPv4 gateway (RFC 8950); we then ask as nobody (RFC 5227 §2.1.1). */
    private byte[] sender() {
        return route.source().version() == 4 ? route.source().bytes() : new byte[4];
    }

    @Override
    public MacAddress answerIn(ByteBuffer frame) {
        if (frame.remaining() < FRAME_LENGTH || frame.getShort(ETHERNET_HEADER + 6) != REPLY) {
            return null;
        }
        boolean isAsked = SocketAddresses.read(frame.slice(ETHERNET_HEADER + 14, 4)).equals(route.nextHop());
        return isAsked ? MacAddress.read(frame, ETHERNET_HEADER + 8) : null;
    }
}
