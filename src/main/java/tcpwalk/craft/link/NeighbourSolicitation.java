package tcpwalk.craft.link;

import java.nio.ByteBuffer;
import java.util.Arrays;
import tcpwalk.wire.Checksum;
import tcpwalk.wire.IpAddress;

/** "Who has this IPv6 address?" (RFC 4861 §4.3), asked to the address's solicited-node group (RFC 4291 §2.7.1). */
final class NeighbourSolicitation implements NeighbourQuestion {

    private static final int ETHER_TYPE = 0x86dd;
    private static final int ICMP = 14 + 40;
    private static final int ICMP_LENGTH = 32;
    private static final int NEXT_HEADER_ICMP = 58;
    private static final int ADVERTISEMENT_LENGTH = 24;
    private static final int ADVERTISEMENT = 136;
    private static final int TARGET_LINK_ADDRESS = 2;

    private static final IpAddress UNSPECIFIED = new IpAddress(6, 0, 0);

    private final Route route;

    NeighbourSolicitation(Route route) {
        this.route = route;
    }

    @Override
    public int etherType() {
        return ETHER_TYPE;
    }

    @Override
    public byte[] frame() {
        IpAddress target = route.nextHop();
        long lastThreeBytes = target.low() & 0xff_ffff;
        IpAddress group = new IpAddress(6, 0xff02L << 48, 0x1_ff00_0000L | lastThreeBytes);
        ByteBuffer frame = ByteBuffer.allocate(ICMP + ICMP_LENGTH);
        new MacAddress(0x3333_ff00_0000L | lastThreeBytes).write(frame);
        route.link().mac().write(frame);
        frame.putShort((short) ETHER_TYPE);
        // Hop limit 255 proves that no router passed it on (RFC 4861 §7.1.1).
        int length = anonymous() ? ICMP_LENGTH - 8 : ICMP_LENGTH;
        frame.putInt(6 << 28).putShort((short) length).put((byte) NEXT_HEADER_ICMP).put((byte) 255);
        frame.put((anonymous() ? UNSPECIFIED : route.source()).bytes()).put(group.bytes());
        frame.put((byte) 135).put((byte) 0).putShort((short) 0).putInt(0).put(target.bytes());
        if (!anonymous()) {
            frame.put((byte) 1).put((byte) 1);
            route.link().mac().write(frame);
        }
        frame.putShort(ICMP + 2, (short) checksum(frame, length));
        return Arrays.copyOf(frame.array(), ICMP + length);
    }

    /** An IPv4 route can have an IPv6 gateway (RFC 8950); we then ask as nobody and everybody hears the answer. */
    private boolean anonymous() {
        return route.source().version() == 4;
    }

    /** Over the pseudo-header too (RFC 8200 §8.1): the two addresses, the length and the protocol. */
    private static int checksum(ByteBuffer frame, int length) {
        ByteBuffer covered = ByteBuffer.allocate(40 + length);
        covered.put(frame.slice(14 + 8, 32)).putInt(length).putInt(NEXT_HEADER_ICMP).put(frame.slice(ICMP, length));
        return Checksum.of(covered, 0, covered.position());
    }

    @Override
    public MacAddress answerIn(ByteBuffer frame) {
        if (frame.remaining() < ICMP + ADVERTISEMENT_LENGTH || (frame.get(ICMP) & 0xff) != ADVERTISEMENT
                || !SocketAddresses.read(frame.slice(ICMP + 8, 16)).equals(route.nextHop())) {
            return null;
        }
        for (int at = ICMP + ADVERTISEMENT_LENGTH; at + 8 <= frame.limit(); at += 8 * (frame.get(at + 1) & 0xff)) {
            if (frame.get(at) == TARGET_LINK_ADDRESS) {
                return MacAddress.read(frame, at + 2);
            }
            if (frame.get(at + 1) == 0) {
                return null;
            }
        }
        // The option may be left out of an answer to a unicast question; the sender then is the target.
        return MacAddress.read(frame, MacAddress.LENGTH);
    }
}
