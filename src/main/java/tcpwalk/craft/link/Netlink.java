package tcpwalk.craft.link;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** A conversation with the kernel's routing tables (rtnetlink), one question and its answer at a time; unprivileged. */
final class Netlink implements AutoCloseable {

    static final short GET_LINK = 18;
    static final short GET_ROUTE = 26;
    static final short GET_NEIGHBOUR = 30;

    private static final int ROUTE_FAMILY = 0;
    private static final short REQUEST = 1;
    private static final short ERROR = 2;
    private static final int HEADER_LENGTH = 16;
    /** The kernel answers within the call; the bound only keeps a broken one from hanging us. */
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(2);

    private final NativeSocket socket;
    private final byte[] buffer = new byte[16 * 1024];
    private int sequence;

    private Netlink(NativeSocket socket) {
        this.socket = socket;
    }

    static Netlink open() throws SystemCallException {
        return new Netlink(NativeSocket.open(LibC.AF_NETLINK, LibC.SOCK_RAW, ROUTE_FAMILY));
    }

    /** A request to fill: the family's own header comes next, then {@link #attribute attributes}. */
    static ByteBuffer request() {
        return ByteBuffer.allocate(256).order(ByteOrder.nativeOrder()).position(HEADER_LENGTH);
    }

    /** Appends one attribute and its padding to four bytes. */
    static void attribute(ByteBuffer request, int type, byte[] value) {
        request.putShort((short) (4 + value.length)).putShort((short) type).put(value);
        while (request.position() % 4 != 0) {
            request.put((byte) 0);
        }
    }

    static byte[] number(int value) {
        return ByteBuffer.allocate(4).order(ByteOrder.nativeOrder()).putInt(value).array();
    }

    /** Asks, and returns the answer's body: the family's header and its attributes. An error answer is thrown. */
    ByteBuffer ask(short type, ByteBuffer request) throws SystemCallException {
        int length = request.position();
        sequence++;
        request.putInt(0, length).putShort(4, type).putShort(6, REQUEST).putInt(8, sequence).putInt(12, 0);
        socket.send(request.array(), length, SocketAddresses.NONE);
        long deadline = System.nanoTime() + PATIENCE;
        while (true) {
            int received = socket.receive(buffer, deadline);
            if (received < HEADER_LENGTH) {
                throw new SystemCallException("netlink", Errno.EINVAL);
            }
            ByteBuffer answer = ByteBuffer.wrap(buffer, 0, received).order(ByteOrder.nativeOrder());
            if (answer.getInt(8) != sequence) {
                continue;
            }
            if (answer.getShort(4) == ERROR) {
                throw new SystemCallException("netlink", -answer.getInt(HEADER_LENGTH));
            }
            // A copy, so that an answer outlives the next question.
            int end = Math.min(received, answer.getInt(0));
            return ByteBuffer.wrap(Arrays.copyOfRange(buffer, HEADER_LENGTH, end)).order(ByteOrder.nativeOrder());
        }
    }

    /** The value of the first attribute of {@code type} after a header of {@code skip} bytes, or null. */
    static ByteBuffer find(ByteBuffer body, int skip, int type) {
        int at = skip;
        while (at + 4 <= body.limit()) {
            int length = body.getShort(at) & 0xffff;
            if (length < 4 || at + length > body.limit()) {
                return null;
            }
            // The two upper bits say nested and network order, and are no part of the type.
            if ((body.getShort(at + 2) & 0x3fff) == type) {
                return body.slice(at + 4, length - 4).order(ByteOrder.nativeOrder());
            }
            at += length + 3 & ~3;
        }
        return null;
    }

    @Override
    public void close() {
        socket.close();
    }
}
