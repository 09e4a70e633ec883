package tcpwalk.craft.link;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The kernel's list of network interfaces. */
final class LinkTable {

    private static final int HEADER_LENGTH = 16;
    private static final int HARDWARE_ADDRESS = 1;
    private static final int NAME = 3;
    private static final int MTU = 4;

    private final Netlink netlink;

    LinkTable(Netlink netlink) {
        this.netlink = netlink;
    }

    NetworkLink named(String name) throws LinkException {
        ByteBuffer request = Netlink.request().put(new byte[HEADER_LENGTH]);
        Netlink.attribute(request, NAME, (name + '\0').getBytes(StandardCharsets.UTF_8));
        return ask(request, name);
    }

    NetworkLink numbered(int index) throws LinkException {
        ByteBuffer request = Netlink.request();
        request.putInt(0).putInt(index).putInt(0).putInt(0);
        return ask(request, "number " + index);
    }

    private NetworkLink ask(ByteBuffer request, String asked) throws LinkException {
        try {
            return read(netlink.ask(Netlink.GET_LINK, request));
        } catch (SystemCallException e) {
            throw LinkException.unknownInterface(asked, e);
        }
    }

    private static NetworkLink read(ByteBuffer answer) {
        ByteBuffer name = Netlink.find(answer, HEADER_LENGTH, NAME);
        ByteBuffer mtu = Netlink.find(answer, HEADER_LENGTH, MTU);
        ByteBuffer mac = Netlink.find(answer, HEADER_LENGTH, HARDWARE_ADDRESS);
        boolean isMac = mac != null && mac.remaining() == MacAddress.LENGTH;
        return new NetworkLink(answer.getInt(4), text(name), answer.getShort(2) & 0xffff, answer.getInt(8),
                mtu == null ? 0 : mtu.getInt(0), isMac ? MacAddress.read(mac.order(ByteOrder.BIG_ENDIAN), 0) : null);
    }

    private static String text(ByteBuffer terminated) {
        if (terminated == null) {
            return "";
        }
        byte[] bytes = new byte[Math.max(0, terminated.remaining() - 1)];
        terminated.get(0, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
