package tcpwalk.craft.link;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import java.nio.charset.StandardCharsets;

/**
 * What an interface does in the kernel's stead, so that a capture shows what was never on the wire.
 *
 * @param transmitChecksum    it fills in checksums: captures of sent segments show unfinished ones
 * @param receiveChecksum     it verifies checksums
 * @param tcpSegmentation     it cuts sent segments: captures show them larger than the MTU
 * @param genericSegmentation the kernel cuts them, after the capture
 * @param genericReceive      the kernel joins received segments, before the capture
 * @param largeReceive        the interface joins them
 */
public record Offloads(boolean transmitChecksum, boolean receiveChecksum, boolean tcpSegmentation,
                       boolean genericSegmentation, boolean genericReceive, boolean largeReceive) {

    private static final long SIOCETHTOOL = 0x8946;
    private static final int NAME_LENGTH = 16;
    /** {@code struct ifreq}, then {@code struct ethtool_value}: a command and its answer. */
    private static final int VALUE = 40;
    private static final int GET_RECEIVE_CHECKSUM = 0x14;
    private static final int GET_TRANSMIT_CHECKSUM = 0x16;
    private static final int GET_TCP_SEGMENTATION = 0x1e;
    private static final int GET_GENERIC_SEGMENTATION = 0x23;
    private static final int GET_FLAGS = 0x25;
    private static final int GET_GENERIC_RECEIVE = 0x2b;
    private static final int LARGE_RECEIVE_FLAG = 1 << 15;

    /** Asks the driver; what it does not know, it does not do. Needs no privilege. */
    public static Offloads of(String interfaceName) throws LinkException {
        try (NativeSocket socket = NativeSocket.open(LibC.AF_INET, LibC.SOCK_DGRAM, 0);
                Memory request = new Memory(VALUE + 8)) {
            request.clear();
            byte[] name = interfaceName.getBytes(StandardCharsets.UTF_8);
            request.write(0, name, 0, Math.min(name.length, NAME_LENGTH - 1));
            request.setPointer(NAME_LENGTH, request.share(VALUE));
            return new Offloads(ask(socket, request, GET_TRANSMIT_CHECKSUM) != 0,
                    ask(socket, request, GET_RECEIVE_CHECKSUM) != 0, ask(socket, request, GET_TCP_SEGMENTATION) != 0,
                    ask(socket, request, GET_GENERIC_SEGMENTATION) != 0, ask(socket, request, GET_GENERIC_RECEIVE) != 0,
                    (ask(socket, request, GET_FLAGS) & LARGE_RECEIVE_FLAG) != 0);
        } catch (SystemCallException e) {
            throw e.errno() == Errno.ENODEV ? LinkException.unknownInterface(interfaceName, e)
                    : LinkException.of("cannot ask " + interfaceName + " for its offloads", e);
        }
    }

    private static int ask(NativeSocket socket, Memory request, int command) throws SystemCallException {
        request.setInt(VALUE, command);
        request.setInt(VALUE + 4, 0);
        if (LibC.ioctl(socket.descriptor(), SIOCETHTOOL, request) >= 0) {
            return request.getInt(VALUE + 4);
        }
        int errno = Native.getLastError();
        if (errno == Errno.EOPNOTSUPP) {
            return 0;
        }
        throw new SystemCallException("ioctl SIOCETHTOOL", errno);
    }

    /** Whether a capture can show segments larger than the MTU. */
    public boolean showsGiantSegments() {
        return tcpSegmentation || genericSegmentation || genericReceive || largeReceive;
    }
}
