package tcpwalk.craft.link;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import tcpwalk.wire.IpAddress;

/** The {@code struct sockaddr_*} of each address family, as bytes. */
final class SocketAddresses {

    static final byte[] NONE = {};

    private SocketAddresses() {
    }

    /**
     * A {@code sockaddr_in} or {@code sockaddr_in6}.
     *
     * @param scope the interface's index for a link-local address; 0 for others
     */
    static byte[] ip(IpAddress address, int port, int scope) {
        if (address.version() == 4) {
            return nativeFamily(16, LibC.AF_INET).putShort((short) port).put(address.bytes()).array();
        }
        ByteBuffer bytes = nativeFamily(28, LibC.AF_INET6).putShort((short) port).putInt(0).put(address.bytes());
        return bytes.order(ByteOrder.nativeOrder()).putInt(isLinkLocal(address) ? scope : 0).array();
    }

    /** A {@code sockaddr_ll}: one interface, and the EtherType to receive, 0 for none. */
    static byte[] link(int interfaceIndex, int etherType) {
        return nativeFamily(20, LibC.AF_PACKET).putShort((short) etherType).order(ByteOrder.nativeOrder())
                .putInt(interfaceIndex).array();
    }

    /** The address whose 4 or 16 bytes {@code bytes} holds. */
    static IpAddress read(ByteBuffer bytes) {
        ByteBuffer address = bytes.duplicate().order(ByteOrder.BIG_ENDIAN);
        return address.remaining() == 4 ? new IpAddress(4, 0, address.getInt() & 0xffff_ffffL)
                : new IpAddress(6, address.getLong(), address.getLong());
    }

    /** Whether the address means something on one link only: fe80::/10. */
    static boolean isLinkLocal(IpAddress address) {
        return address.version() == 6 && address.high() >>> 54 == 0xfe80 >>> 6;
    }

    /** The family in the machine's order, and then network order. */
    private static ByteBuffer nativeFamily(int length, int family) {
        return ByteBuffer.allocate(length).order(ByteOrder.nativeOrder()).putShort((short) family)
                .order(ByteOrder.BIG_ENDIAN);
    }
}
